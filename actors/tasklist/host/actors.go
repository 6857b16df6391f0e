package host

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"github.com/errandapp/errand/actors/hosting"
	"github.com/errandapp/errand/actors/tasklist"
)

var _ hosting.Actors = (*Lists)(nil)

var tracer = otel.Tracer("github.com/errandapp/errand/actors/tasklist/host")

// Lists are the task lists that are active in this process.
type Lists struct {
	deps   Deps
	active hosting.Active[list, tasklist.Reply]
}

// New hosts lists.
func New(deps Deps) *Lists {
	a := &Lists{deps: deps}
	a.active.New = func(id string) *list { return newList(id, &a.deps) }
	a.active.Gone = deps.Metrics.backlog.forget
	return a
}

// Invoke is a call to an actor method. The error means that the actor cannot
// answer at all; everything else is in the reply.
func (a *Lists) Invoke(ctx context.Context, id, method string, payload []byte) ([]byte, error) {
	began := time.Now()
	reply, err := a.invoke(ctx, id, method, payload)
	a.record(ctx, id, method, reply, began, err)
	return json.Marshal(reply)
}

func (a *Lists) invoke(ctx context.Context, id, method string, payload []byte) (tasklist.Reply, error) {
	if method == tasklist.MethodList {
		var q tasklist.Query
		if err := json.Unmarshal(payload, &q); err != nil {
			return tasklist.Reply{Fault: tasklist.FaultBadCall}, fmt.Errorf("read query: %w", err)
		}
		return a.active.Turn(ctx, id, func(ctx context.Context, l *list) (tasklist.Reply, error) { return l.answer(ctx, q) })
	}
	call, command, err := tasklist.ReadCall(method, payload)
	if err != nil {
		return tasklist.Reply{Fault: tasklist.FaultBadCall}, err
	}
	ctx = propagation.TraceContext{}.Extract(ctx, propagation.MapCarrier{"traceparent": call.TraceParent})
	ctx, span := tracer.Start(ctx, "TaskList."+method, trace.WithSpanKind(trace.SpanKindServer),
		trace.WithAttributes(attribute.String("errand.list", id), attribute.String("errand.command", call.ID)))
	defer span.End()
	reply, err := a.active.Turn(ctx, id, func(ctx context.Context, l *list) (tasklist.Reply, error) { return l.turn(ctx, command) })
	if err != nil {
		span.SetStatus(codes.Error, string(reply.Fault))
	}
	return reply, err
}

// Remind is the ring of a reminder. An error makes Dapr ring again.
func (a *Lists) Remind(ctx context.Context, id, name string) error {
	if name != wakeReminder {
		return fmt.Errorf("no reminder %q", name)
	}
	ctx, span := tracer.Start(ctx, "TaskList.wake", trace.WithAttributes(attribute.String("errand.list", id)))
	defer span.End()
	began := time.Now()
	reply, err := a.active.Turn(ctx, id, func(ctx context.Context, l *list) (tasklist.Reply, error) { return l.ring(ctx) })
	for _, t := range reply.Tasks {
		a.deps.Metrics.lateness.Observe(t.CameDueAt.Sub(t.DueAt).Seconds())
	}
	a.record(ctx, id, "RingDue", reply, began, err)
	return err
}

// Fire is the end of a timer.
func (a *Lists) Fire(ctx context.Context, id, name string) error {
	if name != flushTimer {
		return fmt.Errorf("no timer %q", name)
	}
	_, err := a.active.Turn(ctx, id, func(ctx context.Context, l *list) (tasklist.Reply, error) {
		return tasklist.Reply{}, l.flush(ctx)
	})
	return err
}

// Deactivate lets a list go from memory. All that matters is saved.
func (a *Lists) Deactivate(id string) { a.active.Deactivate(id) }

// DeactivateAll lets all lists go.
func (a *Lists) DeactivateAll() { a.active.DeactivateAll() }

// record writes the turn's one log line, and counts it.
func (a *Lists) record(ctx context.Context, id, command string, r tasklist.Reply, began time.Time, err error) {
	outcome := "ok"
	switch {
	case r.Refusal != nil:
		outcome = r.Refusal.Code
	case r.Fault != "":
		outcome = string(r.Fault)
	case err != nil:
		outcome = "error"
	}
	took := time.Since(began)
	a.deps.Metrics.turns.WithLabelValues(known(command), outcome).Observe(took.Seconds())
	args := []any{"list", id, "version", r.Version, "command", command, "events", r.Events,
		"outcome", outcome, "ms", float64(took.Microseconds()) / 1000}
	switch {
	case err != nil:
		a.deps.Log.WarnContext(ctx, "turn", append(args, "err", err)...)
	case command == tasklist.MethodList:
		a.deps.Log.DebugContext(ctx, "turn", args...)
	default:
		a.deps.Log.InfoContext(ctx, "turn", args...)
	}
}

// known keeps the names of methods that do not exist out of the metrics.
func known(method string) string {
	if method == tasklist.MethodList || tasklist.IsVerb(method) {
		return method
	}
	return "unknown"
}
