package talk

import (
	"fmt"
	"testing"

	"github.com/errandapp/errand/actors/tasklist"
	u "github.com/errandapp/errand/apps/chat/understand"
)

// What one message did the next ones see.
func TestStories(t *testing.T) {
	type said struct {
		r    u.Reading
		want string
	}
	for name, story := range map[string][]said{
		"a task that repeats": {
			{u.Reading{Intent: u.Add, Slots: u.Slots{Title: "Gym", DueDate: "2026-11-24", DueTime: "18:00", RRule: "FREQ=WEEKLY;BYDAY=TU"}}, "Added “Gym” — today, 18:00, every week on Tuesday."},
			{u.Reading{Intent: u.List, Slots: u.Slots{Recurring: new(true)}}, "You have 1 open task:\n1. Gym — today, 18:00, every week on Tuesday"},
			{u.Reading{Intent: u.Reschedule, Slots: u.Slots{Ref: ref("gym"), DueDate: "2026-11-25"}}, "“Gym” is now due tomorrow, 18:00. Only this time: it still repeats every week on Tuesday."},
			{u.Reading{Intent: u.Complete, Slots: u.Slots{Ref: ref("gym")}}, "Done: “Gym”. Next time: Tuesday 1 Dec, 18:00."},
			{u.Reading{Intent: u.Undo}, "Undone: “Gym” (tomorrow, 18:00) is as before, and 1 task has gone from your list."},
			{u.Reading{Intent: u.Repeat, Slots: u.Slots{Ref: ref("gym"), RRule: "FREQ=DAILY", DueDate: "2026-11-26"}}, "“Gym” now repeats every day; it is due Thursday 26 Nov, 18:00."},
			{u.Reading{Intent: u.Repeat, Slots: u.Slots{Ref: ref("gym")}}, "“Gym” no longer repeats."},
			{u.Reading{Intent: u.Undo}, "Undone: Gym — Thursday 26 Nov, 18:00, every day."},
			{u.Reading{Intent: u.Reschedule, Slots: u.Slots{Ref: ref("gym"), ClearDue: true}}, "“Gym” has no due date any more. Without one it does not repeat."},
		},
		"an end of a series": {
			{u.Reading{Intent: u.Add, Slots: u.Slots{Title: "Gym", DueDate: "2026-11-24", RRule: "FREQ=DAILY"}}, "Added “Gym” — today, every day. What has no time rings in the morning: it will from the next time on."},
			{u.Reading{Intent: u.Delete, Slots: u.Slots{Ref: ref("gym")}}, "Deleted “Gym”. It does not come again."},
			{u.Reading{Intent: u.Undo}, "Undone: Gym — today, every day."},
			{u.Reading{Intent: u.Redo}, "Done again: 1 task has gone from your list."},
		},
		"undo, and again": {
			{u.Reading{Intent: u.Add, Slots: u.Slots{Title: "Gym", DueDate: "2026-11-30", RRule: "FREQ=DAILY"}}, "Added “Gym” — Monday 30 Nov, every day."},
			{u.Reading{Intent: u.Complete, Slots: u.Slots{Ref: ref("gym")}}, "Done: “Gym”. Next time: Tuesday 1 Dec."},
			{u.Reading{Intent: u.Undo}, "Undone: “Gym” (Monday 30 Nov) is as before, and 1 task has gone from your list."},
			{u.Reading{Intent: u.Undo}, "Undone: 1 task has gone from your list."},
			{u.Reading{Intent: u.Redo}, "Done again: Gym — Monday 30 Nov, every day."},
		},
		"notes and labels": {
			{u.Reading{Intent: u.Note, Slots: u.Slots{Ref: ref("milk"), Notes: "2 l"}}, "Noted on “Buy milk”."},
			{u.Reading{Intent: u.Note, Slots: u.Slots{Ref: ref("milk"), Notes: "oat"}}, "Noted on “Buy milk”."},
			{u.Reading{Intent: u.Tag, Slots: u.Slots{Ref: ref("milk"), Labels: []string{"home"}}}, "“Buy milk” has #home now."},
			{u.Reading{Intent: u.Tag, Slots: u.Slots{Ref: ref("milk"), Labels: []string{"home"}}}, "“Buy milk” has #home already."},
			{u.Reading{Intent: u.List, Slots: u.Slots{Labels: []string{"HOME"}, Query: "buy home"}}, "You have 1 open task:\n1. Buy milk — today, 17:00, #home"},
			{u.Reading{Intent: u.Show, Slots: u.Slots{Ref: ref("milk")}}, "Buy milk — today, 17:00, #home, added yesterday. Notes:\n2 l\noat"},
			{u.Reading{Intent: u.Untag, Slots: u.Slots{Ref: ref("milk"), Labels: []string{"home"}}}, "“Buy milk” no longer has #home."},
			{u.Reading{Intent: u.Remind, Slots: u.Slots{Ref: ref("milk"), Reminders: []u.Reminder{{OffsetMin: 30}}}}, "I will remind you of “Buy milk” 30 minutes before."},
			{u.Reading{Intent: u.Remind, Slots: u.Slots{Ref: ref("milk"), Reminders: []u.Reminder{{OffsetMin: 0}, {OffsetMin: 30}}}}, "I will remind you of “Buy milk” 30 minutes before and when it is due."},
			{u.Reading{Intent: u.Remind, Slots: u.Slots{Ref: ref("milk")}}, "“Buy milk” has no reminders any more; it still rings when it is due."},
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShelf(t)
			for i, c := range story {
				if got, _ := s.talk(fmt.Sprintf("m%d", i), c.r); got != c.want {
					t.Errorf("%s %d:\n got %s\nwant %s", c.r.Intent, i, got, c.want)
				}
			}
		})
	}
}

