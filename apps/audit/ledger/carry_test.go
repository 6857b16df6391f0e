package ledger_test

import (
	"context"
	"os"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/errandapp/errand/apps/audit/ledger"
	"github.com/errandapp/errand/apps/audit/merkle"
	"github.com/errandapp/errand/internal/pgtest"
)

// testdata/before.sql is a dump of the schema as the audit was before it was a
// log, with facts of two lists, a reject and offsets.
func restored(t *testing.T) string {
	t.Helper()
	url := pgtest.Database(t)
	dump, err := os.ReadFile("testdata/before.sql")
	if err != nil {
		t.Fatal(err)
	}
	conn := superuser(t, url)
	if _, err := conn.Exec(t.Context(), string(dump)); err != nil {
		t.Fatal(err)
	}
	return url
}

func TestWhatWasRecordedBeforeIsCarriedOver(t *testing.T) {
	url := restored(t)
	type row struct {
		List       string
		Version    int64
		Type, Task string
		Partition  int32
		Offset     int64
		Recorded   string
		Raw        string
	}
	read := func(conn *pgx.Conn) (rows []row) {
		found, err := conn.Query(t.Context(), `select list, version, type, task, partition, "offset", recorded_at::text, encode(raw, 'escape')
			from audit.facts order by list, version`)
		if err == nil {
			rows, err = pgx.CollectRows(found, pgx.RowToStructByPos[row])
		}
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	before := read(superuser(t, url))
	if len(before) < 30 {
		t.Fatalf("the dump has %d facts", len(before))
	}
	// The first try is killed in the middle: by a client that goes away.
	dying, cancel := context.WithCancel(t.Context())
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	held := superuser(t, url)
	if _, err := held.Exec(t.Context(), `begin; select pg_advisory_xact_lock($1::bigint)`, pgx.QueryExecModeSimpleProtocol, int64(0x6572_7261_6e65)); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- ledger.Migrate(dying, conn) }()
	for waits := false; !waits; { // for the log's lock, to carry over
		if err := superuser(t, url).QueryRow(t.Context(), `select exists (select from pg_locks where not granted and locktype = 'advisory')`).Scan(&waits); err != nil {
			t.Fatal(err)
		}
	}
	cancel()
	if err := <-ended; err == nil {
		t.Fatal("the migration ended although the lock was held")
	}
	if _, err := held.Exec(t.Context(), `rollback`); err != nil {
		t.Fatal(err)
	}

	for range 2 { // the next start, and the one after it
		if err := ledger.NewSchema(url, "", quiet).Prepare(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	want(t, "facts", read(superuser(t, url)), before)
	pool, err := ledger.NewPool(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	l := ledger.New(pool)
	v := verified(t, l)
	want(t, "rows", v.Rows, int64(len(before)))
	var last *merkle.Row
	for _, r := range rows(t, exported(t, l, ledger.Filter{})) {
		if last != nil && r.RecordedAt.Before(last.RecordedAt) {
			t.Errorf("row %d was recorded before the one before it", r.Index)
		}
		last = r
	}
	want(t, "rejects", count(t, pool, `select count(*) from audit.rejects`), int64(1))
	want(t, "left behind", count(t, pool, `select count(*) from pg_class where relname = 'facts_before'`), int64(0))
	// It goes on where it was, and knows what it knew.
	var offset int64
	var id ledger.TopicID
	if err := pool.QueryRow(t.Context(), `select topic_id, next_offset from audit.offsets where partition = 0`).Scan(&id, &offset); err != nil {
		t.Fatal(err)
	}
	from, err := l.Resume(t.Context(), id, map[int32]ledger.Log{0: {End: 1000}})
	if err != nil || from[0].Offset != offset || offset == 0 {
		t.Errorf("goes on at %+v, want %d, %v", from[0], offset, err)
	}
	var recs []ledger.Record
	for i, b := range before {
		recs = append(recs, ledger.Record{Partition: 9, Offset: int64(i), Value: []byte(b.Raw)})
	}
	want(t, "told again", record(t, l, recs).Facts, 0)
}
