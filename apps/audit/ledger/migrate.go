package ledger

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"path"

	"github.com/jackc/pgx/v5"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrateLock is the advisory lock under which one process at a time
// migrates; any number that nobody else uses does.
const migrateLock = 0x6572_7261_6e64 // "errand"

// Migrate brings the schema audit up to date, each step in a transaction of
// its own. Processes that start together wait for each other.
func Migrate(ctx context.Context, conn *pgx.Conn) (err error) {
	if _, err := conn.Exec(ctx, "select pg_advisory_lock($1)", migrateLock); err != nil {
		return fmt.Errorf("migrate: lock: %w", err)
	}
	defer func() {
		if _, e := conn.Exec(ctx, "select pg_advisory_unlock($1)", migrateLock); e != nil && err == nil {
			err = fmt.Errorf("migrate: unlock: %w", e)
		}
	}()
	if _, err := conn.Exec(ctx, `
		create schema if not exists audit;
		create table if not exists audit.migrations (
			name text primary key,
			done_at timestamptz not null default now()
		)`); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	files, err := fs.Glob(migrations, "migrations/*.sql") // in order
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := step(ctx, conn, file); err != nil {
			return fmt.Errorf("migrate: %s: %w", path.Base(file), err)
		}
	}
	return nil
}

func step(ctx context.Context, conn *pgx.Conn, file string) error {
	sql, err := migrations.ReadFile(file)
	if err != nil {
		return err
	}
	return pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, "insert into audit.migrations (name) values ($1) on conflict do nothing", path.Base(file))
		if err != nil || tag.RowsAffected() == 0 {
			return err // nil: it was done before
		}
		_, err = tx.Exec(ctx, string(sql))
		return err
	})
}
