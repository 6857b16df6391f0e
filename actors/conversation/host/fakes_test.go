package host

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"maps"
	"regexp"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/actors/hosting"
)

var errFake = errors.New("made to fail")

// outcome is how the next save ends.
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
	keys  map[string]map[string][]byte // by conversation
	next  outcome                      // of the coming save
	down  bool
	saves int
	bytes int // written by the last save
}

func (s *memStore) Get(ctx context.Context, id, key string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.down || ctx.Err() != nil {
		return nil, errFake
	}
	return bytes.Clone(s.keys[id][key]), nil
}

func (s *memStore) Save(_ context.Context, id string, writes []hosting.Write) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.saves++
	how := s.next
	s.next = works
	if s.down || how == fails {
		return errFake
	}
	after := maps.Clone(s.keys[id])
	if after == nil {
		after = map[string][]byte{}
	}
	s.bytes = 0
	for _, w := range writes {
		if w.Value == nil {
			delete(after, w.Key)
			continue
		}
		if w.Key == hosting.HeadKey && revisionOf(w.Value) != revisionOf(after[w.Key])+1 {
			return errors.New("errand: stale head")
		}
		after[w.Key] = bytes.Clone(w.Value)
		s.bytes += len(w.Value)
	}
	s.keys[id] = after
	if how == failsButHappens {
		return errFake
	}
	return nil
}

var revisionPattern = regexp.MustCompile(`^\{"format":\d+,"revision":(\d+),`)

// revisionOf reads a head as the fence does.
func revisionOf(head []byte) int {
	m := revisionPattern.FindSubmatch(head)
	if m == nil {
		return 0
	}
	n, err := strconv.Atoi(string(m[1]))
	if err != nil {
		panic(err)
	}
	return n
}

// memTimer remembers what it was asked; the test fires.
type memTimer struct {
	set  []time.Duration
	down bool
}

func (t *memTimer) After(_ context.Context, _ string, pause time.Duration) error {
	if t.down {
		return errFake
	}
	t.set = append(t.set, pause)
	return nil
}

// bench is a host on fakes, with a clock that the test sets.
type bench struct {
	t     *testing.T
	store *memStore
	timer *memTimer
	now   time.Time
	talks *Conversations
}

func newBench(t *testing.T) *bench {
	b := &bench{t: t, store: &memStore{keys: map[string]map[string][]byte{}}, timer: &memTimer{},
		now: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)}
	b.restart()
	return b
}

// restart is a new process on the same store.
func (b *bench) restart() { b.talks = b.another() }

func (b *bench) another() *Conversations {
	return New(Deps{Store: b.store, Timer: b.timer, Metrics: NewMetrics(prometheus.NewRegistry()),
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Now: func() time.Time { return b.now }})
}

// inMemory is the conversation as its process has it now; empty when it has
// none.
func (b *bench) inMemory() (s conversation.State) {
	b.t.Helper()
	_, err := b.talks.active.Turn(b.t.Context(), "ann", func(_ context.Context, t *talk) (conversation.Reply, error) {
		s = t.state
		return conversation.Reply{}, nil
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return s
}

// call is a call as it travels.
func (b *bench) call(on *Conversations, method string, message any) conversation.Reply {
	b.t.Helper()
	raw, err := json.Marshal(message)
	if err != nil {
		b.t.Fatal(err)
	}
	raw, err = on.Invoke(b.t.Context(), "ann", method, raw)
	if err != nil {
		b.t.Fatal(err)
	}
	var r conversation.Reply
	if err := json.Unmarshal(raw, &r); err != nil {
		b.t.Fatal(err)
	}
	return r
}

func (b *bench) ask(message string) conversation.Reply {
	b.t.Helper()
	return b.call(b.talks, conversation.MethodAsk, conversation.Ask{Message: message})
}

func (b *bench) settle(message, command string) conversation.Reply {
	b.t.Helper()
	return b.call(b.talks, conversation.MethodSettle, conversation.Settle{Message: message,
		Plan: conversation.Plan{Command: conversation.Command{ID: command, Method: "Undo", Args: json.RawMessage("{}")}}})
}

func (b *bench) remember(message, text string, m conversation.Memory) conversation.Reply {
	b.t.Helper()
	return b.call(b.talks, conversation.MethodRemember, conversation.Remember{Memory: m,
		Turn: conversation.Turn{Message: message, At: b.now, Text: text, Answer: json.RawMessage(`{"reply":"ok"}`)}})
}
