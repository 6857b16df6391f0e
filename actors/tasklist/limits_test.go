package tasklist

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"
)

var monday = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// must follows a command that is not refused.
func must(t testing.TB, s State, id string, v Verb, now time.Time) (State, []Event) {
	t.Helper()
	events, err := Decide(s, Command{ID: id, Verb: v}, now)
	if err != nil {
		t.Fatalf("%s: %v", id, err)
	}
	return Fold(s, events), events
}

// refusedWith holds that a command is refused, by code.
func refusedWith(t testing.TB, s State, v Verb, now time.Time, code string) {
	t.Helper()
	events, err := Decide(s, Command{ID: "refused", Verb: v}, now)
	var r *Refusal
	if !errors.As(err, &r) || r.Code != code || len(events) > 0 {
		t.Errorf("%T: got %v and %d events, want the refusal %s", v, err, len(events), code)
	}
}

// listOf has n live tasks that are labelled x, made at once.
func listOf(n int) State {
	var tasks []Task
	for i := range n {
		tasks = append(tasks, Task{
			ID: fmt.Sprintf("t%05d", i), Content: Content{Title: "t", Labels: []string{"x"}}, Order: orderAt(monday, uint64(i)),
			Revision: uint64(i + 1), CreatedAt: monday, UpdatedAt: monday,
		})
	}
	return FromV1(uint64(n), nil, tasks)
}

// TestFullList holds that a full list takes no more by any way, also not by
// itself, and that it can be emptied.
func TestFullList(t *testing.T) {
	s := listOf(MaxTasks - 3)
	due := Due{Date: "2026-11-23", TimeZone: "UTC"}
	s, _ = must(t, s, "gone", AddTask{ID: "gone", Content: Content{Title: "gone"}}, monday)
	s, _ = must(t, s, "remove", RemoveTask{ID: "gone"}, monday)
	s, _ = must(t, s, "done", CompleteTask{ID: "t00000"}, monday)
	s, _ = must(t, s, "strict", AddTask{ID: "strict", Content: Content{Title: "s"}, Due: &due, Recurrence: &Recurrence{Rule: "FREQ=DAILY", Strict: true}}, monday)
	for i := s.Live.Len(); i < MaxTasks; i++ {
		s, _ = must(t, s, fmt.Sprint("a", i), AddTask{ID: fmt.Sprint("a", i), Content: Content{Title: "a"}}, monday)
	}
	refusedWith(t, s, AddTask{ID: "more", Content: Content{Title: "more"}}, monday, CodeListFull)
	refusedWith(t, s, RestoreTask{ID: "gone"}, monday, CodeListFull)
	refusedWith(t, s, ReopenTask{ID: "t00000"}, monday, CodeListFull)
	s, _ = must(t, s, "ring", RingDue{}, monday.AddDate(0, 0, 1))
	if s.Live.Len() != MaxTasks || s.Waiting.Len() != 1 {
		t.Errorf("%d tasks and %d that wait, want %d and 1", s.Live.Len(), s.Waiting.Len(), MaxTasks)
	}
	if at, _ := NextWake(s); !at.After(monday.AddDate(0, 0, 1)) {
		t.Errorf("it wakes %v, again and again", at)
	}
	s, _ = must(t, s, "room", RemoveTask{ID: "a49999"}, monday)
	must(t, s, "fits", RestoreTask{ID: "gone"}, monday)
}

// TestTooMuch holds that what is too much for one command is refused whole.
func TestTooMuch(t *testing.T) {
	s := listOf(0)
	s, _ = must(t, s, "top", AddTask{ID: "top", Content: Content{Title: "top"}}, monday)
	for i := range MaxEvents {
		s, _ = must(t, s, fmt.Sprint("a", i), AddTask{ID: fmt.Sprint("a", i), Parent: "top", Content: Content{Title: "a", Labels: []string{"x"}}}, monday)
	}
	refusedWith(t, s, CompleteTask{ID: "top"}, monday, CodeTooMuch)
	refusedWith(t, s, RemoveTask{ID: "top"}, monday, CodeTooMuch)
	s, _ = must(t, s, "one-less", CompleteTask{ID: "a0"}, monday)
	s, events := must(t, s, "fits", CompleteTask{ID: "top"}, monday)
	if len(events) != MaxEvents || s.Live.Len() != 0 {
		t.Errorf("%d events, %d left", len(events), s.Live.Len())
	}
}

