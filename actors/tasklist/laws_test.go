package tasklist

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// dump is a state as text, so that any change to it shows.
func dump(s State) string {
	raw, err := json.Marshal(struct {
		Version                    uint64
		Live, Waiting, Done, Trash []Task
		Recent                     []byte
		Undo                       []*Entry
		Undone                     []uint64
		Settings                   Settings
	}{s.Version, slices.Collect(s.Live.All()), slices.Collect(s.Waiting.All()), slices.Collect(s.Done.All()),
		slices.Collect(s.Trash.All()), s.Recent.Tail(), s.History.Entries(), s.History.Undone(), s.Settings})
	if err != nil {
		panic(err)
	}
	return string(raw)
}

func TestLaws(t *testing.T) {
	reach := reach{}
	defer reach.check(t)
	rapid.Check(t, func(t *rapid.T) {
		var state State
		told := State{} // folded from facts as they are on the wire
		now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		steps := 20 + gen{T: t}.pick(60, "steps")
		for i := range steps {
			now = now.Add(later(t))
			c := Command{ID: fmt.Sprintf("c%d", i), Verb: gen{T: t, s: state, now: now, step: i, reuse: true}.verb()}
			before := dump(state)
			events, err := Decide(state, c, now)
			reach.saw(c.Verb, events, err)
			var refusal *Refusal
			if err != nil && !errors.As(err, &refusal) {
				t.Fatalf("%+v: %v is no refusal", c, err)
			}
			if err != nil && len(events) > 0 {
				t.Fatalf("%+v: refused, with events", c)
			}
			next := state
			for n, e := range events {
				if e.Version != state.Version+uint64(n)+1 {
					t.Fatalf("%+v: version %d after %d", c, e.Version, state.Version)
				}
				next = Evolve(next, e)
				told = Evolve(told, overTheWire(t, e, next))
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
			checkState(t, state)
			checkUndo(t, state, c, before, len(events), now)
		}
	})
}

// checkState holds what is always so of a list.
func checkState(t *rapid.T, s State) {
	checkShelf(t, s.Live)
	checkShelf(t, s.Waiting)
	checkArchive(t, s.Done)
	checkArchive(t, s.Trash)
	seen, waits := map[string]bool{}, map[string]bool{}
	var wake time.Time
	for name, tasks := range map[string]iter.Seq[Task]{"live": s.Live.All(), "waiting": s.Waiting.All(), "done": s.Done.All(), "trash": s.Trash.All()} {
		for x := range tasks {
			if seen[x.ID] {
				t.Fatalf("%s is there twice", x.ID)
			}
			seen[x.ID] = true
			where := "live"
			switch {
			case !x.RemovedAt.IsZero():
				where = "trash"
			case x.Waiting():
				where = "waiting"
			case x.Done() && !s.lives(x.Parent):
				where = "done"
			}
			if name != where {
				t.Fatalf("%s is %s, and belongs to %s", x.ID, name, where)
			}
			if name == "live" && x.Parent != "" && !s.lives(x.Parent) {
				t.Fatalf("%s is a part of %s, which is not there", x.ID, x.Parent)
			}
			if name == "live" && s.depth(x.ID) > MaxDepth {
				t.Fatalf("%s is too deep", x.ID)
			}
			if parent, ok := s.Live.Get(x.Parent); name == "live" && ok && parent.Done() && !x.Done() {
				t.Fatalf("%s is open, and a part of %s, which is done", x.ID, x.Parent)
			}
			if (x.Done() || name == "trash") && !x.RingAt.IsZero() {
				t.Fatalf("%s is done or removed, and rings", x.ID)
			}
			if name == "waiting" && (waits[x.Repeat.Series] || x.Done() || !x.Repeat.Strict) {
				t.Fatalf("%s waits, and is done, or not alone in its series", x.ID)
			}
			if name == "waiting" {
				waits[x.Repeat.Series] = true
			}
			if x.Repeat != nil && x.Due == nil {
				t.Fatalf("%s repeats without a due date", x.ID)
			}
			switch name {
			case "live":
				wake = earlier(wake, s.Settings.held(x.RingAt))
			case "waiting":
				wake = earlier(wake, x.Repeat.OpensAt)
			case "trash":
				wake = earlier(wake, purgeAt(x.RemovedAt))
			}
		}
	}
	// The wake is never later than a moment at which there is something to do.
	if at, _ := NextWake(s); !at.Equal(wake) {
		t.Fatalf("wakes %v, want %v", at, wake)
	}
	for _, n := range s.History.Undone() {
		if !slices.Contains(s.History.Missing(), n) && !slices.ContainsFunc(s.History.Entries(), func(x *Entry) bool { return x.Number == n }) {
			t.Fatalf("command %d was taken back, and is forgotten", n)
		}
	}
	if n := len(s.History.Entries()); n > MaxUndo {
		t.Fatalf("%d commands can be taken back", n)
	}
}

// checkUndo takes the command back, and does it again: both are as they were.
func checkUndo(t *rapid.T, s State, c Command, before string, events int, now time.Time) {
	switch c.Verb.(type) {
	case Undo, Redo, RingDue, ChangeSettings:
		return
	}
	if events == 0 {
		return
	}
	undone := fold(t, s, Command{ID: c.ID + "-undo", Verb: Undo{}}, now)
	if diff := cmp.Diff(unrung(bare(t, before), bare(t, dump(undone)), now)); diff != "" {
		t.Fatalf("%+v taken back (-before +now):\n%s", c, diff)
	}
	again := fold(t, undone, Command{ID: c.ID + "-redo", Verb: Redo{}}, now)
	if diff := cmp.Diff(unrung(bare(t, dump(s)), bare(t, dump(again)), now)); diff != "" {
		t.Fatalf("%+v done again (-before +now):\n%s", c, diff)
	}
	checkState(t, undone)
	checkState(t, again)
}

func fold(t *rapid.T, s State, c Command, now time.Time) State {
	events, err := Decide(s, c, now)
	if err != nil {
		t.Fatalf("%+v: %v", c, err)
	}
	return Fold(s, events)
}

// bare are the tasks of a dump, by id, without what every event changes.
func bare(t *rapid.T, dumped string) map[string]any {
	var d struct{ Live, Waiting, Done, Trash []map[string]any }
	if err := json.Unmarshal([]byte(dumped), &d); err != nil {
		t.Fatal(err)
	}
	all := map[string]any{}
	for _, tasks := range [][]map[string]any{d.Live, d.Waiting, d.Done, d.Trash} {
		for _, x := range tasks {
			delete(x, "revision")
			delete(x, "updatedAt")
			all[x["id"].(string)] = x
		}
	}
	return all
}

// unrung leaves rings out that have passed by now: they do not come again.
func unrung(want, got map[string]any, now time.Time) (any, any) {
	for id, x := range want {
		task := x.(map[string]any)
		ring, ok := task["ringAt"].(string)
		at, err := time.Parse(time.RFC3339, ring)
		if ok && err == nil && at.Before(now.Add(-ringGrace)) {
			delete(task, "ringAt")
			if other, ok := got[id].(map[string]any); ok {
				delete(other, "ringAt")
			}
		}
	}
	return want, got
}

// checkArchive holds what pages of an archive promise.
func checkArchive(t *rapid.T, a Archive) {
	first, last := a.Span()
	if got, want := len(a.Pages())+a.Missing(), int(last)+1-int(first); got != want {
		t.Fatalf("%d pages of %d to %d", got, first, last)
	}
	count := 0
	for i, p := range a.Pages() {
		if p.Number != first+uint32(a.Missing()+i) || len(p.Tasks) > archivePage {
			t.Fatalf("page %d at place %d, %d tasks", p.Number, i, len(p.Tasks))
		}
		count += len(p.Tasks)
	}
	if a.Missing() == 0 && count != a.Len() {
		t.Fatalf("%d tasks, says %d", count, a.Len())
	}
}

// TestRingDrains rings until nothing is due, however much it is.
func TestRingDrains(t *testing.T) {
	var s State
	due := Due{Date: "2026-03-01", Time: "08:00", TimeZone: "UTC"}
	start := time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC)
	const tasks = 3*MaxRing + 7
	for i := range tasks {
		events, err := Decide(s, Command{ID: fmt.Sprintf("a%d", i), Verb: AddTask{ID: fmt.Sprintf("t%04d", i), Content: Content{Title: "t"}, Due: &due}}, start)
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
		if len(events) > MaxRing {
			t.Fatalf("%d rang at once", len(events))
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

// TestRecentKeepsADay: a command is remembered for a day at least, and not
// for ever.
func TestRecentKeepsADay(t *testing.T) {
	var r Recent
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	const perDay = 3000
	for i := range 3 * perDay {
		now = now.Add(24 * time.Hour / perDay)
		r = r.with(fmt.Sprint("c", i), now)
		if len(r.Tail()) > (blockMarks+1)*markLen {
			t.Fatalf("after c%d: %d bytes in the head", i, len(r.Tail()))
		}
		if old := i - perDay + 1; old >= 0 && !r.Has(fmt.Sprint("c", old)) {
			t.Fatalf("after c%d: c%d is forgotten", i, old)
		}
	}
	if r.Has("c0") || len(r.Blocks()) > perDay/blockMarks+2 {
		t.Errorf("%d blocks are kept", len(r.Blocks()))
	}
	var blocks []MarkBlock
	for _, b := range r.Blocks() {
		blocks = append(blocks, MarkBlock{Number: b.Number, At: b.At, Marks: b.Marks})
	}
	if again := NewRecent(r.Tail(), blocks, r.Next()); !again.Has(fmt.Sprint("c", 2*perDay+1)) || again.Has("other") {
		t.Error("saved and read, it remembers otherwise")
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

// TestUndoAllTheWay takes everything back, one command after the other, until
// the list is as it began, and does it all again.
func TestUndoAllTheWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s State
		now := time.Date(2026, 1, 1, 8, 0, 0, 0, time.UTC)
		var states []State
		for i := range 40 {
			verb := gen{T: t, s: s, now: now, step: i}.verb()
			switch verb.(type) {
			case Undo, Redo, RingDue, ChangeSettings:
				continue
			}
			events, err := Decide(s, Command{ID: fmt.Sprintf("c%d", i), Verb: verb}, now)
			if err == nil && len(events) > 0 {
				states = append(states, s)
				s = Fold(s, events)
			}
		}
		states = append(states, s)
		same := func(what string, i int) {
			if diff := cmp.Diff(bare(t, dump(states[i])), bare(t, dump(s))); diff != "" {
				t.Fatalf("%s to %d (-before +now):\n%s", what, i, diff)
			}
			checkState(t, s)
		}
		for i := len(states) - 2; i >= 0; i-- {
			s = fold(t, s, Command{ID: fmt.Sprintf("undo%d", i), Verb: Undo{}}, now)
			same("taken back", i)
		}
		for i := 1; i < len(states); i++ {
			s = fold(t, s, Command{ID: fmt.Sprintf("redo%d", i), Verb: Redo{}}, now)
			same("done again", i)
		}
	})
}
