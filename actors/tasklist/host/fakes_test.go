package host

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/errandapp/errand/actors/hosting/storetest"
	"github.com/errandapp/errand/actors/tasklist"
)

// outcome is how a save ends, or what the broker answers to a record.
type outcome = storetest.Outcome

const (
	works           = storetest.Works
	fails           = storetest.Fails
	failsButHappens = storetest.FailsButHappens
)

// memAlarm remembers what it was asked; the test rings.
type memAlarm struct {
	mu    sync.Mutex
	wakes map[string]time.Time
	set   int
	timer map[string]bool
	down  bool
	now   func() time.Time
}

func newMemAlarm() *memAlarm {
	return &memAlarm{wakes: map[string]time.Time{}, timer: map[string]bool{}}
}

func (a *memAlarm) Wake(_ context.Context, list string, at time.Time) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.down {
		return storetest.Err
	}
	a.wakes[list] = at
	a.set++
	return nil
}

// WakeIn rings by the test's clock.
func (a *memAlarm) WakeIn(ctx context.Context, list string, pause time.Duration) error {
	return a.Wake(ctx, list, a.now().Add(pause))
}

func (a *memAlarm) FlushSoon(_ context.Context, list string, _ time.Duration) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.timer[list] = true
	return nil
}

// memKafka takes records, and answers for them when the test says so, each
// list's in order: told, or given up.
type memKafka struct {
	mu      sync.Mutex
	full    bool
	waiting []record
	log     map[string][][]byte // what the broker has, by list
}

type record struct {
	list string
	raw  []byte
	done func(error)
}

func newMemKafka() *memKafka { return &memKafka{log: map[string][][]byte{}} }

func (k *memKafka) TryProduce(list string, raw []byte, done func(error)) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.full {
		return false
	}
	k.waiting = append(k.waiting, record{list, bytes.Clone(raw), done})
	return true
}

// answer settles the oldest n records.
func (k *memKafka) answer(n int, how outcome) {
	k.mu.Lock()
	n = min(n, len(k.waiting))
	settle := k.waiting[:n]
	k.waiting = k.waiting[n:]
	if how != fails {
		for _, r := range settle {
			k.log[r.list] = append(k.log[r.list], r.raw)
		}
	}
	k.mu.Unlock()
	for _, r := range settle {
		if how == works {
			r.done(nil)
		} else {
			r.done(storetest.Err)
		}
	}
}

// crash forgets what waits, without an answer.
func (k *memKafka) crash() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.waiting = nil
}

// bench is a host on fakes, with a clock that the test sets.
type bench struct {
	store *storetest.Store
	alarm *memAlarm
	kafka *memKafka
	now   time.Time
	lists *Lists
}

func newBench() *bench {
	b := &bench{store: storetest.New(), alarm: newMemAlarm(), kafka: newMemKafka(),
		now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
	b.alarm.now = func() time.Time { return b.now }
	b.restart()
	return b
}

// restart is a new process on the same store, alarm and broker.
func (b *bench) restart() { b.lists = b.another() }

func (b *bench) another() *Lists { return b.skewed(0) }

// skewed is a process whose clock is ahead, or behind.
func (b *bench) skewed(ahead time.Duration) *Lists {
	return New(Deps{
		Store: b.store, Alarm: b.alarm, Producer: b.kafka, Metrics: NewMetrics(prometheus.NewRegistry()),
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Now: func() time.Time { return b.now.Add(ahead) },
	})
}

// inMemory is a list as its process has it now; empty when it has none.
func inMemory(t testing.TB, lists *Lists, id string) (s tasklist.State) {
	t.Helper()
	_, err := lists.active.Turn(t.Context(), id, func(_ context.Context, l *list) (tasklist.Reply, error) {
		s = l.state
		return tasklist.Reply{}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
