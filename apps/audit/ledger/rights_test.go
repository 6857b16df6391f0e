package ledger_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/errandapp/errand/actors/tasklist/contract/story"
	"github.com/errandapp/errand/apps/audit/ledger"
)

// owner is a connection as the audit's owner.
func owner(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	conn, err := ledger.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) }) // the test is over
	return conn
}

// superuser is a connection as whoever may do anything.
func superuser(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) }) // the test is over
	return conn
}

// superuserAsApp is a connection that has the app's role.
func superuserAsApp(t *testing.T, url string) *pgx.Conn {
	t.Helper()
	conn := superuser(t, url)
	if _, err := conn.Exec(t.Context(), `set role `+pgx.Identifier{ledger.RolesOf(databaseOf(t, url)).App}.Sanitize()); err != nil {
		t.Fatal(err)
	}
	return conn
}

// What changes what was recorded, in every way there is.
var changes = []string{
	`delete from audit.facts`,
	`delete from audit.facts_2026_11`,
	`update audit.facts set type = 'errand.task.painted'`,
	`update audit.facts set raw = '{}'`,
	`update audit.facts set task = ''`,
	`update audit.facts_2026_11 set at = now()`,
	`update audit.facts set digest = sha256(salt || raw), salt = null, raw = null, task = '', command = '', traceparent = ''`,
	`truncate audit.facts`,
	`truncate audit.facts_2026_11`,
	`delete from audit.places`,
	`update audit.places set index = 0`,
	`truncate audit.places`,
	`delete from audit.batches`,
	`update audit.batches set hashes = ''`,
	`truncate audit.batches cascade`,
	`insert into audit.batches (first, size, first_hash, hashes, edge) values (1000, 1001, 2000, '', '')`,
	`delete from audit.checkpoints`,
	`update audit.checkpoints set note = ''`,
	`truncate audit.checkpoints`,
	`delete from audit.signers`,
	`update audit.signers set secret = ''`,
	`truncate audit.signers`,
}

func TestNobodyChangesWhatWasRecorded(t *testing.T) {
	pool, url := openAt(t)
	l := ledger.New(pool)
	record(t, l, records(0, 0, story.EveryType("ann")...))
	seal(t, l)
	code := func(err error) string {
		var pg *pgconn.PgError
		if !errors.As(err, &pg) {
			return ""
		}
		return pg.Code
	}
	for _, sql := range changes {
		if _, err := pool.Exec(t.Context(), sql); code(err) != "42501" && !strings.Contains(sql, "insert") { // insufficient_privilege
			t.Errorf("the app's role, %s: got %v, want it to lack the right", sql, err)
		}
	}
	// The others have the right, and are stopped by triggers: also where a
	// session says that it is a replica, in which triggers do not fire.
	for name, conn := range map[string]*pgx.Conn{"owner": owner(t, url), "superuser": superuser(t, url), "replica": superuser(t, url)} {
		if name == "replica" {
			if _, err := conn.Exec(t.Context(), `set session_replication_role = replica`); err != nil {
				t.Fatal(err)
			}
		}
		for _, sql := range changes {
			if name == "replica" && strings.Contains(sql, "insert") {
				continue // that trigger is a help for ourselves, and the unique keys are still there
			}
			if _, err := conn.Exec(t.Context(), sql); code(err) != "23000" { // integrity_constraint_violation
				t.Errorf("%s, %s: got %v, want a refusal", name, sql, err)
			}
		}
	}
	want(t, "rows", count(t, pool, `select count(*) from audit.facts where raw is not null`), int64(len(story.EveryType("ann"))))
}

