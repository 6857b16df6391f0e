package ledger

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/errandapp/errand/apps/audit/merkle"
)

// A Filter chooses rows. Zero fields choose all.
type Filter struct {
	List         string
	Task         string
	Type         string
	Since, Until time.Time // of the fact: from then on, and before then
}

// A Sheet takes an export.
type Sheet interface {
	Checkpoint(signed string) error
	Edge(merkle.Edge) error // of the rows before the first, which were dropped
	Row(*merkle.Row) error
}

// Rows that are read together: of the whole log, and with their proofs.
const (
	chunk  = 4000
	proven = 500
)

// Export writes what the filter chooses of the log up to its last checkpoint,
// in the order of the log. It reads one state of the log, however long that
// takes.
//
// Without a filter, that is every row, and every checkpoint after the rows
// that it covers. With one, the last checkpoint comes first, and every row has
// its proof.
func (l *Ledger) Export(ctx context.Context, f Filter, out Sheet) error {
	err := reading(ctx, l.db, func(tx pgx.Tx) error {
		last, err := checkpoint(ctx, tx, 0)
		if err != nil {
			return err
		}
		if last == nil {
			return ErrNotSealed
		}
		// A note that is not sealed yet tells of rows that are gone already:
		// without it the export would look as if somebody had taken them.
		var untold bool
		if err := tx.QueryRow(ctx, `select exists (select from audit.facts where index >= $1 and version = 0)`, last.Size).Scan(&untold); err != nil {
			return err
		}
		if untold {
			return ErrNotSealed
		}
		if f == (Filter{}) {
			return exportAll(ctx, tx, last.Size, out)
		}
		if err := out.Checkpoint(last.Note); err != nil {
			return err
		}
		return exportSome(ctx, tx, f, last.Size, out)
	})
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}

func exportAll(ctx context.Context, tx pgx.Tx, size int64, out Sheet) error {
	var first int64
	if err := tx.QueryRow(ctx, `select coalesce((select index from audit.facts order by index limit 1), $1)`, size).Scan(&first); err != nil {
		return err
	}
	first = min(first, size)
	if first > 0 {
		edge, err := edgeAt(ctx, tx, first)
		if err != nil {
			return err
		}
		if err := out.Edge(edge); err != nil {
			return err
		}
	}
	sealed, err := tx.Query(ctx, `select size, note from audit.checkpoints where size >= $1 order by size`, first)
	if err != nil {
		return err
	}
	type mark struct {
		size int64
		note string
	}
	marks, err := pgx.CollectRows(sealed, func(row pgx.CollectableRow) (m mark, err error) { return m, row.Scan(&m.size, &m.note) })
	if err != nil {
		return err
	}
	tell := func(at int64) error {
		for len(marks) > 0 && marks[0].size <= at {
			if err := out.Checkpoint(marks[0].note); err != nil {
				return err
			}
			marks = marks[1:]
		}
		return nil
	}
	for ; first < size; first += chunk {
		rows, err := rowsBetween(ctx, tx, first, min(first+chunk, size))
		if err != nil {
			return err
		}
		for _, r := range rows {
			if err := tell(r.Index); err != nil {
				return err
			}
			if err := out.Row(r); err != nil {
				return err
			}
		}
	}
	return tell(size)
}

// rowsBetween are the rows with an index from first up to, and without, end.
// Of those that were dropped only the hash is left.
func rowsBetween(ctx context.Context, tx pgx.Tx, first, end int64) ([]*merkle.Row, error) {
	leaves, err := leavesBetween(ctx, tx, first, end)
	if err != nil {
		return nil, err
	}
	all := make([]*merkle.Row, end-first)
	found, err := tx.Query(ctx, `select `+rowColumns+` from audit.facts where index >= $1 and index < $2 order by index`, first, end)
	if err != nil {
		return nil, err
	}
	rows, err := pgx.CollectRows(found, scanRow)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		all[r.Index-first] = r
	}
	for i := range all {
		if all[i] == nil {
			all[i] = &merkle.Row{Envelope: merkle.Envelope{Index: first + int64(i)}, Dropped: true}
		}
		all[i].Leaf = leaves[i]
	}
	return all, nil
}

// leavesBetween are the hashes that the tree has for these rows.
func leavesBetween(ctx context.Context, tx pgx.Tx, first, end int64) ([]tlog.Hash, error) {
	leaves := make([]tlog.Hash, end-first)
	rows, err := tx.Query(ctx, `select first, size, first_hash, hashes from audit.batches where size > $1 and first < $2 order by first`, first, end)
	if err != nil {
		return nil, err
	}
	var (
		from, size, at int64
		raw            []byte
		got            int64
	)
	_, err = pgx.ForEachRow(rows, []any{&from, &size, &at, &raw}, func() error {
		for i := max(first, from); i < min(end, size); i++ {
			place := (tlog.StoredHashIndex(0, i) - at) * tlog.HashSize
			if place < 0 || place+tlog.HashSize > int64(len(raw)) {
				return fmt.Errorf("the hash of row %d is not where it should be", i)
			}
			copy(leaves[i-first][:], raw[place:])
			got++
		}
		return nil
	})
	if err == nil && got != end-first {
		err = fmt.Errorf("the log has the hashes of %d of the rows %d to %d", got, first, end-1)
	}
	return leaves, err
}

func exportSome(ctx context.Context, tx pgx.Tx, f Filter, size int64, out Sheet) error {
	if _, err := tx.Exec(ctx, `declare chosen no scroll cursor for
		select `+rowColumns+` from audit.facts
		where index < $1 and ($2 = '' or list = $2) and ($3 = '' or task = $3) and ($4 = '' or type = $4)
			and ($5::timestamptz is null or at >= $5) and ($6::timestamptz is null or at < $6)
		order by index`, size, f.List, f.Task, f.Type, moment(f.Since), moment(f.Until)); err != nil {
		return err
	}
	for {
		found, err := tx.Query(ctx, fmt.Sprintf(`fetch %d from chosen`, proven))
		if err != nil {
			return err
		}
		rows, err := pgx.CollectRows(found, scanRow)
		if err != nil || len(rows) == 0 {
			return err
		}
		if err := prove(ctx, tx, rows, size); err != nil {
			return err
		}
		for _, r := range rows {
			if err := out.Row(r); err != nil {
				return err
			}
		}
	}
}

// moment is a time for SQL: null when it is zero.
func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
