package ledger_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/contract/story"
	"github.com/errandapp/errand/apps/audit/ledger"
	"github.com/errandapp/errand/apps/audit/merkle"
	"github.com/errandapp/errand/apps/audit/sheet"
)

// exported is an export in JSON Lines.
func exported(t *testing.T, l *ledger.Ledger, f ledger.Filter) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := l.Export(t.Context(), f, &sheet.Lines{W: &out}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// keys are the log's keys to verify with.
func keys(t *testing.T, l *ledger.Ledger) note.Verifiers {
	t.Helper()
	texts, err := l.Verifiers(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var all []note.Verifier
	for _, text := range texts {
		v, err := note.NewVerifier(text)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, v)
	}
	return note.VerifierList(all...)
}

// verified seals and exports the log, and checks that every word is true.
func verified(t *testing.T, l *ledger.Ledger) merkle.Verdict {
	t.Helper()
	seal(t, l)
	v, err := merkle.Verify(bytes.NewReader(exported(t, l, ledger.Filter{})), keys(t, l))
	if err != nil {
		t.Fatal(err)
	}
	if !v.Whole {
		t.Fatal("the export is not of the whole log")
	}
	return v
}

// rows are the rows of an export.
func rows(t *testing.T, export []byte) (all []*merkle.Row) {
	t.Helper()
	for line := range bytes.Lines(export) {
		l, err := merkle.ParseLine(bytes.TrimSpace(line))
		if err != nil {
			t.Fatal(err)
		}
		if l.Row != nil {
			all = append(all, l.Row)
		}
	}
	return all
}

func TestAnExportIsVerified(t *testing.T) {
	pool := open(t)
	l := ledger.New(pool)
	facts := story.EveryType("ann")
	record(t, l, records(3, 0, facts...))
	seal(t, l)
	record(t, l, records(4, 0, story.Long("bob", 20)...))
	v := verified(t, l)
	want(t, "rows", v.Rows, int64(len(facts)+20))
	want(t, "checkpoints", v.Checkpoints, 2)
	if seal(t, l) != nil {
		t.Error("a log that has not grown was sealed again")
	}
	for i, r := range rows(t, exported(t, l, ledger.Filter{}))[:len(facts)] {
		if !bytes.Equal(r.Content, story.Bytes(facts[i])) || r.Index != int64(i) || r.Partition != 3 {
			t.Errorf("row %d is %+v", i, r)
		}
	}

	// The database says something else from now on, whoever did that.
	for _, sql := range []string{
		`alter table audit.facts disable trigger user`, `alter table audit.facts_2026_11 disable trigger user`,
		`update audit.facts set raw = convert_to(replace(convert_from(raw, 'UTF8'), 'Thing 7', 'Thong 7'), 'UTF8') where list = 'bob' and version = 7`,
	} {
		if _, err := superuser(t, pool.Config().ConnString()).Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	_, err := merkle.Verify(bytes.NewReader(exported(t, l, ledger.Filter{})), keys(t, l))
	var bad *merkle.BadRow
	if !errors.As(err, &bad) || bad.Index != int64(len(facts)+6) {
		t.Errorf("got %v, want row %d", err, len(facts)+6)
	}
}

func TestProofs(t *testing.T) {
	l := ledger.New(open(t))
	if _, _, err := l.Proof(t.Context(), "ann", 1, 0); !errors.Is(err, ledger.ErrUnknown) {
		t.Errorf("unknown: got %v", err)
	}
	var seals []*ledger.Sealed
	for i := range 7 {
		record(t, l, records(int32(i), 0, story.Long(fmt.Sprint("list-", i), i+1)...))
		if i == 3 {
			if _, _, err := l.Proof(t.Context(), "list-3", 1, 0); !errors.Is(err, ledger.ErrNotSealed) {
				t.Errorf("not sealed: got %v", err)
			}
		}
		seals = append(seals, seal(t, l))
	}
	last := seals[len(seals)-1]
	for i := range 7 {
		for version := range i + 1 {
			for _, sealed := range []*ledger.Sealed{seals[i], last} {
				size := sealed.Size
				if sealed == last {
					size = 0
				}
				row, of, err := l.Proof(t.Context(), fmt.Sprint("list-", i), int64(version)+1, size)
				if err != nil {
					t.Fatal(err)
				}
				cp, err := merkle.OpenCheckpoint(of.Note, keys(t, l))
				if err != nil {
					t.Fatal(err)
				}
				if err := tlog.CheckRecord(row.Proof, cp.Size, cp.Root, row.Index, row.Envelope.Leaf()); err != nil || cp.Size != sealed.Size {
					t.Errorf("list-%d/%d in %d: %v", i, version+1, cp.Size, err)
				}
			}
		}
	}
	for _, from := range seals {
		for _, to := range seals {
			if from.Size > to.Size {
				continue
			}
			proof, err := l.Consistency(t.Context(), from.Size, to.Size)
			if err != nil {
				t.Fatal(err)
			}
			a, _ := merkle.OpenCheckpoint(from.Note, keys(t, l)) // opened above
			b, _ := merkle.OpenCheckpoint(to.Note, keys(t, l))
			if err := tlog.CheckTree(proof, b.Size, b.Root, a.Size, a.Root); err != nil {
				t.Errorf("%d to %d: %v", a.Size, b.Size, err)
			}
		}
	}
	if _, err := l.Consistency(t.Context(), 1, last.Size+1); !errors.Is(err, ledger.ErrNotSealed) {
		t.Errorf("beyond the log: got %v", err)
	}
	// A part of the log, each row with its proof.
	export := exported(t, l, ledger.Filter{List: "list-5", Type: "errand.task.added"})
	v, err := merkle.Verify(bytes.NewReader(export), keys(t, l), last.Note)
	if err != nil || v.Rows != 6 || v.Whole {
		t.Errorf("got %+v, %v", v, err)
	}
	export = exported(t, l, ledger.Filter{List: "list-5", Task: "task-2"})
	if v, err = merkle.Verify(bytes.NewReader(export), keys(t, l)); err != nil || v.Rows != 1 {
		t.Errorf("a task: got %+v, %v", v, err)
	}
}

// A log that somebody has rewritten is not sealed again.
func TestAForkedLogIsNotSealed(t *testing.T) {
	pool, url := openAt(t)
	l := ledger.New(pool)
	record(t, l, records(0, 0, story.Long("ann", 5)...))
	seal(t, l)
	boss := superuser(t, url)
	for _, sql := range []string{
		`alter table audit.batches disable trigger user`,
		`update audit.batches set edge = set_byte(edge, 3, get_byte(edge, 3) # 1), hashes = set_byte(hashes, 3, get_byte(hashes, 3) # 1)`,
		`alter table audit.batches enable always trigger only_append`,
	} {
		if _, err := boss.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	record(t, l, records(0, 5, story.Long("ann", 6)[5:]...))
	key, err := l.KeptKey(t.Context(), "x")
	if err != nil {
		t.Fatal(err)
	}
	signer, err := note.NewSigner(key)
	if err != nil {
		t.Fatal(err)
	}
	if sealed, err := l.Seal(t.Context(), signer); !errors.Is(err, ledger.ErrForked) || sealed != nil {
		t.Errorf("got %v, %v, want ErrForked", sealed, err)
	}
	// A checkpoint that nobody signed is no basis either.
	if _, err := boss.Exec(t.Context(), `alter table audit.checkpoints disable trigger user; update audit.checkpoints set note = replace(note, 'test/audit', 'best/audit')`); err != nil {
		t.Fatal(err)
	}
	if sealed, err := l.Seal(t.Context(), signer); !errors.Is(err, ledger.ErrForked) || sealed != nil {
		t.Errorf("got %v, %v, want ErrForked", sealed, err)
	}
}

// Random batches of two replicas, some of which fail on the way: the log has
// every fact once, and its tree is the one of the RFC.
func TestTheLogIsTheTreeOfItsRows(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		pool := open(t)
		defer pool.Close()
		replicas := []*faulty{{Pool: pool}, {Pool: pool}}
		const lists = 3
		told := make([]int, lists) // facts of each list that are recorded for sure
		for range rapid.IntRange(1, 8).Draw(rt, "batches") {
			f := replicas[rapid.IntRange(0, 1).Draw(rt, "replica")]
			l := ledger.New(f)
			list := rapid.IntRange(0, lists-1).Draw(rt, "list")
			from := rapid.IntRange(0, told[list]).Draw(rt, "from") // some again
			to := told[list] + rapid.IntRange(0, 9).Draw(rt, "new")
			facts := story.Long(fmt.Sprint("list-", list), to)[from:]
			// Each batch has offsets of its own, as if Kafka had told it again.
			b := ledger.Batch{Topic: ledger.TopicID{byte(rapid.IntRange(1, 250).Draw(rt, "topic"))}, Records: records(int32(list), 1000*int64(from), facts...)}
			f.fail, f.happened = rapid.Bool().Draw(rt, "fails"), rapid.Bool().Draw(rt, "happened")
			if _, err := l.Record(t.Context(), b); err != nil && !errors.Is(err, errCommit) {
				rt.Fatal(err)
			} else if err != nil {
				if _, err := l.Record(t.Context(), b); err != nil {
					rt.Fatal(err)
				}
			}
			f.fail = false
			if n := count(t, pool, fmt.Sprintf(`select coalesce(max(version), 0) from audit.facts where list = 'list-%d'`, list)); int(n) > told[list] {
				told[list] = int(n)
			}
			if rapid.Bool().Draw(rt, "seal") {
				seal(t, l)
			}
		}
		l := ledger.New(pool)
		sum := 0
		for _, n := range told {
			sum += n
		}
		if sum == 0 {
			return
		}
		if v := verified(t, l); v.Rows != int64(sum) {
			rt.Fatalf("%d rows, want %d", v.Rows, sum)
		}
		seen := map[string]bool{}
		var leaves [][]byte
		for _, r := range rows(t, exported(t, l, ledger.Filter{})) {
			key := fmt.Sprint(r.List, "/", r.Version)
			if seen[key] {
				rt.Fatalf("%s is there twice", key)
			}
			seen[key] = true
			leaves = append(leaves, r.Envelope.Append(nil))
		}
		last, err := l.Checkpoint(t.Context(), 0)
		if err != nil {
			rt.Fatal(err)
		}
		cp, err := merkle.OpenCheckpoint(last.Note, keys(t, l))
		if err != nil {
			rt.Fatal(err)
		}
		if root := naiveRoot(leaves); root != cp.Root {
			rt.Fatalf("%d leaves: root %s, the RFC has %s", len(leaves), cp.Root, root)
		}
	})
}

// Two replicas at once, and a third that seals and reads all the while.
func TestReplicasAppendToOneLog(t *testing.T) {
	pool := open(t)
	var wait sync.WaitGroup
	const facts = 300
	for replica := range 3 {
		wait.Go(func() {
			l := ledger.New(pool)
			all := story.Long(fmt.Sprint("list-", replica), facts)
			for first := 0; first < facts; first += 15 {
				b := ledger.Batch{Topic: topic, Records: records(int32(replica), int64(first), all[first:first+15]...)}
				if _, err := l.Record(t.Context(), b); err != nil {
					t.Error(err)
				}
			}
		})
	}
	done := make(chan struct{})
	go func() { wait.Wait(); close(done) }()
	l := ledger.New(pool)
	for running := true; running; {
		select {
		case <-done:
			running = false
		default:
		}
		seal(t, l)
		if last, err := l.Checkpoint(t.Context(), 0); err != nil {
			t.Fatal(err)
		} else if last == nil {
			continue
		}
		if _, err := merkle.Verify(bytes.NewReader(exported(t, l, ledger.Filter{})), keys(t, l)); err != nil {
			t.Fatal(err)
		}
	}
	want(t, "rows", verified(t, l).Rows, int64(3*facts))
}

// A transaction that ends between its steps leaves nothing.
func TestACrashBetweenTheSteps(t *testing.T) {
	pool, url := openAt(t)
	l := ledger.New(pool)
	boss := superuser(t, url)
	facts := story.Long("ann", 8)
	record(t, l, records(0, 0, facts[:2]...))
	for i, table := range []string{"facts", "places", "batches", "offsets"} {
		// The step's table is held by somebody; the server ends the session
		// that waits, as it would be when the process is killed.
		held := superuser(t, url)
		if _, err := held.Exec(t.Context(), `begin; lock table audit.`+table+` in share mode`); err != nil {
			t.Fatal(err)
		}
		failed := make(chan error, 1)
		b := ledger.Batch{Topic: topic, Records: records(0, int64(2+i), facts[2+i])}
		go func() {
			_, err := l.Record(t.Context(), b)
			failed <- err
		}()
		for killed := false; !killed; time.Sleep(5 * time.Millisecond) {
			if err := boss.QueryRow(t.Context(), `
				select coalesce(bool_or(pg_terminate_backend(pid)), false) from pg_locks
				where not granted and relation = $1::regclass`, "audit."+table).Scan(&killed); err != nil {
				t.Fatal(err)
			}
		}
		if err := <-failed; err == nil {
			t.Errorf("%s: the session was ended and Record did not notice", table)
		}
		if _, err := held.Exec(t.Context(), `rollback`); err != nil {
			t.Fatal(err)
		}
		want(t, "rows after the end at "+table, count(t, pool, `select count(*) from audit.facts`), int64(2+i))
		want(t, "again", record(t, l, b.Records), ledger.Tally{Facts: 1, Rejects: []ledger.Reject{}})
	}
	want(t, "rows", verified(t, l).Rows, int64(6))
}

func TestTheListAsItWas(t *testing.T) {
	pool := open(t)
	l := ledger.New(pool)
	facts := story.EveryType("ann")
	record(t, l, records(0, 0, facts...))
	var (
		s      tasklist.State
		before time.Time
	)
	for i, f := range facts {
		e, err := f.Event()
		if err != nil {
			t.Fatal(err)
		}
		s = tasklist.Evolve(s, e)
		if i+1 < len(facts) && facts[i+1].Time.Equal(f.Time) {
			continue // told together
		}
		for name, got := range map[string]func() (tasklist.State, time.Time, error){
			"version": func() (tasklist.State, time.Time, error) {
				return l.AsOf(t.Context(), "ann", time.Time{}, int64(f.Data.Version))
			},
			"moment": func() (tasklist.State, time.Time, error) { return l.AsOf(t.Context(), "ann", f.Time, 0) },
		} {
			was, at, err := got()
			if err != nil || !at.Equal(f.Time) {
				t.Fatalf("%s %d: %v, at %v", name, f.Data.Version, err, at)
			}
			if diff := cmp.Diff(tasksOf(s), tasksOf(was)); diff != "" || was.Version != s.Version {
				t.Fatalf("%s %d (-list +audit):\n%s", name, f.Data.Version, diff)
			}
		}
		before = f.Time
	}
	if was, at, err := l.AsOf(t.Context(), "ann", facts[0].Time.Add(-time.Second), 0); err != nil || was.Version != 0 || !at.IsZero() {
		t.Errorf("before all: %+v, %v, %v", was.Version, at, err)
	}
	if was, _, err := l.AsOf(t.Context(), "ann", before.AddDate(1, 0, 0), 0); err != nil || was.Version != s.Version {
		t.Errorf("now: %d, %v", was.Version, err)
	}
	if _, _, err := l.AsOf(t.Context(), "ann", time.Time{}, int64(len(facts))+1); !errors.Is(err, ledger.ErrUnknown) {
		t.Errorf("a version to come: %v", err)
	}
	record(t, l, records(1, 0, story.Long("bob", 9)[4:]...))
	if _, _, err := l.AsOf(t.Context(), "bob", time.Time{}, 9); !errors.Is(err, ledger.ErrGap) {
		t.Errorf("without its beginning: %v", err)
	}
}

func tasksOf(s tasklist.State) map[string][]tasklist.Task {
	all := map[string][]tasklist.Task{}
	for _, status := range []string{tasklist.StatusOpen, tasklist.StatusDone, tasklist.StatusTrash} {
		of, _ := s.ByStatus(status) // there are these
		all[status] = slices.SortedFunc(of, func(a, b tasklist.Task) int { return strings.Compare(a.ID, b.ID) })
	}
	return all
}
