//go:build e2e

package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/errandapp/errand/actors/tasklist"
)

// A send adds one task to a list; nil means that it was acknowledged.
type send func(ctx context.Context, list, id string) error

// A load keeps adding tasks to some lists until it is stopped. Each task is
// sent until it is acknowledged, under the same id.
type load struct {
	t      testing.TB
	lists  []string
	cancel context.CancelFunc
	ended  sync.WaitGroup

	mu     sync.Mutex
	acked  map[string][]string      // task ids, by list
	last   map[string]time.Time     // of the latest acknowledgement
	gap    map[string]time.Duration // the longest time without one
	faults int                      // tries that failed
}

// newLoad is a load of fresh lists that nobody adds to yet.
func newLoad(t testing.TB, lists int) *load {
	l := &load{t: t, cancel: func() {}, acked: map[string][]string{}, last: map[string]time.Time{}, gap: map[string]time.Duration{}}
	run := uuid.NewString()[:8]
	for i := range lists {
		l.lists = append(l.lists, fmt.Sprintf("load-%s-%d", run, i))
	}
	return l
}

func startLoad(t testing.TB, lists, writers int, do send) *load {
	l := newLoad(t, lists)
	l.run(writers, do)
	return l
}

// run adds tasks until it is stopped, at the latest with the test.
func (l *load) run(writers int, do send) {
	ctx, cancel := context.WithCancel(context.Background())
	l.cancel = cancel
	for w := range writers {
		l.ended.Go(func() {
			for n := w; ctx.Err() == nil; n += writers {
				l.add(ctx, l.lists[n%len(l.lists)], do)
			}
		})
	}
	l.t.Cleanup(l.stop)
}

// overAPI adds tasks as people do, through chat. There are two right answers,
// done and come back later; beside them a connection may break.
func overAPI(t testing.TB) send {
	return func(ctx context.Context, list, id string) error {
		a, err := person{t, list}.try(ctx, "POST", "/v1/tasks", `{"id":"`+id+`","title":"Task of a load"}`)
		if err != nil || a.status == http.StatusCreated {
			return err
		}
		if a.status != http.StatusServiceUnavailable {
			t.Errorf("%s: a new task is answered with %d %s %s %s", list, a.status, a.Code, a.Field, a.Detail)
		}
		return fmt.Errorf("%d %s", a.status, a.Code)
	}
}

// add sends one task until it is acknowledged, or the load ends.
func (l *load) add(ctx context.Context, list string, do send) {
	id := uuid.Must(uuid.NewV7()).String()
	for ctx.Err() == nil {
		try, cancel := context.WithTimeout(context.WithoutCancel(ctx), 15*time.Second)
		err := do(try, list, id)
		cancel()
		if err == nil {
			l.ack(list, id)
			return
		}
		l.mu.Lock()
		l.faults++
		l.mu.Unlock()
		time.Sleep(50 * time.Millisecond)
	}
}

// ack notes that a task was acknowledged.
func (l *load) ack(list, id string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	if last, ok := l.last[list]; ok {
		l.gap[list] = max(l.gap[list], now.Sub(last))
	}
	l.last[list] = now
	l.acked[list] = append(l.acked[list], id)
}

func (l *load) stop() {
	l.cancel()
	l.ended.Wait()
}

func (l *load) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := 0
	for _, ids := range l.acked {
		n += len(ids)
	}
	return n
}

// await lets the load go on until n more tasks were acknowledged.
func (l *load) await(n int) {
	l.t.Helper()
	goal := l.count() + n
	within(l.t, 60*time.Second, "the load goes on", func() error {
		if got := l.count(); got < goal {
			return fmt.Errorf("%d of %d acknowledged", got, goal)
		}
		return nil
	})
}

// sizes are how many tasks of each list were acknowledged: its version, when
// nothing else was done to it and all was acknowledged that was sent.
func (l *load) sizes() map[string]uint64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	sizes := map[string]uint64{}
	for list, ids := range l.acked {
		sizes[list] = uint64(len(ids))
	}
	return sizes
}

