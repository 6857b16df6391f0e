package host

import (
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
	"golang.org/x/sync/errgroup"

	"github.com/errandapp/errand/actors/tasklist"
)

// originSlots is how many keys the origins go round in: a task's is
// origin-<n>, n by its id, and a later task may take the same one. What is
// lost then is that one trace goes on, no more.
const originSlots = 256

// An origin is the trace of the command that gave a task the moment at which
// it rings. Hours may lie between the two, and other commands, so the reminder
// cannot carry it. It is kept only while spans are exported (Deps.Traced), for
// commands that are sampled.
type origin struct {
	Task        string `json:"task"`
	TraceParent string `json:"traceparent"`
}

func originKey(task string) string {
	h := fnv.New32a()
	_, _ = h.Write([]byte(task)) // it never fails
	return fmt.Sprintf("%s%d", originPrefix, h.Sum32()%originSlots)
}

// originWrites keep the trace of ctx for the tasks to which the events gave
// another moment to ring.
func (l *list) originWrites(ctx context.Context, next tasklist.State, events []tasklist.Event) ([]Write, error) {
	if !l.deps.Traced || !trace.SpanContextFromContext(ctx).IsSampled() {
		return nil, nil
	}
	parent := traceparent(ctx)
	at := map[string]int{} // of each key, in writes
	var writes []Write
	for _, e := range events {
		if _, rang := e.Change.(tasklist.TaskCameDue); rang {
			continue // it may ring again, but nobody asked anew
		}
		after, ok := next.Task(e.Task)
		if !ok || after.RingAt.IsZero() {
			continue
		}
		if before, ok := l.state.Task(e.Task); ok && before.RingAt.Equal(after.RingAt) {
			continue
		}
		value, err := json.Marshal(origin{Task: e.Task, TraceParent: parent})
		if err != nil {
			return nil, fmt.Errorf("write origin of %s: %w", e.Task, err)
		}
		key := originKey(e.Task)
		if i, ok := at[key]; ok {
			writes[i].Value = value
			continue
		}
		at[key] = len(writes)
		writes = append(writes, Write{Key: key, Value: value})
	}
	return writes, nil
}

// parents are the trace contexts of the events' facts: that of ctx, but for
// tasks that came due, whose facts go on with the trace of their origin. A
// trace that cannot be read is not worth a reminder: the ring's own stands in.
func (l *list) parents(ctx context.Context, events []tasklist.Event) []string {
	own := traceparent(ctx)
	all := make([]string, len(events))
	var reads errgroup.Group
	reads.SetLimit(loadWidth)
	for i, e := range events {
		all[i] = own
		if _, rang := e.Change.(tasklist.TaskCameDue); !rang || !l.deps.Traced {
			continue
		}
		reads.Go(func() error {
			from, err := l.origin(ctx, e.Task)
			if err != nil {
				l.deps.Log.WarnContext(ctx, "trace not continued", "list", l.id, "version", e.Version, "err", err)
			}
			if from != "" {
				all[i] = came(ctx, l.id, from)
			}
			return nil
		})
	}
	_ = reads.Wait() // always nil, as above
	return all
}

// origin is the traceparent that is kept for a task, or empty.
func (l *list) origin(ctx context.Context, task string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, stepTime)
	defer cancel()
	raw, err := l.deps.Store.Get(ctx, l.id, originKey(task))
	if err != nil || len(raw) == 0 {
		return "", err
	}
	var o origin
	if err := json.Unmarshal(raw, &o); err != nil {
		return "", fmt.Errorf("read %s: %w", originKey(task), err)
	}
	if o.Task != task {
		return "", nil // of another one, with the same key
	}
	return o.TraceParent, nil
}

// came is the span of a task that came due, in the trace of its origin: it
// links to the wake-up that found it, which may ring for many.
func came(ctx context.Context, list, from string) string {
	wake := trace.LinkFromContext(ctx)
	ctx = propagation.TraceContext{}.Extract(ctx, propagation.MapCarrier{"traceparent": from})
	ctx, span := tracer.Start(ctx, "TaskList.came_due", trace.WithLinks(wake), trace.WithSpanKind(trace.SpanKindProducer),
		trace.WithAttributes(attribute.String("errand.list", list)))
	span.End()
	return traceparent(ctx)
}

// traceparent is the W3C trace context of ctx, or empty.
func traceparent(ctx context.Context) string {
	carrier := propagation.MapCarrier{}
	propagation.TraceContext{}.Inject(ctx, carrier)
	return carrier["traceparent"]
}
