package host

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.opentelemetry.io/otel"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/errandapp/errand/actors/tasklist"
)

// spans are all that this package's tests end; the provider of a process can
// be set once.
var spans = sync.OnceValue(func() *tracetest.SpanRecorder {
	r := tracetest.NewSpanRecorder()
	otel.SetTracerProvider(sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(r)))
	return r
})

// traceOf is a traceparent whose trace id is n.
func traceOf(n int) string { return fmt.Sprintf("00-%032x-b7ad6b7169203331-01", n) }

// callTraced is a call with a traceparent.
func callTraced(t *testing.T, lists *Lists, list, id, parent string, v tasklist.Verb) {
	t.Helper()
	args, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	r := invoke(t, lists, list, tasklist.MethodOf(v), tasklist.Call{ID: id, TraceParent: parent, Args: args})
	if r.Fault != "" || r.Refusal != nil {
		t.Fatalf("%s: %+v", id, r)
	}
}

// rung are the trace ids of the facts of tasks that came due, by task.
func rung(t *testing.T, b *bench, list string) map[string]string {
	t.Helper()
	b.kafka.answer(100, works)
	got := map[string]string{}
	for _, raw := range b.kafka.log[list] {
		f, err := tasklist.ParseFact(raw)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(f.Type, "came_due") {
			got[f.Subject] = strings.Split(f.TraceParent, "-")[1]
		}
	}
	return got
}

func traced(b *bench) {
	b.lists.deps.Traced = true
	spans()
}

func dueAt(at time.Time) tasklist.Due {
	return tasklist.Due{Date: at.Format(time.DateOnly), Time: at.Format(time.TimeOnly), TimeZone: "UTC"}
}

func TestAReminderGoesOnWithTheTraceOfItsTask(t *testing.T) {
	b := newBench()
	traced(b)
	due := dueAt(b.now.Add(time.Hour))
	callTraced(t, b.lists, "ann", "c1", traceOf(1), tasklist.AddTask{ID: "a", Content: tasklist.Content{Title: "A"}, Due: &due})
	callTraced(t, b.lists, "ann", "c2", traceOf(2), tasklist.AddTask{ID: "b", Content: tasklist.Content{Title: "B"}, Due: &due})
	callTraced(t, b.lists, "ann", "c3", traceOf(3), tasklist.AddTask{ID: "c", Content: tasklist.Content{Title: "C"}})
	callTraced(t, b.lists, "ann", "c4", traceOf(4), tasklist.SetDue{ID: "c", Due: due})
	callTraced(t, b.lists, "ann", "c5", traceOf(5), tasklist.RenameTask{ID: "a", Title: "AA"}) // no other moment

	b.restart() // hours later, in another process
	traced(b)
	b.now = b.now.Add(time.Hour)
	ringAt(t, b, "ann")
	want := map[string]string{"a": traceOf(1)[3:35], "b": traceOf(2)[3:35], "c": traceOf(4)[3:35]}
	if got := rung(t, b, "ann"); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("traces %v, want %v", got, want)
	}

	// Each is a span of that trace, linked to the wake-up that found it.
	var wakes, linked []string
	for _, s := range spans().Ended() {
		switch s.Name() {
		case "TaskList.wake":
			wakes = append(wakes, s.SpanContext().SpanID().String())
		case "TaskList.came_due":
			linked = append(linked, s.Links()[0].SpanContext.SpanID().String())
		}
	}
	if len(wakes) != 1 || !slices.Equal(linked, []string{wakes[0], wakes[0], wakes[0]}) {
		t.Errorf("wake-ups %v; came due linked to %v", wakes, linked)
	}
}

func TestANagGoesOnWithTheTraceToo(t *testing.T) {
	b := newBench()
	traced(b)
	due := dueAt(b.now.Add(time.Minute))
	callTraced(t, b.lists, "nan", "c1", traceOf(7), tasklist.AddTask{ID: "a", Due: &due,
		Content: tasklist.Content{Title: "A", Reminders: []tasklist.Reminder{{NagMin: 5}}}})
	for range 3 {
		b.now = b.alarm.wakes["nan"]
		ringAt(t, b, "nan")
		if got := rung(t, b, "nan")["a"]; b.now.After(time.Date(2026, 11, 23, 9, 1, 0, 0, time.UTC)) && got != traceOf(7)[3:35] {
			t.Errorf("at %v the trace is %s", b.now, got)
		}
	}
	if len(rung(t, b, "nan")) == 0 {
		t.Error("it never rang")
	}
}

// A trace is no reason to lose a reminder, and costs nothing where nobody
// looks at it.
func TestAReminderWithoutATrace(t *testing.T) {
	for name, c := range map[string]struct {
		parent string
		spoil  func(*bench)
	}{
		"not sampled": {"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00", nil},
		"unreadable":  {traceOf(8), func(b *bench) { b.store.Keys["oda"][originKey("a")] = []byte("{") }},
		"another task's": {traceOf(9), func(b *bench) {
			b.store.Keys["oda"][originKey("a")] = []byte(`{"task":"z","traceparent":"` + traceOf(9) + `"}`)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench()
			traced(b)
			due := dueAt(b.now.Add(time.Hour))
			callTraced(t, b.lists, "oda", "c1", c.parent, tasklist.AddTask{ID: "a", Content: tasklist.Content{Title: "A"}, Due: &due})
			if _, kept := b.store.Keys["oda"][originKey("a")]; kept != (c.spoil != nil) {
				t.Errorf("kept: %v", kept)
			}
			if c.spoil != nil {
				c.spoil(b)
			}
			b.now = b.now.Add(time.Hour)
			ringAt(t, b, "oda")
			if got := rung(t, b, "oda")["a"]; got == "" || got == c.parent[3:35] {
				t.Errorf("trace %q, want the ring's own", got)
			}
		})
	}
	b := newBench()
	due := dueAt(b.now.Add(time.Hour))
	callTraced(t, b.lists, "pia", "c1", traceOf(10), tasklist.AddTask{ID: "a", Content: tasklist.Content{Title: "A"}, Due: &due})
	for key := range b.store.Keys["pia"] {
		if strings.HasPrefix(key, originPrefix) {
			t.Errorf("%s is kept although no spans are exported", key)
		}
	}
	if err := b.lists.Remind(context.Background(), "pia", wakeReminder); err != nil {
		t.Error(err)
	}
}
