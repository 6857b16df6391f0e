package ledger_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/contract/story"
	"github.com/errandapp/errand/apps/audit/ledger"
	"github.com/errandapp/errand/apps/audit/merkle"
)

// Whatever a person said is gone, from the files of the database too, and
// everything proves as before.
func TestErasing(t *testing.T) {
	pool, url := openAt(t)
	l := ledger.New(pool)
	anns := story.EveryType("ann")
	record(t, l, append(append(records(0, 0, anns...), records(1, 0, story.Long("bob", 5)...)...),
		ledger.Record{Partition: 2, Value: []byte(`{"list":"ann","title":"poison"}`)}))
	before := seal(t, l)
	wholeBefore := exported(t, l, ledger.Filter{})

	conn := owner(t, url)
	e, err := ledger.Erase(t.Context(), conn, "ann", "asked for on 2026-11-24", time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	want(t, "erased", e.Erasure, merkle.Erasure{List: "ann", Rows: int64(len(anns)), Reason: "asked for on 2026-11-24"})
	if err := l.Export(t.Context(), ledger.Filter{}, nothing{}); !errors.Is(err, ledger.ErrNotSealed) {
		t.Errorf("before the note is sealed: got %v", err) // else the rows would seem to be robbed
	}
	v := verified(t, l)
	want(t, "rows", v.Rows, int64(len(anns)+5+1))
	want(t, "without content", v.Erased, int64(len(anns)))

	// What was proved before is proved now, by the same leaves.
	after := rows(t, exported(t, l, ledger.Filter{}))
	for i, r := range rows(t, wholeBefore) {
		if r.Leaf != after[i].Leaf || after[i].Envelope.Leaf() != r.Leaf {
			t.Errorf("row %d has another leaf", i)
		}
		if r.List == "ann" != after[i].Erased() {
			t.Errorf("row %d of %s: erased is %v", i, r.List, after[i].Erased())
		}
	}
	if _, err := merkle.Verify(bytes.NewReader(exported(t, l, ledger.Filter{})), keys(t, l), before.Note); err != nil {
		t.Errorf("against the checkpoint of before: %v", err)
	}
	row, _, err := l.Proof(t.Context(), "ann", 3, 0)
	if err != nil || !row.Erased() || row.Envelope.Leaf() != row.Leaf {
		t.Errorf("the proof of an erased fact: %+v, %v", row, err)
	}

	for _, sql := range []string{
		`select count(*) from audit.facts where list = 'ann' and version > 0 and (raw is not null or salt is not null or task <> '' or command <> '' or traceparent <> '')`,
		`select count(*) from audit.facts where list = 'bob' and raw is null`,
		`select count(*) from audit.rejects where length(bytes) > 0`,
	} {
		want(t, sql, count(t, pool, sql), int64(0))
	}
	var dead int64
	if err := superuser(t, url).QueryRow(t.Context(), `select coalesce(sum(n_dead_tup), 0) from pg_stat_user_tables where schemaname = 'audit'`).Scan(&dead); err != nil || dead != 0 {
		t.Errorf("%d dead rows still have it, %v", dead, err)
	}

	// The app is told so, and goes on.
	entries, err := l.History(t.Context(), ledger.Question{List: "ann", Limit: 3})
	if err != nil || len(entries) != 3 || entries[0].Fact != nil || entries[0].Type == "" {
		t.Errorf("history: %+v, %v", entries, err)
	}
	if _, _, err := l.AsOf(t.Context(), "ann", time.Time{}, 3); !errors.Is(err, ledger.ErrErased) {
		t.Errorf("as it was: got %v", err)
	}
	want(t, "told again by Kafka", record(t, l, records(0, 500, anns...)), ledger.Tally{Repeats: len(anns), Rejects: []ledger.Reject{}})
	if again, err := ledger.Erase(t.Context(), conn, "ann", "again", time.Minute); err != nil || again.Rows != 0 || len(again.Wiped) == 0 {
		t.Errorf("again: got %+v, %v", again, err)
	}
	if _, err := ledger.Erase(t.Context(), conn, "nobody", "x", time.Minute); !errors.Is(err, ledger.ErrNothing) {
		t.Errorf("nobody's: got %v", err)
	}
	if _, err := ledger.Erase(t.Context(), superuserAsApp(t, url), "bob", "no", time.Minute); err == nil {
		t.Error("the app's role erased bob")
	}
	want(t, "bob", count(t, pool, `select count(*) from audit.facts where list = 'bob' and raw is not null`), int64(5))
}

// A note alone does not open the door for other changes.
func TestErasedRowsKeepTheirHash(t *testing.T) {
	pool, url := openAt(t)
	l := ledger.New(pool)
	record(t, l, records(0, 0, story.Long("ann", 2)...))
	conn := owner(t, url)
	if _, err := ledger.Erase(t.Context(), conn, "ann", "x", time.Minute); err != nil {
		t.Fatal(err)
	}
	record(t, l, records(0, 2, story.Long("ann", 4)[2:]...)) // said after the note
	for _, sql := range []string{
		`update audit.facts set digest = sha256(salt || raw), salt = null, raw = null, task = '', command = '', traceparent = '' where list = 'ann' and raw is not null`,
		`update audit.facts set digest = sha256('x') where version = 1`,
		`update audit.facts set raw = '{}', salt = '', digest = null where version = 1`,
		`update audit.facts set raw = null, salt = null, digest = sha256('x') where version = 0`,
	} {
		if _, err := conn.Exec(t.Context(), sql); err == nil || !strings.Contains(err.Error(), "only grows") {
			t.Errorf("%s: got %v, want a refusal", sql, err)
		}
	}
	verified(t, l)
}

// What was rejected goes with the list that it names, and with no other one's.
func TestErasingWhatWasRejected(t *testing.T) {
	pool, url := openAt(t)
	l := ledger.New(pool)
	var rs []ledger.Record
	for i, c := range []struct {
		text string
		anns bool
	}{
		{`{"list":"ann","data":"private"}`, true},
		{`{"id":"ann/17"}`, true},
		{`{"list":"\u0061nn"}`, true},
		{`{"list":"ann","list":"bob"}`, true},
		{`{"ann":1e999}`, true},
		{`"{\"list\":\"ann\"}"`, true},
		{`{"list":"ann","title":"cut o`, true},
		{`{\"id\":\"ann/17\"`, true},
		{`list=ann`, true},
		{`ann`, true},
		{"\xff\x00ann\x00", true},
		{`{"list":"ann-2"}`, false},
		{`{"list":"joann"}`, false},
		{`{"id":"bob-ann/17"}`, false},
		{`{"list":"bob","title":"call ann"}`, false},
		{`{"list":"joann","title":"cut o`, false},
		{`{"list":"annie/ann_1","title":"cut o`, false},
		{``, false},
	} {
		partition := int32(0)
		if c.anns {
			partition = 1
		}
		rs = append(rs, ledger.Record{Partition: partition, Offset: int64(i), Value: []byte(c.text)})
	}
	want(t, "rejects", len(record(t, l, rs).Rejects), len(rs))
	if _, err := ledger.Erase(t.Context(), owner(t, url), "ann", "asked for", time.Minute); err != nil {
		t.Fatal(err)
	}
	for _, r := range rs {
		var kept, reason string
		if err := pool.QueryRow(t.Context(), `select encode(bytes, 'escape'), reason from audit.rejects where "offset" = $1`, r.Offset).Scan(&kept, &reason); err != nil {
			t.Fatal(err)
		}
		if gone := kept == "" && reason == "erased"; gone != (r.Partition == 1) {
			t.Errorf("%q is kept as %q, %q", r.Value, kept, reason)
		}
	}
	if _, err := ledger.Erase(t.Context(), owner(t, url), "ann", "again", time.Minute); !errors.Is(err, ledger.ErrNothing) {
		t.Errorf("again: got %v", err)
	}
}

func TestMonths(t *testing.T) {
	pool, url := openAt(t)
	l := ledger.New(pool)
	at := func(list string, times ...time.Time) (facts []tasklist.Fact) {
		for i, f := range story.Long(list, len(times)) {
			f.Time = times[i]
			facts = append(facts, f)
		}
		return facts
	}
	now := time.Now().UTC()
	month := func(n int) time.Time {
		return time.Date(now.Year(), now.Month(), 1, 12, 0, 0, 0, time.UTC).AddDate(0, n, 0)
	}
	name := func(t time.Time) string { return t.Format("facts_2006_01") }
	facts := at("ann", month(-30), month(-29), month(-1), month(-30), month(0), month(-14), month(0), month(-1))
	record(t, l, records(0, 0, facts...))
	// Clocks that are wrong by years do not make partitions.
	record(t, l, records(1, 0, at("bob", time.Unix(0, 0), time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(1, 1, 1, 0, 0, 1, 0, time.UTC), month(5))...))
	for table, n := range map[string]int64{name(month(-30)): 2, name(month(-29)): 1, name(month(-14)): 1, name(month(-1)): 2, name(month(0)): 6} {
		want(t, table, count(t, pool, fmt.Sprintf(`select count(*) from audit.facts where tableoid = to_regclass('audit.%s')`, table)), n)
	}
	sealed := seal(t, l)
	conn := owner(t, url)

	if gone, err := ledger.Expire(t.Context(), conn, 0); err != nil || gone != nil {
		t.Errorf("all are kept: dropped %v, %v", gone, err)
	}
	gone, err := ledger.Expire(t.Context(), conn, 13)
	if err != nil {
		t.Fatal(err)
	}
	want(t, "dropped", gone, []merkle.Expiry{
		{Dropped: merkle.Dropped{Month: month(-30).Format("2006-01"), Rows: 2, First: 0, Last: 3}, Gone: []merkle.Run{{0, 0}, {3, 3}}},
		{Dropped: merkle.Dropped{Month: month(-29).Format("2006-01"), Rows: 1, First: 1, Last: 1}, Gone: []merkle.Run{{0, 1}, {3, 3}}},
		{Dropped: merkle.Dropped{Month: month(-14).Format("2006-01"), Rows: 1, First: 5, Last: 5}, Gone: []merkle.Run{{0, 1}, {3, 3}, {5, 5}}},
	})
	v := verified(t, l)
	want(t, "rows whose content is not there", v.Dropped, int64(4))
	want(t, "log", v.Last.Size, int64(12+3))
	if _, _, err := l.Proof(t.Context(), "ann", 1, 0); !errors.Is(err, ledger.ErrDropped) {
		t.Errorf("the proof of a dropped fact: got %v", err)
	}
	row, _, err := l.Proof(t.Context(), "ann", 3, sealed.Size)
	if err != nil || row.Index != 2 {
		t.Errorf("the proof of another one: %+v, %v", row, err)
	}
	want(t, "told again by Kafka", record(t, l, records(0, 500, facts...)), ledger.Tally{Repeats: 8, Rejects: []ledger.Reject{}})
	if _, _, err := l.AsOf(t.Context(), "ann", now, 0); !errors.Is(err, ledger.ErrGap) {
		t.Errorf("the list as it was: got %v", err)
	}

	// What comes late for a month that was dropped is taken, and dropped the
	// next time.
	late := at("cid", month(-30))
	want(t, "late", record(t, l, records(3, 0, late...)).Facts, 1)
	if gone, err := ledger.Expire(t.Context(), conn, 13); err != nil || len(gone) != 1 {
		t.Errorf("dropped %v, %v", gone, err)
	}
	// A reader is not waited for long, and nothing is half done.
	tx, err := pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(t.Context(), `select count(*) from audit.facts`); err != nil {
		t.Fatal(err)
	}
	if _, err := ledger.Expire(t.Context(), conn, 1); err != nil { // nothing is that old now
		t.Error(err)
	}
	record(t, l, records(4, 0, at("dan", month(-20))...))
	if gone, err := ledger.Expire(t.Context(), conn, 13); err == nil {
		t.Errorf("dropped %v below a reader", gone)
	}
	if err := tx.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	if gone, err := ledger.Expire(t.Context(), conn, 13); err != nil || len(gone) != 1 {
		t.Errorf("dropped %v, %v", gone, err)
	}
	verified(t, l)

	// What somebody takes out behind our back is not told by the next note.
	su := superuser(t, url)
	for _, sql := range []string{
		`alter table audit.facts disable trigger all`, fmt.Sprintf(`alter table audit.%s disable trigger all`, name(month(-1))),
		`delete from audit.facts where index = 2`,
	} {
		if _, err := su.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	record(t, l, records(5, 0, at("eve", month(-20))...))
	if gone, err := ledger.Expire(t.Context(), conn, 13); err != nil || len(gone) != 1 {
		t.Errorf("dropped %v, %v", gone, err)
	}
	seal(t, l)
	var bad *merkle.BadRow
	if _, err := merkle.Verify(bytes.NewReader(exported(t, l, ledger.Filter{})), keys(t, l)); !errors.As(err, &bad) || bad.Index != 2 {
		t.Errorf("a row was taken out: got %v", err)
	}
}

type nothing struct{}

func (nothing) Checkpoint(string) error { return nil }
func (nothing) Edge(merkle.Edge) error  { return nil }
func (nothing) Row(*merkle.Row) error   { return nil }