// TestBulkGoesOn holds that a bulk does MaxBulk tasks at a time, also where
// those that are done already still match, and leaves whole what does not fit.
func TestBulkGoesOn(t *testing.T) {
	priority := High
	for _, v := range []Verb{
		Bulk{Filter: "#x", Do: EditTask{Priority: &priority}}, Bulk{Filter: "#x", Do: CompleteTask{}},
		Bulk{Filter: "#x", Do: RemoveTask{}}, RenameLabel{From: "x", To: "y"},
	} {
		s := listOf(2*MaxBulk + 7)
		for i, want := range []int{MaxBulk, MaxBulk, 7, 0} {
			c := Command{ID: fmt.Sprint("c", i), Verb: v}
			more := More(s, c, monday)
			var events []Event
			s, events = must(t, s, c.ID, v, monday)
			if len(events) != want || more != (i < 2) {
				t.Fatalf("%T, time %d: %d events, more %v", v, i, len(events), more)
			}
		}
	}
	// Each of these makes four events: 125 of them fit.
	s := listOf(0)
	due := Due{Date: "2026-11-23", TimeZone: "UTC"}
	for i := range 150 {
		id := fmt.Sprintf("t%03d", i)
		s, _ = must(t, s, id, AddTask{ID: id, Content: Content{Title: "t", Labels: []string{"x"}}, Due: &due, Recurrence: &Recurrence{Rule: "FREQ=WEEKLY"}}, monday)
		s, _ = must(t, s, id+"b", AddTask{ID: id + "b", Parent: id, Content: Content{Title: "b"}}, monday)
	}
	bulk := Bulk{Filter: "#x & today", Do: CompleteTask{}}
	more := More(s, Command{ID: "bulk", Verb: bulk}, monday)
	s, events := must(t, s, "bulk", bulk, monday)
	if !more || len(events) != MaxEvents || s.Done.Len() != 250 {
		t.Errorf("more %v, %d events, %d done", more, len(events), s.Done.Len())
	}
	if s, events = must(t, s, "bulk2", bulk, monday); len(events) != 100 || s.Done.Len() != 300 {
		t.Errorf("then %d events, %d done", len(events), s.Done.Len())
	}
}

// TestUndoReachesAHundred holds the bound of the history.
func TestUndoReachesAHundred(t *testing.T) {
	var s State
	for i := range MaxUndo + 5 {
		s, _ = must(t, s, fmt.Sprint("c", i), AddTask{ID: fmt.Sprint("t", i), Content: Content{Title: "t"}}, monday)
	}
	for i := range MaxUndo {
		s, _ = must(t, s, fmt.Sprint("u", i), Undo{}, monday)
	}
	refusedWith(t, s, Undo{}, monday, CodeNothingToUndo)
	refusedWith(t, s, Undo{Command: "c4"}, monday, CodeNothingToUndo)
	if s.Live.Len() != 5 {
		t.Errorf("%d left, want 5", s.Live.Len())
	}
	for i := range MaxUndo {
		s, _ = must(t, s, fmt.Sprint("r", i), Redo{}, monday)
	}
	refusedWith(t, s, Redo{}, monday, CodeNothingToRedo)
	if s.Live.Len() != MaxUndo+5 {
		t.Errorf("%d back, want %d", s.Live.Len(), MaxUndo+5)
	}
}

// TestRingStaysSmall holds that one ring makes a bounded number of facts,
// however many occurrences open with however many parts, and that it ends.
func TestRingStaysSmall(t *testing.T) {
	var s State
	due := Due{Date: "2026-11-23", TimeZone: "UTC"}
	s, _ = must(t, s, "top", AddTask{ID: "top", Content: Content{Title: "top"}, Due: &due, Recurrence: &Recurrence{Rule: "FREQ=DAILY;COUNT=4", Strict: true}}, monday)
	for i := range 450 {
		s, _ = must(t, s, fmt.Sprint("a", i), AddTask{ID: fmt.Sprint("a", i), Parent: "top", Content: Content{Title: "a"}}, monday)
	}
	for i := range 50 {
		id := fmt.Sprint("s", i)
		s, _ = must(t, s, id, AddTask{ID: id, Content: Content{Title: "s"}, Due: &due, Recurrence: &Recurrence{Rule: "FREQ=DAILY;COUNT=10", Strict: true}}, monday)
	}
	now := monday.AddDate(0, 1, 0)
	for i := 0; ; i++ {
		at, ok := NextWake(s)
		if !ok || at.After(now) {
			break
		}
		if i == 100 {
			t.Fatal("it does not end")
		}
		var events []Event
		if s, events = must(t, s, fmt.Sprint("r", i), RingDue{}, now); len(events) == 0 {
			t.Fatal("it wakes, and has nothing to do")
		}
		if len(events) > MaxRing+2*maxBelow+3 {
			t.Fatalf("%d events in one ring", len(events))
		}
	}
	if s.Waiting.Len() != 0 {
		t.Errorf("%d wait for ever", s.Waiting.Len())
	}
	open := 0
	for x := range s.Live.All() {
		if x.Parent == "" {
			open++
		}
	}
	if open != 4+50*10 {
		t.Errorf("%d have opened, want %d", open, 4+50*10)
	}
}

