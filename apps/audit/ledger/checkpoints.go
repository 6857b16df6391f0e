package ledger

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/errandapp/errand/apps/audit/merkle"
)

// sealLock is the advisory lock of whoever signs.
const sealLock = 0x6572_7261_6e66

// A Sealed is a checkpoint as it was signed.
type Sealed struct {
	Size int64
	Note string
	At   time.Time
}

// ErrForked says that the log is not what was signed before: rows below the
// last checkpoint have changed, or are gone. Nothing is signed then.
var ErrForked = errors.New("the log does not go on from its last checkpoint")

// Seal signs a checkpoint of the log as it is now, if it has grown since the
// last one, and returns it. It is nil when there was nothing to sign, or when
// another replica is signing. Before it signs it checks that the log still
// holds all that the last checkpoint covers.
func (l *Ledger) Seal(ctx context.Context, key note.Signer) (sealed *Sealed, err error) {
	err = pgx.BeginFunc(ctx, l.db, func(tx pgx.Tx) error {
		if err := letGo(ctx, tx); err != nil {
			return err
		}
		var mine bool
		if err := tx.QueryRow(ctx, `select pg_try_advisory_xact_lock($1)`, sealLock).Scan(&mine); err != nil || !mine {
			return err
		}
		var size int64
		var raw []byte
		err := tx.QueryRow(ctx, `select size, edge from audit.batches order by first desc limit 1`).Scan(&size, &raw)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil // the log is empty
		} else if err != nil {
			return err
		}
		edge, err := merkle.ParseEdge(size, raw)
		if err != nil {
			return err
		}
		now := merkle.Checkpoint{Size: size, Root: edge.Root()}
		last, err := lastCheckpoint(ctx, tx)
		if err != nil || last.Size == size {
			return err
		}
		if err := follows(ctx, tx, last, now); err != nil {
			return err
		}
		signed, err := now.Sign(key)
		if err != nil {
			return err
		}
		s := &Sealed{Size: size, Note: signed}
		if err := tx.QueryRow(ctx, `insert into audit.checkpoints (size, note) values ($1, $2) returning at`, size, signed).Scan(&s.At); err != nil {
			return err
		}
		sealed = s
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("seal: %w", err)
	}
	return sealed, nil
}

// lastCheckpoint is the last that was signed, and its signature is checked;
// zero when there is none.
func lastCheckpoint(ctx context.Context, db asks) (merkle.Checkpoint, error) {
	keys, err := verifiers(ctx, db)
	if err != nil {
		return merkle.Checkpoint{}, err
	}
	rows, err := db.Query(ctx, `select note from audit.checkpoints order by size desc limit 1`)
	if err != nil {
		return merkle.Checkpoint{}, err
	}
	signed, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(signed) == 0 {
		return merkle.Checkpoint{}, err
	}
	cp, err := merkle.OpenCheckpoint(signed[0], note.VerifierList(keys...))
	if err != nil {
		return merkle.Checkpoint{}, fmt.Errorf("%w: %w", ErrForked, err)
	}
	return cp, nil
}

// follows checks that the log of now begins with the log of then.
func follows(ctx context.Context, db asks, then, now merkle.Checkpoint) error {
	switch {
	case then.Size == 0:
		return nil
	case then.Size > now.Size:
		return fmt.Errorf("%w: it has %d rows, and %d were signed", ErrForked, now.Size, then.Size)
	}
	proof, err := tlog.ProveTree(now.Size, then.Size, hashes(ctx, db))
	if err != nil {
		return fmt.Errorf("prove: %w", err)
	}
	if err := tlog.CheckTree(proof, now.Size, now.Root, then.Size, then.Root); err != nil {
		return fmt.Errorf("%w: %w", ErrForked, err)
	}
	return nil
}

// Checkpoint is the one of this size, or the latest when size is 0; nil when
// there is none.
func (l *Ledger) Checkpoint(ctx context.Context, size int64) (*Sealed, error) {
	return checkpoint(ctx, l.db, size)
}

func checkpoint(ctx context.Context, db asks, size int64) (*Sealed, error) {
	rows, err := db.Query(ctx, `select size, note, at from audit.checkpoints where $1 = 0 or size = $1 order by size desc limit 1`, size)
	if err != nil {
		return nil, fmt.Errorf("checkpoint: %w", err)
	}
	found, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (s Sealed, err error) {
		err = row.Scan(&s.Size, &s.Note, &s.At)
		return s, err
	})
	if err != nil {
		return nil, fmt.Errorf("checkpoint: %w", err)
	}
	if len(found) == 0 {
		return nil, nil
	}
	return &found[0], nil
}
