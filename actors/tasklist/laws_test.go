package tasklist

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// dump is a state as text, so that any change to it shows.
func dump(s State) string {
	raw, err := json.Marshal(struct {
		Version    uint64
		Open, Done []Task
		Recent     Recent
	}{s.Version, slices.Collect(s.Open.All()), slices.Collect(s.Done.All()), s.Recent})
	if err != nil {
		panic(err)
	}
	return string(raw)
}

// genVerb draws from few ids, so that verbs meet.
func genVerb(t *rapid.T) Verb {
	id := fmt.Sprintf("t%02d", rapid.IntRange(0, 60).Draw(t, "task"))
	due := Due{
		Date:     fmt.Sprintf("2026-%02d-%02d", rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 31).Draw(t, "day")),
		Time:     rapid.SampledFrom([]string{"", "02:30", "17:00"}).Draw(t, "time"),
		TimeZone: rapid.SampledFrom([]string{"UTC", "Europe/Berlin", "America/New_York", "Nowhere/Land"}).Draw(t, "zone"),
	}
	switch rapid.IntRange(0, 9).Draw(t, "verb") {
	case 0, 1, 2:
		add := AddTask{ID: id, Title: rapid.StringN(0, 8, 40).Draw(t, "title"), Labels: []string{"a", "B"}}
		if rapid.Bool().Draw(t, "dated") {
			add.Due = &due
		}
		return add
	case 3:
		return RenameTask{ID: id, Title: rapid.SampledFrom([]string{"", "x", "y"}).Draw(t, "title")}
	case 4:
		return SetDue{ID: id, Due: due}
	case 5:
		return ClearDue{ID: id}
	case 6:
		return CompleteTask{ID: id}
	case 7:
		return ReopenTask{ID: id}
	case 8:
		return RemoveTask{ID: id}
	}
	return RingDue{}
}

// twin is the list once more, kept the dumb way: a map of tasks.
type twin map[string]Task

func (w twin) apply(e Event) {
	t := w[e.Task]
	switch c := e.Change.(type) {
	case TaskAdded:
		t = newTask(e, c)
	case TaskRenamed:
		t.Title = c.Title
	case TaskDueSet:
		t.Due, t.DueAt, t.RingAt, t.CameDueAt = &c.Due, c.DueAt, c.RingAt, time.Time{}
	case TaskDueCleared:
		t.Due, t.DueAt, t.RingAt, t.CameDueAt = nil, time.Time{}, time.Time{}, time.Time{}
	case TaskCompleted:
		t.CompletedAt, t.RingAt = e.At, time.Time{}
	case TaskReopened:
		t.CompletedAt, t.RingAt = time.Time{}, c.RingAt
	case TaskRemoved:
		delete(w, e.Task)
		return
	case TaskCameDue:
		t.CameDueAt, t.RingAt = e.At, time.Time{}
	}
	t.UpdatedAt = e.At
	w[e.Task] = t
}

func (w twin) wake() time.Time {
	var first time.Time
	for _, t := range w {
		first = earlier(first, t.RingAt)
	}
	return first
}

func TestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var state State
		told := State{} // folded from facts as they are on the wire
		plain := twin{}
		now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		steps := rapid.IntRange(1, 150).Draw(t, "steps")
		for i := range steps {
			now = now.Add(time.Duration(rapid.Int64Range(0, int64(72*time.Hour)).Draw(t, "later")))
			c := Command{ID: fmt.Sprintf("c%d", i), Verb: genVerb(t)}
			before := dump(state)
			events, err := Decide(state, c, now)
			var refusal *Refusal
			if err != nil && !errors.As(err, &refusal) {
				t.Fatalf("%+v: %v is no refusal", c, err)
			}
			if err != nil && len(events) > 0 {
				t.Fatalf("%+v: refused, with events", c)
			}
			if len(events) > MaxRing {
				t.Fatalf("%+v: %d events", c, len(events))
			}
			next := state
			for n, e := range events {
				if e.Version != state.Version+uint64(n)+1 {
					t.Fatalf("%+v: version %d after %d", c, e.Version, state.Version)
				}
				next = Evolve(next, e)
				told = Evolve(told, overTheWire(t, e, next))
				plain.apply(e)
			}
			if after := dump(state); after != before {
				t.Fatalf("%+v changed its argument:\n%s", c, cmp.Diff(before, after))
			}
			state = next

			// Folding the facts gives the state.
			if diff := cmp.Diff(dump(state), dump(told)); diff != "" {
				t.Fatalf("%+v: the facts tell otherwise (-state +facts):\n%s", c, diff)
			}
			// A resend decides to nothing.
			if len(events) > 0 {
				again, err := Decide(state, c, now.Add(time.Hour))
				if err != nil || len(again) > 0 {
					t.Fatalf("%+v again: %v, %v", c, again, err)
				}
			}
			// The dumb twin agrees, task by task.
			if got, want := state.Open.Len()+state.Done.Len(), len(plain); got != want {
				t.Fatalf("%+v: %d tasks, want %d", c, got, want)
			}
			for id, want := range plain {
				got, ok := state.Task(id)
				if diff := cmp.Diff(want, got); !ok || diff != "" {
					t.Fatalf("%+v: task %s (-want +got):\n%s", c, id, diff)
				}
				if _, open := state.Open.Get(id); open == want.Done() {
					t.Fatalf("%+v: task %s is on the wrong shelf", c, id)
				}
			}
			// The wake is never later than an unrung moment.
			if at, _ := NextWake(state); !at.Equal(plain.wake()) {
				t.Fatalf("%+v: wakes %v, want %v", c, at, plain.wake())
			}
			checkShelf(t, state.Open)
			checkShelf(t, state.Done)
		}
	})
}

// TestRingDrains rings until nothing is due, however much it is.
func TestRingDrains(t *testing.T) {
	var s State
	due := Due{Date: "2026-03-01", Time: "08:00", TimeZone: "UTC"}
	start := time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC)
	const tasks = 3*MaxRing + 7
	for i := range tasks {
		events, err := Decide(s, Command{ID: fmt.Sprintf("a%d", i), Verb: AddTask{ID: fmt.Sprintf("t%04d", i), Title: "t", Due: &due}}, start)
		if err != nil {
			t.Fatal(err)
		}
		s = Fold(s, events)
	}
	now := time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)
	rung := map[string]int{}
	for i := range 10 {
		events, err := Decide(s, Command{ID: fmt.Sprintf("r%d", i), Verb: RingDue{}}, now)
		if err != nil {
			t.Fatal(err)
		}
		s = Fold(s, events)
		for _, e := range events {
			rung[e.Task]++
		}
		if at, ok := NextWake(s); ok != (len(rung) < tasks) || ok && at.After(now) {
			t.Fatalf("after %d rung: wakes %v, %v", len(rung), at, ok)
		}
	}
	for id, n := range rung {
		if n != 1 {
			t.Errorf("%s rang %d times", id, n)
		}
	}
	if len(rung) != tasks {
		t.Errorf("%d rang, want %d", len(rung), tasks)
	}
}

// TestRecentForgetsTheOldest keeps the memory of commands bounded.
func TestRecentForgetsTheOldest(t *testing.T) {
	var r Recent
	for i := range 3 * MaxRecent {
		r = r.with(fmt.Sprintf("c%d", i))
		if !r.Has(fmt.Sprintf("c%d", i)) || len(r) > MaxRecent*markLen {
			t.Fatalf("after c%d: %d bytes", i, len(r))
		}
	}
	if !r.Has(fmt.Sprintf("c%d", 2*MaxRecent)) || r.Has(fmt.Sprintf("c%d", 2*MaxRecent-1)) {
		t.Error("the memory is not the last MaxRecent commands")
	}
}

func overTheWire(t *rapid.T, e Event, after State) Event {
	f, err := Tell("list", e, after, "")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	f, err = ParseFact(raw)
	if err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	back, err := f.Event()
	if err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	return back
}

// checkShelf holds what pages promise.
func checkShelf(t *rapid.T, s Shelf) {
	last, count, numbers := "", 0, map[uint32]bool{}
	for _, p := range s.Pages() {
		if len(p.Tasks) == 0 || len(p.Tasks) > pageSize || numbers[p.Number] || p.Number > s.LastPage() {
			t.Fatalf("page %d of %d tasks, last %d", p.Number, len(p.Tasks), s.LastPage())
		}
		numbers[p.Number] = true
		for _, task := range p.Tasks {
			if task.ID <= last {
				t.Fatalf("%s after %s", task.ID, last)
			}
			last, count = task.ID, count+1
		}
	}
	if count != s.Len() {
		t.Fatalf("%d tasks, says %d", count, s.Len())
	}
}