// checkAll ends the load and looks at what came of it, everywhere: in the
// lists, on the topic, in the audit.
func (l *load) checkAll(topic *facts) map[string]uint64 {
	l.t.Helper()
	l.stop()
	sizes := l.checkLists(readAPI(l.t))
	l.checkFacts(60*time.Second, topic, sizes)
	l.checkAudit(60*time.Second, sizes)
	l.t.Logf("%d tasks acknowledged, %d calls failed on the way", l.count(), l.faults)
	return sizes
}

// readAPI reads lists as people do. A version is one task here.
func readAPI(t testing.TB) func(list string) []tasklist.Task {
	return func(list string) (tasks []tasklist.Task) {
		t.Helper()
		within(t, 30*time.Second, "an answer of "+list, func() error {
			ctx, cancel := context.WithTimeout(context.Background(), 15*time.Second)
			defer cancel()
			a, err := person{t, list}.try(ctx, "GET", "/v1/tasks?status=all", "")
			if err != nil || a.status != http.StatusOK {
				return fmt.Errorf("%d %s: %v", a.status, a.Code, err)
			}
			if n := uint64(len(a.Tasks)); a.Version != n {
				t.Errorf("%s is at version %d with %d tasks", list, a.Version, n)
			}
			tasks = a.Tasks
			return nil
		})
		return tasks
	}
}

// gaps are the middle and the longest time that a list had to wait; they
// start anew.
func (l *load) gaps() (p50, longest time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	var all []time.Duration
	for _, g := range l.gap {
		all = append(all, g)
	}
	slices.Sort(all)
	if len(all) > 0 {
		p50, longest = all[len(all)/2], all[len(all)-1]
	}
	clear(l.gap)
	return p50, longest
}

// checkLists: everything acknowledged is in its list, once.
func (l *load) checkLists(read func(list string) []tasklist.Task) map[string]uint64 {
	l.t.Helper()
	sizes := map[string]uint64{}
	for _, list := range l.lists {
		has := map[string]int{}
		tasks := read(list)
		for _, task := range tasks {
			has[task.ID]++
		}
		for _, id := range l.acked[list] {
			if has[id] != 1 {
				l.t.Errorf("%s: task %s was acknowledged and is there %d times", list, id, has[id])
			}
		}
		sizes[list] = uint64(len(tasks)) // a task is one fact here
	}
	return sizes
}

// checkFacts: the topic has every version of every list, from 1 on, and no
// version tells two different things.
func (l *load) checkFacts(limit time.Duration, topic *facts, sizes map[string]uint64) {
	l.t.Helper()
	for _, list := range l.lists {
		within(l.t, limit, "all facts of "+list, func() error {
			versions := map[uint64]string{}
			for _, f := range topic.of(list) {
				raw, _ := json.Marshal(f)
				if other, ok := versions[f.Data.Version]; ok && other != string(raw) {
					return fmt.Errorf("version %d was told as %s and as %s", f.Data.Version, other, raw)
				}
				versions[f.Data.Version] = string(raw)
			}
			for v := range sizes[list] {
				if versions[v+1] == "" {
					return fmt.Errorf("version %d of %d is missing", v+1, sizes[list])
				}
			}
			if n := uint64(len(versions)); n != sizes[list] {
				return fmt.Errorf("%d versions of %d tasks", n, sizes[list])
			}
			return nil
		})
	}
}

// checkAudit: the audit has every version of every list exactly once.
func (l *load) checkAudit(limit time.Duration, sizes map[string]uint64) {
	l.t.Helper()
	for _, list := range l.lists {
		within(l.t, limit, "the audit of "+list, func() error {
			got, err := query[string](`select count(*) || ' ' || count(distinct version) || ' ' || coalesce(max(version), 0) from audit.facts where list = $1`, list)
			if want := fmt.Sprint(sizes[list], sizes[list], sizes[list]); err == nil && got != want {
				err = fmt.Errorf("rows, versions, highest: %s, want %s", got, want)
			}
			return err
		})
	}
}

// faulty is how many tries failed so far.
func (l *load) faulty() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.faults
}
