package ledger

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/errandapp/errand/apps/audit/merkle"
)

// exportAll writes every row, and every checkpoint after the rows that it
// covers.
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
	// Those of the rows at hand: years of them are too many.
	marks, err := marksBetween(ctx, tx, first-1, first)
	if err != nil {
		return err
	}
	tell := func(at int64) error {
		for len(marks) > 0 && marks[0].Size <= at {
			if err := out.Checkpoint(marks[0].Note); err != nil {
				return err
			}
			marks = marks[1:]
		}
		return nil
	}
	for ; first < size; first += chunk {
		end := min(first+chunk, size)
		sealed, err := marksBetween(ctx, tx, first, end)
		if err != nil {
			return err
		}
		marks = append(marks, sealed...)
		rows, err := rowsBetween(ctx, tx, first, end)
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

// marksBetween are the checkpoints of sizes above after, up to end.
func marksBetween(ctx context.Context, tx pgx.Tx, after, end int64) ([]Sealed, error) {
	rows, err := tx.Query(ctx, `select size, note from audit.checkpoints where size > $1 and size <= $2 order by size`, after, end)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (s Sealed, err error) {
		err = row.Scan(&s.Size, &s.Note)
		return s, err
	})
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
