package ledger

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// ErrSeen says that what was erased is still in the tables' files, since a
// transaction that began before needs it, or has the table. Erase again when
// that has ended.
var ErrSeen = errors.New("a transaction that began before still sees it (an export, a dump, a replica)")

// wipePause is between two tries to wipe a table. A try keeps those out who
// come after it, for wipeLock at most: they get as long as that in between.
const (
	wipeLock  = `2s`
	wipePause = 2 * time.Second
)

// wipe takes out of the files of tables what was deleted in them. For those
// who are in its way it waits so long in all; then the error is ErrSeen.
func wipe(ctx context.Context, conn *pgx.Conn, tables []string, wait time.Duration) (err error) {
	if _, err := conn.Exec(ctx, `set lock_timeout = '`+wipeLock+`'`); err != nil {
		return err
	}
	defer func() {
		_, e := conn.Exec(context.WithoutCancel(ctx), `reset lock_timeout`)
		err = errors.Join(err, e)
	}()
	patience, end := context.WithTimeout(ctx, wait)
	defer end()
	for _, table := range tables {
		for {
			err := wipeTable(ctx, conn, table)
			if err == nil || isCode(err, "42P01") { // undefined_table: its month was dropped
				break
			}
			if !errors.Is(err, ErrSeen) {
				return fmt.Errorf("%s: %w", table, err)
			}
			select {
			case <-patience.Done():
				return fmt.Errorf("%s: %w", table, err)
			case <-time.After(wipePause):
			}
		}
	}
	return nil
}

// wipeTable writes a table anew. That would take rows along that somebody
// still sees, and not say so; a plain vacuum counts them. So that comes first:
// what it has removed nobody sees again.
func wipeTable(ctx context.Context, conn *pgx.Conn, table string) error {
	var began time.Time
	if err := conn.QueryRow(ctx, `select clock_timestamp() from (select pg_stat_force_next_flush()) f`).Scan(&began); err != nil {
		return err
	}
	if _, err := conn.Exec(ctx, `vacuum `+table); err != nil {
		return inTheWay(err)
	}
	var free bool
	if err := conn.QueryRow(ctx, `select coalesce(n_dead_tup = 0 and last_vacuum >= $2, false) from pg_stat_all_tables where relid = to_regclass($1)`,
		table, began).Scan(&free); err != nil {
		return err
	}
	if !free {
		return ErrSeen
	}
	_, err := conn.Exec(ctx, `vacuum (full) `+table)
	return inTheWay(err)
}

// inTheWay makes ErrSeen of a lock that was not to be had.
func inTheWay(err error) error {
	if isCode(err, "55P03") { // lock_not_available
		return fmt.Errorf("%w: %w", ErrSeen, err)
	}
	return err
}

func isCode(err error, code string) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.Code == code
}
