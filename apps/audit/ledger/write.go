package ledger

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/errandapp/errand/apps/audit/merkle"
)

// firstMonth is the earliest that has a partition.
var firstMonth = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)

// monthOf is the month to which a row belongs: that of the fact, unless its
// clock was so wrong that the month cannot be meant.
func monthOf(at, recordedAt time.Time) time.Time {
	month := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC) }
	if at.Before(firstMonth) || month(at).After(month(recordedAt).AddDate(0, 1, 0)) {
		return month(recordedAt)
	}
	return month(at)
}

// makeMonths makes the partitions that the batch needs and that are not there.
func (b *batch) makeMonths(ctx context.Context, tx pgx.Tx) error {
	months := slices.Clone(b.months)
	slices.SortFunc(months, time.Time.Compare)
	_, err := tx.Exec(ctx, `select audit.make_month(m) from unnest($1::date[]) m`, slices.Compact(months))
	return err
}

// write copies the rows and says how the log has grown.
func (b *batch) write(ctx context.Context, tx pgx.Tx) error {
	n := len(b.items)
	if _, err := tx.CopyFrom(ctx, pgx.Identifier{"audit", "facts"},
		[]string{"index", "month", "list", "version", "type", "task", "command", "at", "recorded_at", "partition", "offset", "traceparent", "salt", "raw"},
		pgx.CopyFromSlice(n, func(i int) ([]any, error) {
			it := &b.items[i]
			return []any{b.first + int64(i), b.months[i], it.list, it.version, it.typ, it.task, it.command, it.at, it.recordedAt,
				it.partition, it.offset, it.trace, b.salts[i], it.raw}, nil
		})); err != nil {
		return fmt.Errorf("copy rows: %w", err)
	}
	places := make([]int, 0, n) // of facts; notes have none
	for i := range b.items {
		if b.items[i].version > 0 {
			places = append(places, i)
		}
	}
	if _, err := tx.CopyFrom(ctx, pgx.Identifier{"audit", "places"}, []string{"list", "version", "index", "month"},
		pgx.CopyFromSlice(len(places), func(at int) ([]any, error) {
			i := places[at]
			return []any{b.items[i].list, b.items[i].version, b.first + int64(i), b.months[i]}, nil
		})); err != nil {
		return fmt.Errorf("copy places: %w", err)
	}
	if _, err := tx.Exec(ctx, `insert into audit.batches (first, size, first_hash, hashes, edge) values ($1, $2, $3, $4, $5)`,
		b.first, b.edge.Size(), tlog.StoredHashCount(b.first), merkle.Join(b.hashes), b.edge.Bytes()); err != nil {
		return fmt.Errorf("insert the batch: %w", err)
	}
	return nil
}