// Sub-tasks go with their task, and that is said.
func TestSubTasksAreCounted(t *testing.T) {
	s := newShelf(t)
	for _, id := range []string{"pack", "book"} {
		s.must("under-"+id, tasklist.AddTask{ID: id, Parent: "anna", Content: tasklist.Content{Title: "Then " + id}})
	}
	for _, c := range []struct {
		intent u.Intent
		want   string
	}{
		{u.Show, "Call Anna, added yesterday, with 2 tasks below it."},
		{u.Complete, "Done: “Call Anna”, with the 2 tasks below it."},
		{u.Undo, "Undone: “Call Anna”, “Then book” and “Then pack”."},
		{u.Delete, "That would delete 1 task, with the 2 tasks below it:\n1. Call Anna\nSay “yes” to do it, or “no” to leave everything as it is."},
	} {
		if got, _ := s.talk("m-"+string(c.intent), u.Reading{Intent: c.intent, Slots: u.Slots{Ref: ref("call anna")}}); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.intent, got, c.want)
		}
	}
	if got, _ := s.talk("m-gone", u.Reading{Intent: u.Show, Slots: u.Slots{Ref: ref("then pack")}}); got != "Then pack, added yesterday, part of “Call Anna”." {
		t.Errorf("got %s", got)
	}
}

// A name is looked for among the open tasks first, and the done ones are read
// only when it is not there.
func TestDoneTasksAreReadOnlyWhenNeeded(t *testing.T) {
	s := newShelf(t)
	for name, short := range map[string]bool{"call anna": false, "old thing": true, "yacht": true} {
		a := Asked{Reading: u.Reading{Intent: u.Rename, Slots: u.Slots{Ref: ref(name), Title: "X"}}, Message: "m1", Now: noon}
		q, ask, err := Question(a, false)
		if err != nil || !ask || q.Status != tasklist.StatusOpen {
			t.Fatalf("asks %+v, %v, %v", q, ask, err)
		}
		s.look(&a, q)
		if got := Answer(a).Short; got != short {
			t.Errorf("%s: short is %v, want %v", name, got, short)
		}
	}
}