// TestMoveToTheEnd holds that new tasks come after one that was moved there.
func TestMoveToTheEnd(t *testing.T) {
	s := listOf(3)
	s, _ = must(t, s, "m", MoveTask{ID: "t00000", After: "t00002"}, monday)
	s, _ = must(t, s, "a", AddTask{ID: "new", Content: Content{Title: "new"}}, monday)
	moved, _ := s.Task("t00000")
	last, _ := s.Task("t00002")
	added, _ := s.Task("new")
	if last.Order >= moved.Order || moved.Order >= added.Order {
		t.Errorf("%s, %s, %s are out of order", last.Order, moved.Order, added.Order)
	}
}

// BenchmarkDecide is what a decision and its fold cost by the length of the
// list, with 5,000 done.
func BenchmarkDecide(b *testing.B) {
	due := Due{Date: "2026-11-23", TimeZone: "UTC"}
	for _, n := range []int{10, 1_000, 10_000} {
		s := listOf(n)
		s, _ = must(b, s, "add", AddTask{ID: "daily", Content: Content{Title: "t"}, Due: &due, Recurrence: &Recurrence{Rule: "FREQ=DAILY"}}, monday)
		s.Done = s.Done.Slim()
		for _, verb := range []Verb{AddTask{ID: "z", Content: Content{Title: "t"}}, CompleteTask{ID: "daily"}, RenameTask{ID: "t00005", Title: "x"}, RingDue{}} {
			b.Run(fmt.Sprintf("%s/%d", MethodOf(verb), n), func(b *testing.B) {
				for b.Loop() {
					events, err := Decide(s, Command{ID: "c", Verb: verb}, monday)
					if err != nil {
						b.Fatal(err)
					}
					NextWake(Fold(s, events))
				}
			})
		}
	}
}

// TestRedoByName does the last undo again, and no other one.
func TestRedoByName(t *testing.T) {
	s := State{}
	for _, id := range []string{"a", "b"} {
		s, _ = must(t, s, "add-"+id, AddTask{ID: id, Content: Content{Title: id}}, monday)
	}
	if got, want := s.History.CanUndo(), []string{"add-b", "add-a"}; !slices.Equal(got, want) {
		t.Errorf("can be taken back: %q, want %q", got, want)
	}
	for i := range 2 {
		s, _ = must(t, s, fmt.Sprint("u", i), Undo{}, monday)
	}
	if got, want := s.History.CanRedo(), []string{"add-a", "add-b"}; !slices.Equal(got, want) {
		t.Errorf("can be done again: %q, want %q", got, want)
	}
	refusedWith(t, s, Redo{Command: "add-b"}, monday, CodeNothingToRedo)
	s, _ = must(t, s, "r0", Redo{Command: "add-a"}, monday)
	s, _ = must(t, s, "r1", Redo{Command: "add-b"}, monday)
	if s.Live.Len() != 2 || len(s.History.CanRedo()) != 0 {
		t.Errorf("%d back, and to be done again: %q", s.Live.Len(), s.History.CanRedo())
	}
}

// TestUndoLeavesNoPartBehind: a task is not taken away from below a part of
// it, be that done.
func TestUndoLeavesNoPartBehind(t *testing.T) {
	s, _ := must(t, State{}, "trip", AddTask{ID: "trip", Content: Content{Title: "Trip"}}, monday)
	s, _ = must(t, s, "pack", AddTask{ID: "pack", Parent: "trip", Content: Content{Title: "Pack"}}, monday)
	refusedWith(t, s, Undo{Command: "trip"}, monday, CodeUndoBlocked)
	s, _ = must(t, s, "done", CompleteTask{ID: "pack"}, monday)
	refusedWith(t, s, Undo{Command: "trip"}, monday, CodeUndoBlocked)
	for range 3 { // in order all of it goes
		s, _ = must(t, s, fmt.Sprint("u", s.Version), Undo{}, monday)
	}
	if s.Live.Len()+s.Done.Len() != 0 {
		t.Errorf("%d live and %d done are left", s.Live.Len(), s.Done.Len())
	}
}
