package ledger

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/errandapp/errand/apps/audit/merkle"
	"github.com/errandapp/errand/internal/telemetry"
)

// Expire drops the months before the one that began keep months ago; with 0
// it keeps all. The log says what was dropped. The hashes stay, so what is
// left can be proved as before, and (list, version) too, so nothing comes back
// from Kafka.
//
// conn is from Connect: the app's role cannot do this.
func Expire(ctx context.Context, conn *pgx.Conn, keep int) (dropped []merkle.Expiry, err error) {
	if keep <= 0 {
		return nil, nil
	}
	rows, err := conn.Query(ctx, `
		select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
		where i.inhparent = 'audit.facts'::regclass
			and c.relname < 'facts_' || to_char(date_trunc('month', now() at time zone 'UTC') - make_interval(months => $1), 'YYYY_MM')
		order by c.relname`, keep)
	if err != nil {
		return nil, fmt.Errorf("expire: %w", err)
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, fmt.Errorf("expire: %w", err)
	}
	for _, name := range names {
		e, err := drop(ctx, conn, name)
		if err != nil {
			return dropped, fmt.Errorf("expire %s: %w", name, err)
		}
		dropped = append(dropped, e)
	}
	return dropped, nil
}

// drop drops one month. It gives way to whoever reads it, and is then tried
// again later: who waits for that lock holds everybody up.
func drop(ctx context.Context, conn *pgx.Conn, name string) (e merkle.Expiry, err error) {
	err = pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
		if err := letGo(ctx, tx); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `set local lock_timeout = '2s'`); err != nil {
			return err
		}
		table := pgx.Identifier{"audit", name}.Sanitize()
		// Most of the month is read before the log's lock is taken: what is
		// in it by now stays, and only the log's end can add to it.
		var size int64
		if err := tx.QueryRow(ctx, `select coalesce(max(size), 0) from audit.batches`).Scan(&size); err != nil {
			return err
		}
		rows, err := runsOf(ctx, tx, table, 0, size)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `select pg_advisory_xact_lock($1)`, logLock); err != nil {
			return err
		}
		late, err := runsOf(ctx, tx, table, size, math.MaxInt64)
		if err != nil {
			return err
		}
		if rows = merkle.Merge(append(rows, late...)...); len(rows) > 0 {
			e.Rows, e.First, e.Last = merkle.Count(rows), rows[0][0], rows[len(rows)-1][1]
		}
		e.Month = name[len("facts_"):len("facts_")+4] + "-" + name[len("facts_")+5:]
		if e.Rows > 0 {
			if err := noteExpiry(ctx, tx, &e, rows); err != nil {
				return err
			}
		}
		_, err = tx.Exec(ctx, `drop table `+table)
		return err
	})
	return e, err
}

// keepEvery is how often the months are looked after.
const keepEvery = time.Hour

// A Keeper makes the months' partitions ahead and drops those that are old.
type Keeper struct {
	URL    string // of whoever owns the audit
	Months int    // to keep beside the current one; 0: all
	Log    *slog.Logger
}

// Run looks after the months until ctx is done.
func (k Keeper) Run(ctx context.Context) error {
	for {
		if err := k.turn(ctx); err != nil && ctx.Err() == nil {
			k.Log.Warn("the months of the audit were not looked after", telemetry.KeyErr, err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(keepEvery):
		}
	}
}

func (k Keeper) turn(ctx context.Context) (err error) {
	conn, err := Connect(ctx, k.URL)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close(context.WithoutCancel(ctx))) }()
	if _, err := conn.Exec(ctx, `
		select audit.make_month((date_trunc('month', now() at time zone 'UTC') + make_interval(months => n))::date) from generate_series(0, 2) n`); err != nil {
		return fmt.Errorf("make months: %w", err)
	}
	dropped, err := Expire(ctx, conn, k.Months)
	for _, e := range dropped {
		k.Log.Info("month dropped", "month", e.Month, telemetry.KeyEvents, e.Rows)
	}
	return err
}
