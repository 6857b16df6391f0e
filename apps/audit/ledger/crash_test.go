package ledger_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/mod/sumdb/note"
	"pgregory.net/rapid"

	"github.com/errandapp/errand/actors/tasklist/contract/story"
	"github.com/errandapp/errand/apps/audit/ledger"
	"github.com/errandapp/errand/apps/audit/merkle"
)

// Random batches of two replicas, some of which fail on the way: the log has
// every fact once, and its tree is the one of the RFC. All runs go into one
// log, which so becomes a long one.
func TestTheLogIsTheTreeOfItsRows(t *testing.T) {
	pool := open(t)
	runs := 0
	rapid.Check(t, func(rt *rapid.T) {
		runs++
		name := func(list int) string { return fmt.Sprintf("run-%d-list-%d", runs, list) }
		before := count(t, pool, `select count(*) from audit.facts`)
		replicas := []*faulty{{Pool: pool}, {Pool: pool}}
		const lists = 3
		told := make([]int, lists) // facts of each list that are recorded for sure
		for range rapid.IntRange(1, 8).Draw(rt, "batches") {
			f := replicas[rapid.IntRange(0, 1).Draw(rt, "replica")]
			l := ledger.New(f)
			list := rapid.IntRange(0, lists-1).Draw(rt, "list")
			from := rapid.IntRange(0, told[list]).Draw(rt, "from") // some again
			to := told[list] + rapid.IntRange(0, 9).Draw(rt, "new")
			facts := story.Long(name(list), to)[from:]
			// Each batch has offsets of its own, as if Kafka had told it again.
			b := ledger.Batch{Topic: ledger.TopicID{1, byte(runs), byte(runs >> 8), byte(rapid.IntRange(1, 250).Draw(rt, "topic"))}, Records: records(int32(list), 1000*int64(from), facts...)}
			f.fail, f.happened = rapid.Bool().Draw(rt, "fails"), rapid.Bool().Draw(rt, "happened")
			if _, err := l.Record(t.Context(), b); err != nil && !errors.Is(err, errCommit) {
				rt.Fatal(err)
			} else if err != nil {
				if _, err := l.Record(t.Context(), b); err != nil {
					rt.Fatal(err)
				}
			}
			f.fail = false
			if n := count(t, pool, fmt.Sprintf(`select coalesce(max(version), 0) from audit.facts where list = '%s'`, name(list))); int(n) > told[list] {
				told[list] = int(n)
			}
			if rapid.Bool().Draw(rt, "seal") {
				seal(t, l)
			}
		}
		l := ledger.New(pool)
		sum := 0 // of this run
		for _, n := range told {
			sum += n
		}
		if sum == 0 {
			return
		}
		if v := verified(t, l); v.Rows != before+int64(sum) {
			rt.Fatalf("%d rows, want %d", v.Rows, before+int64(sum))
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

// A frozen is a pool of a process that stops in the middle of its
// transactions, with all locks in its hands.
type frozen struct {
	*pgxpool.Pool
	there chan struct{} // closed when it has stopped
	thaw  chan struct{}
}

func (f *frozen) Begin(ctx context.Context) (pgx.Tx, error) {
	tx, err := f.Pool.Begin(ctx)
	return frozenTx{tx, f}, err
}

type frozenTx struct {
	pgx.Tx
	of *frozen
}

func (tx frozenTx) Commit(ctx context.Context) error {
	close(tx.of.there)
	<-tx.of.thaw
	return tx.Tx.Commit(ctx)
}

// A replica that freezes does not stop the others: neither those that record
// nor those that seal.
func TestAFrozenReplicaLetsGo(t *testing.T) {
	pool := open(t)
	healthy := ledger.New(pool)
	secret, err := healthy.KeptKey(t.Context(), "test/audit")
	if err != nil {
		t.Fatal(err)
	}
	key, err := note.NewSigner(secret)
	if err != nil {
		t.Fatal(err)
	}
	first := records(0, 0, story.Long("ann", 2)...)
	for name, hold := range map[string]func(*ledger.Ledger) error{
		"recording": func(l *ledger.Ledger) error {
			_, err := l.Record(t.Context(), ledger.Batch{Topic: topic, Records: first})
			return err
		},
		"sealing": func(l *ledger.Ledger) error {
			_, err := l.Seal(t.Context(), key)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			if name == "sealing" {
				record(t, healthy, first)
			}
			f := &frozen{pool, make(chan struct{}), make(chan struct{})}
			failed := make(chan error, 1)
			go func() { failed <- hold(ledger.New(f)) }()
			<-f.there
			ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
			defer cancel()
			if name == "recording" {
				if _, err := healthy.Record(ctx, ledger.Batch{Topic: topic, Records: first}); err != nil {
					t.Errorf("the other one: %v", err)
				}
			} else {
				for sealed := false; !sealed; time.Sleep(50 * time.Millisecond) {
					s, err := healthy.Seal(ctx, key)
					if err != nil {
						t.Errorf("the other one: %v", err)
						break
					}
					sealed = s != nil
				}
			}
			close(f.thaw)
			if err := <-failed; err == nil {
				t.Error("it froze, and its transaction was committed")
			}
		})
	}
	want(t, "rows", count(t, pool, `select count(*) from audit.facts`), int64(2))
}
