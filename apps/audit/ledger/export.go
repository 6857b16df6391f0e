package ledger

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

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

// exportSome writes the rows that a filter chooses, each with its proof.
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
