package ledger

import (
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/errandapp/errand/apps/audit/merkle"
)

// maxRuns is how many runs of rows one note tells: its line stays far below
// merkle.MaxLine.
const maxRuns = 100_000

// runsOf are the runs of a month's rows with an index from first up to, and
// without, end.
func runsOf(ctx context.Context, tx pgx.Tx, table string, first, end int64) ([]merkle.Run, error) {
	rows, err := tx.Query(ctx, `
		select min(index), max(index) from (
			select index, index - row_number() over (order by index) as run from `+table+` where index >= $1 and index < $2) r
		group by run order by 1`, first, end)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (r merkle.Run, err error) {
		err = row.Scan(&r[0], &r[1])
		return r, err
	})
}

// noteExpiry adds to the log that these rows of a month go, and all that are
// gone then: as the notes at hand have it, and not as the tables look, or
// whoever took a row out of them would have the log say that it was dropped.
func noteExpiry(ctx context.Context, tx pgx.Tx, e *merkle.Expiry, rows []merkle.Run) error {
	gone, err := expired(ctx, tx, e)
	if err != nil {
		return err
	}
	var now time.Time
	if err := tx.QueryRow(ctx, `select clock_timestamp()`).Scan(&now); err != nil {
		return err
	}
	e.Gone = merkle.Merge(append(gone, rows...)...)
	for part := range slices.Chunk(e.Gone, maxRuns) {
		n := *e
		n.Gone = part
		if err := addNote(ctx, tx, merkle.NoteExpired, "", now, n); err != nil {
			return err
		}
	}
	return nil
}

// expired is which rows the notes at hand say are gone. Those that do not say
// which are put into e.
func expired(ctx context.Context, tx pgx.Tx, e *merkle.Expiry) (gone []merkle.Run, err error) {
	found, err := tx.Query(ctx, `select index, raw from audit.facts where list = '' and version = 0 and type = $1 order by index`, merkle.NoteExpired)
	if err != nil {
		return nil, err
	}
	var (
		index int64
		raw   []byte
	)
	_, err = pgx.ForEachRow(found, []any{&index, &raw}, func() error {
		n, err := merkle.ParseExpiry(index, raw)
		if err != nil {
			return err
		}
		if len(n.Gone) == 0 {
			n.Before = append(n.Before, n.Dropped)
		}
		for _, d := range n.Before {
			if !slices.Contains(e.Before, d) {
				e.Before = append(e.Before, d)
			}
		}
		gone = merkle.Merge(append(gone, n.Gone...)...)
		return nil
	})
	return gone, err
}
