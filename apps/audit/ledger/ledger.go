package ledger

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// DB is the pool that a ledger writes to.
type DB interface {
	Begin(context.Context) (pgx.Tx, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

// A Ledger writes and reads the audit.
type Ledger struct{ db DB }

// New is the ledger in a database whose schema Migrate made. db stays the
// caller's to close.
func New(db DB) *Ledger { return &Ledger{db: db} }

// A Tally says what became of a batch of records.
type Tally struct {
	Facts   int      // recorded now
	Repeats int      // facts that were there already, by (list, version), as far as can be told the same
	Fenced  int      // records below the partition's offset: somebody recorded them
	Rejects []Reject // no facts, or not those that were recorded in their place; recorded as such

	TraceParents []string // of the facts that were not fenced, where they have one
}

// ErrBehind says that the ledger has not got as far as the sender believes:
// Postgres came back from a backup, or from a copy that lagged. Ask Resume.
var ErrBehind = errors.New("the ledger stands before what was recorded")

// Record writes a batch and moves the offsets of its partitions, all or
// nothing. ErrBehind says that nothing was written. After another error
// nothing is known: it may have happened. Recording the same batch again is
// right in any case.
func (l *Ledger) Record(ctx context.Context, b Batch) (Tally, error) {
	entries, rejects := sort(b.Records)
	tally, err := l.record(ctx, b, entries, rejects, insertAll)
	if err != nil && refused(err) {
		// Postgres does not take one of the facts, whatever we thought of it
		// (jsonb knows no U+0000, say). Find out which, one by one.
		tally, err = l.record(ctx, b, entries, rejects, insertEach)
	}
	if err != nil {
		return Tally{}, fmt.Errorf("record: %w", err)
	}
	return tally, nil
}

type insert func(context.Context, pgx.Tx, []entry) (inserted int, refused []Reject, err error)

func (l *Ledger) record(ctx context.Context, b Batch, entries []entry, rejects []Reject, insert insert) (t Tally, err error) {
	err = pgx.BeginFunc(ctx, l.db, func(tx pgx.Tx) error {
		if err := letGo(ctx, tx); err != nil {
			return err
		}
		// The offsets first: their rows are the lock of the partitions.
		next, err := lockOffsets(ctx, tx, b)
		if err != nil {
			return fmt.Errorf("lock offsets: %w", err)
		}
		entries, fencedEntries := beyond(entries, func(e entry) bool { return e.Offset >= next[e.Partition] })
		rejects, fencedRejects := beyond(rejects, func(r Reject) bool { return r.Offset >= next[r.Partition] })
		t.Fenced = fencedEntries + fencedRejects
		for _, e := range entries {
			if e.fact.TraceParent != "" {
				t.TraceParents = append(t.TraceParents, e.fact.TraceParent)
			}
		}
		inserted, refused, err := insert(ctx, tx, entries)
		if err != nil {
			return fmt.Errorf("insert facts: %w", err)
		}
		t.Rejects = append(rejects, refused...)
		t.Facts = inserted
		t.Repeats = len(entries) - len(refused) - inserted
		if err := insertRejects(ctx, tx, b.Topic, t.Rejects); err != nil {
			return fmt.Errorf("insert rejects: %w", err)
		}
		if err := moveOffsets(ctx, tx, b, next); err != nil {
			return fmt.Errorf("move offsets: %w", err)
		}
		return nil
	})
	return t, err
}

// beyond keeps those that are to be recorded and counts the others.
func beyond[T any](all []T, keep func(T) bool) (kept []T, dropped int) {
	kept = make([]T, 0, len(all))
	for _, x := range all {
		if keep(x) {
			kept = append(kept, x)
		}
	}
	return kept, len(all) - len(kept)
}

// refused reports whether Postgres turned down the data itself (SQLSTATE
// classes 22 data exception, 23 integrity constraint, 54 limit exceeded), so
// that trying again cannot help.
func refused(err error) bool {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) || len(pg.Code) != 5 {
		return false
	}
	switch pg.Code[:2] {
	case "22", "23", "54":
		return true
	}
	return false
}
