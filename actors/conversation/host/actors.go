package host

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/actors/hosting"
)

var _ hosting.Actors = (*Conversations)(nil)

// Deps is what conversations live on.
type Deps struct {
	Store   hosting.Store
	Timer   Timer
	Metrics *Metrics
	Log     *slog.Logger
	Now     func() time.Time // time.Now when nil
}

func (d Deps) now() time.Time {
	if d.Now != nil {
		return d.Now()
	}
	return time.Now()
}

// Metrics are what is counted.
type Metrics struct {
	turns *prometheus.HistogramVec // by method and outcome
}

// NewMetrics registers them.
func NewMetrics(r prometheus.Registerer) *Metrics {
	m := &Metrics{turns: prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "errand_conversation_seconds", Help: "Time a turn of a conversation took, from call to reply.",
		Buckets: prometheus.ExponentialBuckets(0.0005, 2, 14),
	}, []string{"method", "outcome"})}
	r.MustRegister(m.turns)
	return m
}

// Conversations are those that are active in this process.
type Conversations struct {
	deps   Deps
	active hosting.Active[talk, conversation.Reply]
}

// New hosts conversations.
func New(deps Deps) *Conversations {
	a := &Conversations{deps: deps}
	a.active.New = func(id string) *talk { return &talk{id: id, deps: &a.deps} }
	return a
}

// Invoke is a call to an actor method. The error means that the actor cannot
// answer at all; everything else is in the reply.
func (a *Conversations) Invoke(ctx context.Context, id, method string, payload []byte) ([]byte, error) {
	began := time.Now()
	reply, err := a.active.Turn(ctx, id, func(ctx context.Context, t *talk) (conversation.Reply, error) {
		return t.turn(ctx, method, payload)
	})
	a.record(ctx, id, method, reply, began, err)
	return json.Marshal(reply)
}

// Remind is the ring of a reminder; a conversation sets none.
func (a *Conversations) Remind(_ context.Context, _, name string) error {
	return fmt.Errorf("no reminder %q", name)
}

// Fire is the end of a timer.
func (a *Conversations) Fire(ctx context.Context, id, name string) error {
	if name != endTimer {
		return fmt.Errorf("no timer %q", name)
	}
	_, err := a.active.Turn(ctx, id, func(ctx context.Context, t *talk) (conversation.Reply, error) {
		return conversation.Reply{}, t.end(ctx)
	})
	return err
}

// Deactivate lets a conversation go from memory. All that matters is saved.
func (a *Conversations) Deactivate(id string) { a.active.Deactivate(id) }

// DeactivateAll lets all conversations go.
func (a *Conversations) DeactivateAll() { a.active.DeactivateAll() }

var methods = []string{conversation.MethodAsk, conversation.MethodSettle, conversation.MethodRemember, conversation.MethodBack}

// record writes the turn's one log line, and counts it. What was said stays
// out of both.
func (a *Conversations) record(ctx context.Context, id, method string, r conversation.Reply, began time.Time, err error) {
	outcome := "ok"
	switch {
	case hosting.Fenced(err):
		outcome = "fenced"
	case r.Fault != "":
		outcome = string(r.Fault)
	}
	if !slices.Contains(methods, method) {
		method = "unknown"
	}
	took := time.Since(began)
	a.deps.Metrics.turns.WithLabelValues(method, outcome).Observe(took.Seconds())
	args := []any{"list", id, "command", method, "outcome", outcome, "ms", float64(took.Microseconds()) / 1000}
	if err != nil {
		a.deps.Log.WarnContext(ctx, "talk", append(args, "err", err)...)
		return
	}
	a.deps.Log.DebugContext(ctx, "talk", args...)
}
