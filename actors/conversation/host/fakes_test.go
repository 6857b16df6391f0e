package host

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/actors/hosting/storetest"
)

// memTimer remembers what it was asked; the test fires.
type memTimer struct {
	set  []time.Duration
	down bool
}

func (t *memTimer) After(_ context.Context, _ string, pause time.Duration) error {
	if t.down {
		return storetest.Err
	}
	t.set = append(t.set, pause)
	return nil
}

// bench is a host on fakes, with a clock that the test sets.
type bench struct {
	t     *testing.T
	store *storetest.Store
	timer *memTimer
	now   time.Time
	talks *Conversations
}

func newBench(t *testing.T) *bench {
	b := &bench{t: t, store: storetest.New(), timer: &memTimer{},
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
