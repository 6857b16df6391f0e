package ledger

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Roles are the two that share the rights to the schema. Nobody logs in as
// one of them.
type Roles struct {
	Owner string // owns the schema: may change what it looks like, erase and drop months
	App   string // what audit works as: may add rows and read them, no more
}

// maxDatabase is how much of a database's name is in those of its roles,
// which may have 63 bytes.
const maxDatabase = 48

// RolesOf are the roles of a database. They have its name in theirs, because
// a server has one set of roles for all its databases.
func RolesOf(database string) Roles {
	database = database[:min(len(database), maxDatabase)]
	return Roles{database + "_audit_owner", database + "_audit_app"}
}

// fill puts the roles into SQL.
func (r Roles) fill(sql string) string {
	name := func(s string) string { return pgx.Identifier{s}.Sanitize() }
	text := func(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
	return strings.NewReplacer("{{owner}}", name(r.Owner), "{{app}}", name(r.App),
		"{{owner_text}}", text(r.Owner), "{{app_text}}", text(r.App)).Replace(sql)
}

// NewPool is a pool whose connections work as the app's role from their first
// statement. RESET ROLE leads back to it. Connections fail until the schema
// has been made.
func NewPool(ctx context.Context, url string) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, err
	}
	role := RolesOf(config.ConnConfig.Database).App
	config.ConnConfig.RuntimeParams["role"] = role
	config.AfterConnect = func(ctx context.Context, conn *pgx.Conn) error { return isRole(ctx, conn, role) }
	return pgxpool.NewWithConfig(ctx, config)
}

// Connect is a connection that works as the owner, for what the app must not
// do. Close it.
func Connect(ctx context.Context, url string) (*pgx.Conn, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, err
	}
	config.RuntimeParams["role"] = RolesOf(config.Database).Owner
	conn, err := pgx.ConnectConfig(ctx, config)
	if err == nil {
		if err = isRole(ctx, conn, config.RuntimeParams["role"]); err != nil {
			err = errors.Join(err, conn.Close(ctx))
		}
	}
	if err != nil {
		return nil, fmt.Errorf("connect as the audit's owner: %w", err)
	}
	return conn, nil
}

// isRole checks whose rights a session has: a pooler between us and Postgres
// may have dropped the startup parameter.
func isRole(ctx context.Context, conn *pgx.Conn, role string) error {
	var now string
	if err := conn.QueryRow(ctx, `select current_user`).Scan(&now); err != nil {
		return err
	}
	if now != role {
		return fmt.Errorf("the session has the rights of %q, not of %q: a pooler in between must pass the startup parameter role on", now, role)
	}
	return nil
}
