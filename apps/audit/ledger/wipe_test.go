package ledger_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/errandapp/errand/actors/tasklist/contract/story"
	"github.com/errandapp/errand/apps/audit/ledger"
)

// secret is a title of ann's.
const secret = "Water the cactus"

// filesWith are the tables and indexes whose files have a text, also those of
// the planner's samples.
func filesWith(t *testing.T, su *pgx.Conn, text string) (names []string) {
	t.Helper()
	if _, err := su.Exec(t.Context(), `checkpoint`); err != nil {
		t.Fatal(err)
	}
	rows, err := su.Query(t.Context(), `
		select c.oid::regclass::text, pg_read_binary_file(pg_relation_filepath(c.oid)) from pg_class c
		where c.relkind in ('r', 't', 'i') and pg_relation_size(c.oid) > 0
			and (c.relnamespace in ('audit'::regnamespace, 'pg_toast'::regnamespace) or c.relname = 'pg_statistic')`)
	if err != nil {
		t.Fatal(err)
	}
	var (
		name string
		raw  []byte
	)
	if _, err := pgx.ForEachRow(rows, []any{&name, &raw}, func() error {
		if bytes.Contains(raw, []byte(text)) {
			names = append(names, name)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return names
}

// withSecret is a ledger in which ann has a secret, in a fact and in what was
// rejected.
func withSecret(t *testing.T) (*ledger.Ledger, string) {
	t.Helper()
	pool, url := openAt(t)
	l := ledger.New(pool)
	record(t, l, append(append(records(0, 0, story.EveryType("ann")...), records(1, 0, story.Long("bob", 50)...)...),
		ledger.Record{Partition: 2, Value: []byte(`{"list":"ann","title":"` + secret + `"}`)}))
	return l, url
}

func TestWhatIsErasedIsInNoFile(t *testing.T) {
	_, url := withSecret(t)
	su := superuser(t, url)
	if _, err := su.Exec(t.Context(), `analyze`); err != nil { // as Postgres does by itself
		t.Fatal(err)
	}
	before := filesWith(t, su, secret)
	if len(before) < 2 {
		t.Fatalf("before, it is in %v: want a month and the rejects", before)
	}
	for _, name := range before {
		if strings.Contains(name, "pg_statistic") {
			t.Error("it was sampled")
		}
	}
	// By somebody who is no superuser: the owner's role is enough.
	if _, err := su.Exec(t.Context(), `create role eraser login`); err != nil {
		t.Fatal(err)
	}
	if _, err := su.Exec(t.Context(), `grant `+pgx.Identifier{ledger.RolesOf(databaseOf(t, url)).Owner}.Sanitize()+` to eraser`); err != nil {
		t.Fatal(err)
	}
	e, err := ledger.Erase(t.Context(), owner(t, strings.Replace(url, "postgres://postgres@", "postgres://eraser@", 1)), "ann", "asked for", time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	want(t, "still in", filesWith(t, su, secret), []string(nil))
	for _, name := range before {
		if !slices.Contains(e.Wiped, name) {
			t.Errorf("%s had it, and written anew were %v", name, e.Wiped)
		}
	}
}

// While somebody still sees it, nobody is told that it is gone; afterwards
// erasing again finishes it.
func TestErasingBelowAReader(t *testing.T) {
	for name, sql := range map[string]string{
		"a snapshot":  `set transaction isolation level repeatable read; select count(*) from audit.checkpoints`,
		"a row lock":  `select from audit.facts where list = 'bob' for share`,
		"just a lock": `lock table audit.facts in access share mode`,
	} {
		t.Run(name, func(t *testing.T) {
			_, url := withSecret(t)
			su, conn := superuser(t, url), owner(t, url)
			tx, err := superuser(t, url).Begin(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if _, err := tx.Exec(t.Context(), sql); err != nil {
				t.Fatal(err)
			}
			e, err := ledger.Erase(t.Context(), conn, "ann", "asked for", 0)
			if !errors.Is(err, ledger.ErrSeen) || e.Rows == 0 || !strings.Contains(err.Error(), "erase again") {
				t.Errorf("below a reader: got %+v, %v", e, err)
			}
			if err := tx.Rollback(t.Context()); err != nil {
				t.Fatal(err)
			}
			if e, err = ledger.Erase(t.Context(), conn, "ann", "asked for", time.Minute); err != nil || e.Rows != 0 {
				t.Errorf("afterwards: got %+v, %v", e, err)
			}
			want(t, "still in", filesWith(t, su, secret), []string(nil))
		})
	}
}

// What an earlier version let Postgres sample is forgotten.
func TestSamplesOfBeforeAreForgotten(t *testing.T) {
	_, url := withSecret(t)
	su := superuser(t, url)
	sampled := func() (n int) {
		t.Helper()
		if err := su.QueryRow(t.Context(), `select count(*) from pg_stats where schemaname = 'audit' and attname in ('raw', 'salt', 'task', 'command', 'traceparent', 'bytes', 'reason')`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, sql := range []string{
		`alter table audit.facts alter raw set statistics -1, alter task set statistics -1`,
		`alter table audit.rejects alter bytes set statistics -1`,
		`analyze`,
	} {
		if _, err := su.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	if sampled() == 0 {
		t.Fatal("nothing was sampled: this shows nothing")
	}
	if _, err := su.Exec(t.Context(), `delete from audit.migrations where name = '004_statistics.sql'`); err != nil {
		t.Fatal(err)
	}
	files := func() (paths string) {
		t.Helper()
		if err := su.QueryRow(t.Context(), `select string_agg(relname || '=' || pg_relation_filepath(oid), E'\n' order by oid) from pg_class where relnamespace = 'audit'::regnamespace and relkind = 'r'`).Scan(&paths); err != nil {
			t.Fatal(err)
		}
		return paths
	}
	written := files()
	if err := ledger.Migrate(t.Context(), su); err != nil {
		t.Fatal(err)
	}
	want(t, "no table was written anew for that", files(), written)
	want(t, "samples", sampled(), 0)
	if _, err := su.Exec(t.Context(), `analyze`); err != nil {
		t.Fatal(err)
	}
	want(t, "samples afterwards", sampled(), 0)
}
