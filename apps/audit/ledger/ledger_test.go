package ledger_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/mod/sumdb/note"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/contract/story"
	"github.com/errandapp/errand/apps/audit/ledger"
	"github.com/errandapp/errand/internal/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

var topic = ledger.TopicID{1}

var quiet = slog.New(slog.DiscardHandler)

func open(t *testing.T) *pgxpool.Pool {
	t.Helper()
	pool, _ := openAt(t)
	return pool
}

// openAt is a new database with the schema, as the app sees it, and its URL.
func openAt(t *testing.T) (*pgxpool.Pool, string) {
	t.Helper()
	url := pgtest.Database(t)
	pool, err := ledger.NewPool(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	if err := ledger.NewSchema(url, "", quiet).Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	return pool, url
}

func records(partition int32, first int64, facts ...tasklist.Fact) []ledger.Record {
	var rs []ledger.Record
	for i, f := range facts {
		rs = append(rs, ledger.Record{Partition: partition, Offset: first + int64(i), Value: story.Bytes(f)})
	}
	return rs
}

func record(t *testing.T, l *ledger.Ledger, rs []ledger.Record) ledger.Tally {
	t.Helper()
	tally, err := l.Record(t.Context(), ledger.Batch{Topic: topic, Records: rs})
	if err != nil {
		t.Fatal(err)
	}
	tally.TraceParents = nil
	return tally
}

func want(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// seal signs the log with a key of the test's.
func seal(t *testing.T, l *ledger.Ledger) *ledger.Sealed {
	t.Helper()
	secret, err := l.KeptKey(t.Context(), "test/audit")
	if err != nil {
		t.Fatal(err)
	}
	key, err := note.NewSigner(secret)
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := l.Seal(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}

func databaseOf(t *testing.T, url string) string {
	t.Helper()
	config, err := pgx.ParseConfig(url)
	if err != nil {
		t.Fatal(err)
	}
	return config.Database
}

// count is one number out of the database.
func count(t *testing.T, pool *pgxpool.Pool, sql string) (n int64) {
	t.Helper()
	if err := pool.QueryRow(t.Context(), sql).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestMigrateTwiceAtOnce(t *testing.T) {
	url := pgtest.Database(t)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			conn, err := pgx.Connect(t.Context(), url)
			if err != nil {
				t.Error(err)
				return
			}
			defer conn.Close(context.Background())
			for range 2 {
				if err := ledger.Migrate(t.Context(), conn); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
}

func TestRecordKeepsWhatWasReceived(t *testing.T) {
	pool := open(t)
	l := ledger.New(pool)
	facts := story.EveryType("ann")
	want(t, "tally", record(t, l, records(3, 100, facts...)), ledger.Tally{Facts: len(facts), Rejects: []ledger.Reject{}})

	got, err := l.History(t.Context(), ledger.Question{List: "ann", Limit: 3})
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range got {
		f := facts[len(facts)-1-i]
		if !bytes.Equal(e.Fact, story.Bytes(f)) || e.Partition != 3 || e.Offset != 100+int64(f.Data.Version)-1 || time.Since(e.RecordedAt) > time.Minute {
			t.Errorf("entry %d is %+v, want the bytes of version %d", i, e, f.Data.Version)
		}
	}
	want(t, "entries", len(got), 3)

	var row struct {
		Type, Task, Command, TraceParent, Title string
		At                                      time.Time
	}
	if err := pool.QueryRow(t.Context(), `select type, task, command, traceparent, at, convert_from(raw, 'UTF8')::jsonb->'data'->'task'->>'title'
		from audit.facts where list = 'ann' and version = 2`).
		Scan(&row.Type, &row.Task, &row.Command, &row.TraceParent, &row.At, &row.Title); err != nil {
		t.Fatal(err)
	}
	if row.Type != "errand.task.renamed" || row.Task != "task-1" || row.Command != "command-2" || row.TraceParent != story.TraceParent ||
		!row.At.Equal(facts[1].Time) || row.Title != "Kauf Milch für Zoë 🥛" {
		t.Errorf("the row is %+v", row)
	}
}

func TestHistoryIsTheAskersOnly(t *testing.T) {
	l := ledger.New(open(t))
	record(t, l, records(0, 0, story.Long("ann", 5)...))
	record(t, l, records(1, 0, story.Long("bob", 7)...))
	versions := func(q ledger.Question) (vs []string) {
		entries, err := l.History(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			var f tasklist.Fact
			if err := json.Unmarshal(e.Fact, &f); err != nil {
				t.Fatal(err)
			}
			vs = append(vs, f.ID)
		}
		return vs
	}
	want(t, "all", versions(ledger.Question{List: "ann", Limit: 50}), []string{"ann/5", "ann/4", "ann/3", "ann/2", "ann/1"})
	want(t, "before", versions(ledger.Question{List: "ann", Before: 3, Limit: 50}), []string{"ann/2", "ann/1"})
	want(t, "limit", versions(ledger.Question{List: "bob", Limit: 2}), []string{"bob/7", "bob/6"})
	want(t, "task", versions(ledger.Question{List: "bob", Task: "task-4", Limit: 50}), []string{"bob/4"})
	want(t, "type", versions(ledger.Question{List: "bob", Type: "errand.task.renamed", Limit: 50}), []string(nil))
	want(t, "since and until", versions(ledger.Question{List: "bob", Since: story.Began.Add(4 * time.Minute), Until: story.Began.Add(8 * time.Minute), Limit: 50}),
		[]string{"bob/4", "bob/3"})
	want(t, "all at once", versions(ledger.Question{List: "bob", Type: "errand.task.added", Task: "task-5", Before: 6, Since: story.Began, Until: story.Began.Add(time.Hour), Limit: 1}),
		[]string{"bob/5"})
	want(t, "nobody", versions(ledger.Question{List: "ann' or '1'='1", Limit: 50}), []string(nil))
}

// A fact about the list has no task: it is in the list's history, and in no
// task's.
func TestFactsAboutTheListAreRecorded(t *testing.T) {
	pool := open(t)
	l := ledger.New(pool)
	facts := story.EveryType("ann")
	record(t, l, records(0, 0, facts...))
	at := slices.IndexFunc(facts, func(f tasklist.Fact) bool { return f.Type == "errand.settings.changed" })
	f := facts[at]
	want(t, "about no task", count(t, pool, "select version from audit.facts where list = 'ann' and task = ''"), int64(f.Data.Version))
	entries, err := l.History(t.Context(), ledger.Question{List: "ann", Before: int64(f.Data.Version) + 1, Limit: 1})
	if err != nil || len(entries) != 1 || !bytes.Equal(entries[0].Fact, story.Bytes(f)) {
		t.Errorf("the list's history has %+v, %v", entries, err)
	}
	entries, err = l.History(t.Context(), ledger.Question{List: "ann", Task: "task-1", Limit: ledger.MaxHistory})
	about := 0
	for _, f := range facts {
		if f.Subject == "task-1" {
			about++
		}
	}
	if err != nil || len(entries) != about {
		t.Errorf("the task's history has %d facts, want %d, %v", len(entries), about, err)
	}
}

func TestSaidTwiceIsRecordedOnce(t *testing.T) {
	pool := open(t)
	l := ledger.New(pool)
	facts := story.EveryType("ann")[:8]
	record(t, l, records(0, 0, facts[:5]...))
	want(t, "the same records again", record(t, l, records(0, 0, facts[:5]...)), ledger.Tally{Fenced: 5, Rejects: []ledger.Reject{}})
	want(t, "overlapping", record(t, l, records(0, 3, facts[3:7]...)), ledger.Tally{Fenced: 2, Facts: 2, Rejects: []ledger.Reject{}})
	want(t, "Kafka has them twice", record(t, l, records(0, 7, facts...)), ledger.Tally{Repeats: 7, Facts: 1, Rejects: []ledger.Reject{}})
	want(t, "twice in a batch", record(t, l, records(0, 15, append(story.Long("bob", 2), story.Long("bob", 2)...)...)),
		ledger.Tally{Repeats: 2, Facts: 2, Rejects: []ledger.Reject{}})
	want(t, "rows", count(t, pool, "select count(*) from audit.facts"), int64(10))
	want(t, "offset", count(t, pool, "select next_offset from audit.offsets"), int64(19))
}

// Another fact in the place of one that is recorded is no repeat: it is kept
// among the rejects.
func TestAnotherFactInTheSamePlaceIsRejected(t *testing.T) {
	pool, url := openAt(t)
	l := ledger.New(pool)
	facts := story.Long("ann", 3)
	other := func(rs []ledger.Record) []ledger.Record {
		for i := range rs {
			rs[i].Value = bytes.Replace(rs[i].Value, []byte("Thing "), []byte("Thong "), -1)
		}
		return rs
	}
	record(t, l, records(0, 0, facts[0]))
	tally := record(t, l, append(append(records(0, 1, facts...), other(records(0, 4, facts...))...), records(0, 7, facts[2])...))
	rejected := func(offset int64) ledger.Reject {
		return ledger.Reject{Record: other(records(0, offset, facts[offset-4]))[0], Reason: "another fact was recorded for this version of the list"}
	}
	want(t, "tally", tally, ledger.Tally{Facts: 2, Repeats: 2, Rejects: []ledger.Reject{rejected(5), rejected(6), rejected(4)}})
	want(t, "kept", count(t, pool, `select count(*) from audit.rejects where position('Thong' in encode(bytes, 'escape')) > 0`), int64(3))
	want(t, "rows", count(t, pool, `select count(*) from audit.facts where position('Thing' in encode(raw, 'escape')) > 0`), int64(3))

	// What was erased cannot be compared.
	if _, err := ledger.Erase(t.Context(), owner(t, url), "ann", "asked for", time.Minute); err != nil {
		t.Fatal(err)
	}
	want(t, "once it is erased", record(t, l, other(records(2, 0, facts...))), ledger.Tally{Repeats: 3, Rejects: []ledger.Reject{}})
}

func TestRejectsDoNotHoldUpTheRest(t *testing.T) {
	pool := open(t)
	l := ledger.New(pool)
	good := story.EveryType("ann")[:8]
	as := func(change func(*tasklist.Fact)) []byte {
		f := good[0]
		change(&f)
		return story.Bytes(f)
	}
	timed := func(at string) []byte {
		return bytes.Replace(as(func(f *tasklist.Fact) { f.Data.Version, f.ID, f.Time = 53, "ann/53", story.Began }),
			[]byte(story.Began.Format(time.RFC3339Nano)), []byte(at), 1)
	}
	bad := [][]byte{
		nil,
		[]byte("not json"),
		[]byte(`{"specversion":"1.0"}`),
		as(func(f *tasklist.Fact) { f.ID = "ann/2" }),
		as(func(f *tasklist.Fact) { f.Data.Change = json.RawMessage(`[]`) }),
		as(func(f *tasklist.Fact) { f.Data.Version, f.ID = 1<<63, "ann/9223372036854775808" }),
		as(func(f *tasklist.Fact) { f.Data.Version, f.ID, f.Data.Command = 50, "ann/50", "a\x00b" }),
		as(func(f *tasklist.Fact) {
			f.Data.List, f.PartitionKey, f.ID = "ann\n7", "ann\n7", "ann\n7/1"
		}),
		as(func(f *tasklist.Fact) { f.Data.Version, f.ID, f.Type = 51, "ann/51", "errand.audit.erased" }),
		as(func(f *tasklist.Fact) { f.Data.Version, f.ID, f.Subject = 52, "ann/52", strings.Repeat("é\x00", 9000) }),
		timed("9999-12-31T23:59:59-01:00"), // in UTC these are of the year 10000, and of one before 0
		timed("0000-01-01T00:00:00+01:00"),
		append(as(func(*tasklist.Fact) {}), bytes.Repeat([]byte{0xff}, 2*ledger.MaxKept)...),
	}
	var rs []ledger.Record
	add := func(value []byte) { rs = append(rs, ledger.Record{Partition: 7, Offset: int64(len(rs)), Value: value}) }
	for i, b := range bad {
		add(b)
		if i < len(good) {
			add(story.Bytes(good[i]))
		}
	}
	tally := record(t, l, rs)
	want(t, "facts", tally.Facts, len(good))
	want(t, "rejects", len(tally.Rejects), len(bad))
	for _, r := range tally.Rejects {
		if r.Reason == "" {
			t.Errorf("offset %d is rejected without a reason", r.Offset)
		}
	}
	want(t, "kept", count(t, pool, "select count(*) from audit.rejects where reason <> ''"), int64(len(bad)))
	want(t, "bounded", count(t, pool, "select max(length(bytes)) from audit.rejects"), int64(ledger.MaxKept))
	want(t, "offset", count(t, pool, "select next_offset from audit.offsets"), int64(len(rs)))
	want(t, "again", record(t, l, rs).Fenced, len(rs))
}

func TestALaterProgramsFactsAreKept(t *testing.T) {
	l := ledger.New(open(t))
	f := story.EveryType("ann")[0]
	f.Type, f.Data.Change = "errand.task.painted", json.RawMessage(`{"colour":"red"}`)
	want(t, "tally", record(t, l, records(0, 0, f)), ledger.Tally{Facts: 1, Rejects: []ledger.Reject{}})
}

// A pool whose next commit fails, and happened or did not.
type faulty struct {
	*pgxpool.Pool
	mu       sync.Mutex
	fail     bool
	happened bool
}

var errCommit = errors.New("the connection was lost")

func (f *faulty) Begin(ctx context.Context) (pgx.Tx, error) {
	tx, err := f.Pool.Begin(ctx)
	return faultyTx{tx, f}, err
}

type faultyTx struct {
	pgx.Tx
	of *faulty
}

func (tx faultyTx) Commit(ctx context.Context) error {
	tx.of.mu.Lock()
	defer tx.of.mu.Unlock()
	if !tx.of.fail {
		return tx.Tx.Commit(ctx)
	}
	tx.of.fail = false
	end := tx.Tx.Rollback
	if tx.of.happened {
		end = tx.Tx.Commit
	}
	return errors.Join(errCommit, end(ctx))
}

func TestACommitThatFailedAndOneThatHappened(t *testing.T) {
	for _, happened := range []bool{false, true} {
		t.Run(fmt.Sprint("happened ", happened), func(t *testing.T) {
			pool := open(t)
			l := ledger.New(&faulty{Pool: pool, fail: true, happened: happened})
			rs := records(0, 0, story.EveryType("ann")[:8]...)
			if _, err := l.Record(t.Context(), ledger.Batch{Topic: topic, Records: rs}); !errors.Is(err, errCommit) {
				t.Fatalf("got %v, want the failed commit", err)
			}
			wantTally := ledger.Tally{Facts: 8, Rejects: []ledger.Reject{}}
			if happened {
				wantTally = ledger.Tally{Fenced: 8, Rejects: []ledger.Reject{}}
			}
			want(t, "again", record(t, l, rs), wantTally)
			want(t, "rows", count(t, pool, "select count(*) from audit.facts"), int64(8))
		})
	}
}

func TestResume(t *testing.T) {
	pool := open(t)
	l := ledger.New(pool)
	resume := func(topic ledger.TopicID, logs map[int32]ledger.Log) map[int32]ledger.Resume {
		t.Helper()
		from, err := l.Resume(t.Context(), topic, logs)
		if err != nil {
			t.Fatal(err)
		}
		return from
	}
	record(t, l, records(0, 0, story.Long("ann", 8)...))
	record(t, l, records(1, 40, story.Long("bob", 8)...))
	logs := map[int32]ledger.Log{0: {End: 8}, 1: {End: 100}, 2: {Start: 5, End: 9}}
	want(t, "as recorded", resume(topic, logs), map[int32]ledger.Resume{0: {Offset: 8}, 1: {Offset: 48}, 2: {Offset: 5}})
	want(t, "another topic", resume(ledger.TopicID{2}, logs), map[int32]ledger.Resume{0: {}, 1: {}, 2: {Offset: 5}})
	want(t, "Kafka lost records", resume(topic, map[int32]ledger.Log{0: {Start: 2, End: 7}, 1: {End: 100}}),
		map[int32]ledger.Resume{0: {Offset: 2, Lost: true}, 1: {Offset: 48}})
	want(t, "what stands there now is recorded", record(t, l, records(0, 4, story.Long("cid", 3)...)),
		ledger.Tally{Facts: 3, Rejects: []ledger.Reject{}})
	want(t, "suspect", resume(topic, map[int32]ledger.Log{1: {End: 100, Suspect: true}}), map[int32]ledger.Resume{1: {Lost: true}})
}

// A Postgres that came back from a backup asks for what it lacks.
func TestBehind(t *testing.T) {
	pool := open(t)
	l := ledger.New(pool)
	facts := story.Long("ann", 8)
	record(t, l, records(0, 0, facts[:4]...))
	b := ledger.Batch{Topic: topic, Records: records(0, 6, facts[6:]...), At: map[int32]int64{0: 6}}
	if _, err := l.Record(t.Context(), b); !errors.Is(err, ledger.ErrBehind) {
		t.Fatalf("got %v, want ErrBehind", err)
	}
	want(t, "rows", count(t, pool, "select count(*) from audit.facts"), int64(4))
	b.At[0] = 4 // but a gap in Kafka itself is none in the ledger
	if _, err := l.Record(t.Context(), b); err != nil {
		t.Error(err)
	}
}

// Two that hold the same records at once, as when one was thrown out of the
// group and has not heard of it.
func TestTwoAtOnce(t *testing.T) {
	pool := open(t)
	l := ledger.New(pool)
	var (
		wait sync.WaitGroup
		mu   sync.Mutex
		sum  ledger.Tally
	)
	facts := story.Long("ann", 200)
	for range 4 {
		wait.Go(func() {
			for first := 0; first < len(facts); first += 20 {
				tally, err := l.Record(t.Context(), ledger.Batch{Topic: topic, Records: records(0, int64(first), facts[first:first+20]...)})
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				sum.Facts += tally.Facts
				sum.Fenced += tally.Fenced
				sum.Repeats += tally.Repeats
				mu.Unlock()
			}
		})
	}
	wait.Wait()
	want(t, "sum", sum, ledger.Tally{Facts: 200, Fenced: 600})
	want(t, "rows", count(t, pool, "select count(*) from audit.facts"), int64(200))
}
