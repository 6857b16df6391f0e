package ledger

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrateLock is the advisory lock under which one process at a time
// migrates; any number that nobody else uses does.
const migrateLock = 0x6572_7261_6e64 // "errand"

// Migrate brings the schema audit up to date, each step in a transaction of
// its own. Processes that start together wait for each other. conn is of a
// user who may make roles and schemas, or for whom they have been made.
func Migrate(ctx context.Context, conn *pgx.Conn) (err error) {
	if _, err := conn.Exec(ctx, "select pg_advisory_lock($1)", migrateLock); err != nil {
		return fmt.Errorf("migrate: lock: %w", err)
	}
	defer func() {
		if _, e := conn.Exec(ctx, "select pg_advisory_unlock($1)", migrateLock); e != nil && err == nil {
			err = fmt.Errorf("migrate: unlock: %w", e)
		}
	}()
	roles := RolesOf(conn.Config().Database)
	if _, err := conn.Exec(ctx, `
		do $$ begin
			if to_regnamespace('audit') is null then create schema audit; end if;
			if to_regclass('audit.migrations') is null then
				create table audit.migrations (name text primary key, done_at timestamptz not null default now());
			end if;
		end $$`); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	files, err := fs.Glob(migrations, "migrations/*.sql") // in order
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := step(ctx, conn, file, roles); err != nil {
			return fmt.Errorf("migrate: %s: %w", path.Base(file), hinted(err, roles))
		}
	}
	if err := carryOver(ctx, conn, roles); err != nil {
		return fmt.Errorf("migrate: carry over the facts of before: %w", err)
	}
	return nil
}

func step(ctx context.Context, conn *pgx.Conn, file string, roles Roles) error {
	raw, err := migrations.ReadFile(file)
	if err != nil {
		return err
	}
	return pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, "insert into audit.migrations (name) values ($1) on conflict do nothing", path.Base(file))
		if err != nil || tag.RowsAffected() == 0 {
			return err // nil: it was done before
		}
		_, err = tx.Exec(ctx, roles.fill(string(raw)))
		return err
	})
}

// hinted tells what to do when Postgres does not let us.
func hinted(err error, roles Roles) error {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) || pg.Code != "42501" { // insufficient_privilege
		return err
	}
	const way = `create role {{owner}} nologin; create role {{app}} nologin; ` +
		`grant {{owner}}, {{app}} to (the user of ERRAND_POSTGRES); grant create on database (its database) to {{owner}};`
	return fmt.Errorf("%w: the audit needs two roles of its own; let an administrator run: %s", err, strings.TrimSpace(roles.fill(way)))
}
