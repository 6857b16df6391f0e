package ledger

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/errandapp/errand/apps/audit/merkle"
)

// What a question about proofs can find.
var (
	ErrNotSealed = errors.New("no checkpoint covers it yet") // one will, in a second
	ErrUnknown   = errors.New("the audit has no such row")
	ErrDropped   = errors.New("the row's month was dropped")
)

// Proof is a fact of a list as it stands in the log, with the proof that leads
// to the checkpoint: that of this size, or the latest when size is 0.
func (l *Ledger) Proof(ctx context.Context, list string, version, size int64) (row *merkle.Row, sealed *Sealed, err error) {
	err = reading(ctx, l.db, func(tx pgx.Tx) error {
		var index int64
		err := tx.QueryRow(ctx, `select index from audit.places where list = $1 and version = $2`, list, version).Scan(&index)
		if errors.Is(err, pgx.ErrNoRows) {
			return ErrUnknown
		} else if err != nil {
			return err
		}
		if sealed, err = checkpoint(ctx, tx, size); err != nil {
			return err
		}
		switch {
		case sealed == nil && size > 0:
			return ErrUnknown
		case sealed == nil || sealed.Size <= index:
			return ErrNotSealed
		}
		rows, err := tx.Query(ctx, `select `+rowColumns+` from audit.facts where index = $1`, index)
		if err != nil {
			return err
		}
		found, err := pgx.CollectRows(rows, scanRow)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return ErrDropped
		}
		row = found[0]
		return prove(ctx, tx, found, sealed.Size)
	})
	if err != nil {
		return nil, nil, fmt.Errorf("proof: %w", err)
	}
	return row, sealed, nil
}

// Consistency is the proof that the log of the size to goes on from that of
// the size from.
func (l *Ledger) Consistency(ctx context.Context, from, to int64) (tlog.TreeProof, error) {
	last, err := l.Checkpoint(ctx, 0)
	switch {
	case err != nil:
		return nil, fmt.Errorf("consistency: %w", err)
	case last == nil || to > last.Size:
		return nil, fmt.Errorf("consistency: %w", ErrNotSealed)
	}
	proof, err := tlog.ProveTree(to, from, hashes(ctx, l.db))
	if err != nil {
		return nil, fmt.Errorf("consistency: %w", err)
	}
	return proof, nil
}

// prove gives rows the hashes that the tree of this size has for them, and
// their proofs. It reads all hashes at once: what tlog asks for is noted
// first, and answered then.
func prove(ctx context.Context, db asks, rows []*merkle.Row, size int64) error {
	want := map[int64]tlog.Hash{}
	noting := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		for _, i := range indexes {
			want[i] = tlog.Hash{}
		}
		return make([]tlog.Hash, len(indexes)), nil
	})
	for _, r := range rows {
		want[tlog.StoredHashIndex(0, r.Index)] = tlog.Hash{}
		if _, err := tlog.ProveRecord(size, r.Index, noting); err != nil {
			return err
		}
	}
	indexes := slices.Sorted(maps.Keys(want))
	found, err := hashes(ctx, db).ReadHashes(indexes)
	if err != nil {
		return err
	}
	for i, index := range indexes {
		want[index] = found[i]
	}
	answering := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		answer := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			answer[i] = want[index]
		}
		return answer, nil
	})
	for _, r := range rows {
		proof, err := tlog.ProveRecord(size, r.Index, answering)
		if err != nil {
			return err
		}
		r.Leaf, r.Proof = want[tlog.StoredHashIndex(0, r.Index)], append([]tlog.Hash{}, proof...)
	}
	return nil
}

// reading does something within one state of the database.
func reading(ctx context.Context, db DB, do func(pgx.Tx) error) error {
	return pgx.BeginFunc(ctx, db, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `set transaction isolation level repeatable read, read only`); err != nil {
			return err
		}
		return do(tx)
	})
}