func TestTheAppCannotHelpItself(t *testing.T) {
	pool, url := openAt(t)
	record(t, ledger.New(pool), records(0, 0, story.EveryType("ann")...))
	for _, sql := range []string{
		`alter table audit.facts disable trigger all`,
		`alter table audit.facts_2026_11 disable trigger only_erase`,
		`alter table audit.facts owner to current_user`,
		`drop table audit.facts`,
		`drop table audit.facts_2026_11`,
		`drop trigger only_append on audit.facts`,
		`create or replace function audit.only_append() returns trigger language plpgsql as 'begin return null; end'`,
		`create table audit.mine (x int)`,
		`grant update on audit.facts to current_user`, // granted by nobody who could
		`select audit.only_append()`,
		`select audit.make_month('2019-12-01')`,
		`select audit.make_month('2200-01-01')`,
		`set session_replication_role = replica`,
		`insert into audit.facts_2026_11 select * from audit.facts limit 1`,
	} {
		conn, err := pool.Acquire(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		_, err = conn.Exec(t.Context(), sql)
		if sql == `set session_replication_role = replica` && err == nil {
			t.Log("a superuser's session may say that: its triggers fire always")
		} else if err == nil && !strings.HasPrefix(sql, "grant") {
			t.Errorf("%s: nobody objects", sql)
		}
		conn.Release()
	}
	if _, err := pool.Exec(t.Context(), `reset role`); err != nil {
		t.Fatal(err)
	}
	for _, sql := range []string{`update audit.facts set task = 'x'`, `delete from audit.facts`} {
		if _, err := pool.Exec(t.Context(), sql); err == nil {
			t.Errorf("after reset role, %s: nobody objects", sql)
		}
	}

	// A login of its own leads nowhere else.
	if _, err := superuser(t, url).Exec(t.Context(), `create role clerk login`); err != nil {
		t.Fatal(err)
	}
	if err := ledger.NewSchema(url, "clerk", quiet).Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	clerk, err := ledger.NewPool(t.Context(), strings.Replace(url, "postgres://postgres@", "postgres://clerk@", 1))
	if err != nil {
		t.Fatal(err)
	}
	defer clerk.Close()
	want(t, "by the clerk", record(t, ledger.New(clerk), records(1, 0, story.Long("bob", 2)...)), ledger.Tally{Facts: 2, Rejects: []ledger.Reject{}})
	for _, role := range []string{"none", "postgres", ledger.RolesOf(databaseOf(t, url)).Owner} {
		conn, err := clerk.Acquire(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		_, roleErr := conn.Exec(t.Context(), `set role `+pgx.Identifier{role}.Sanitize())
		if role == "none" {
			_, roleErr = conn.Exec(t.Context(), `set role none`)
		}
		if _, err := conn.Exec(t.Context(), `delete from audit.facts`); err == nil {
			t.Errorf("set role %s (%v), then delete: nobody objects", role, roleErr)
		}
		conn.Release()
	}
}

// A session that has other rights than it should, as behind a pooler that
// drops what we ask for at its start, is not used.
func TestASessionWithOtherRights(t *testing.T) {
	pool, url := openAt(t)
	if _, err := superuser(t, url).Exec(t.Context(), `create role plainly nologin`); err != nil {
		t.Fatal(err)
	}
	config := pool.Config()
	config.ConnConfig.RuntimeParams["role"] = "plainly"
	other, err := pgxpool.NewWithConfig(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	if err := other.Ping(t.Context()); err == nil || !strings.Contains(err.Error(), "pooler") {
		t.Errorf("got %v, want to be told of the rights", err)
	}
}

// Somebody who may not make roles is told what to do.
func TestRolesThatCannotBeMade(t *testing.T) {
	_, url := openAt(t)
	boss := superuser(t, url)
	for _, sql := range []string{`create role plain login`, `create database plain owner plain`} {
		if _, err := boss.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	config, err := pgx.ParseConfig(url)
	if err != nil {
		t.Fatal(err)
	}
	config.User, config.Database = "plain", "plain"
	connect := func() *pgx.Conn {
		conn, err := pgx.ConnectConfig(t.Context(), config)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = conn.Close(context.Background()) }) // the test is over
		return conn
	}
	err = ledger.Migrate(t.Context(), connect())
	if err == nil || !strings.Contains(err.Error(), `create role "plain_audit_owner" nologin; create role "plain_audit_app" nologin`) {
		t.Fatalf("got %v, want to be told what to do", err)
	}
	for _, sql := range []string{
		`create role plain_audit_owner nologin`, `create role plain_audit_app nologin`, `grant plain_audit_owner, plain_audit_app to plain`,
	} {
		if _, err := boss.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	if err := ledger.Migrate(t.Context(), connect()); err != nil {
		t.Error(err)
	}
}
