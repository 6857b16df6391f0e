package host

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"regexp"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/errandapp/errand/actors/tasklist"
)

var errFake = errors.New("made to fail")

// outcome is how the next call of a fake ends.
type outcome int

const (
	works outcome = iota
	fails
	failsButHappens
)

// memStore keeps what Dapr's store and the fence promise: all writes or none,
// and heads that only go forward by one.
type memStore struct {
	mu    sync.Mutex
	keys  map[string]map[string][]byte // by list
	next  []outcome                    // of the coming saves
	gets  int
	saves int
	bytes int // written by the last save
	down  bool
}

func newMemStore() *memStore { return &memStore{keys: map[string]map[string][]byte{}} }

func (s *memStore) Get(ctx context.Context, list, key string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gets++
	if s.down || ctx.Err() != nil {
		return nil, errFake
	}
	return bytes.Clone(s.keys[list][key]), nil
}

func (s *memStore) Save(_ context.Context, list string, writes []Write) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.saves++
	how := works
	if len(s.next) > 0 {
		how, s.next = s.next[0], s.next[1:]
	}
	if s.down || how == fails {
		return errFake
	}
	after := maps.Clone(s.keys[list])
	if after == nil {
		after = map[string][]byte{}
	}
	s.bytes = 0
	for _, w := range writes {
		if w.Value == nil {
			delete(after, w.Key)
			continue
		}
		if w.Key == headKey {
			if stored, given := revisionOf(after[headKey]), revisionOf(w.Value); given != stored+1 {
				return fmt.Errorf("errand: stale head: revision %d after %d", given, stored)
			}
		}
		after[w.Key] = bytes.Clone(w.Value)
		s.bytes += len(w.Value)
	}
	s.keys[list] = after
	if how == failsButHappens {
		return errFake
	}
	return nil
}

var revisionPattern = regexp.MustCompile(`^\{"format":\d+,"revision":(\d+),`)

// revisionOf reads a head as the fence does.
func revisionOf(head []byte) uint64 {
	m := revisionPattern.FindSubmatch(head)
	if m == nil {
		return 0
	}
	n, err := strconv.ParseUint(string(m[1]), 10, 64)
	if err != nil {
		panic(err)
	}
	return n
}

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
		return errFake
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
			r.done(errFake)
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
	store *memStore
	alarm *memAlarm
	kafka *memKafka
	now   time.Time
	lists *Lists
}

func newBench() *bench {
	b := &bench{store: newMemStore(), alarm: newMemAlarm(), kafka: newMemKafka(),
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
