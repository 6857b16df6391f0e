package talk

import (
	"slices"
	"testing"

	"github.com/errandapp/errand/actors/tasklist"
	u "github.com/errandapp/errand/apps/chat/understand"
)

// guess has readings done as chat does: it returns the answer, and whether
// the list changed.
func guess(s *shelf, shown []string, own bool, readings ...u.Reading) (Plan, string) {
	s.t.Helper()
	var open []tasklist.Task
	for t := range s.state.Live.All() {
		if !t.Done() {
			open = append(open, t)
		}
	}
	p := Guessed(Asked{Message: "m", Now: noon, Tasks: open, Whole: true, Recalled: Recalled{Shown: shown}}, readings, own)
	var reply tasklist.Reply
	for _, c := range p.Commands("m") {
		if p.Asked == "" {
			reply = s.do(noon, c)
		}
	}
	return p, p.Words(Several, reply)
}

func about(i u.Intent, s u.Slots, numbers ...int) u.Reading {
	s.Ref = &u.Ref{Numbers: numbers}
	return u.Reading{Intent: i, Slots: s}
}

const question = "\nSay “yes” to do it, or “no” to leave everything as it is."

func TestGuessed(t *testing.T) {
	shown := []string{"milk", "rent", "anna", "bank"}
	many := u.Reading{Intent: u.AddMany, Slots: u.Slots{Tasks: []u.Slots{{Title: "a"}, {Title: "b"}}}}
	six := u.Reading{Intent: u.AddMany, Slots: u.Slots{Tasks: []u.Slots{{Title: "a"}, {Title: "b"}, {Title: "c"}, {Title: "d"}, {Title: "e"}, {Title: "f"}}}}
	for _, c := range []struct {
		name     string
		own      bool
		readings []u.Reading
		asked    bool
		words    string
	}{
		{"one change", true, []u.Reading{about(u.Reschedule, u.Slots{DueDate: "2026-11-27"}, 2)}, false, "“Pay rent” is now due Friday 27 Nov."},
		{"one change, in other words", false, []u.Reading{about(u.Reschedule, u.Slots{DueDate: "2026-11-27", DueTime: "09:00"}, 2)}, true,
			"That would\n• make “Pay rent” (Friday 20 Nov) due Friday 27 Nov, 09:00" + question},
		{"two tasks", true, []u.Reading{about(u.Complete, u.Slots{}, 1, 3)}, true,
			"That would\n• mark “Buy milk” (today, 17:00) as done\n• mark “Call Anna” as done" + question},
		{"one deletion", true, []u.Reading{about(u.Delete, u.Slots{}, 3)}, true, "That would\n• delete “Call Anna”" + question},
		{"some new", true, []u.Reading{many}, false, "Added “a”. Added “b”."},
		{"many new", true, []u.Reading{six}, true, "That would\n• add “a”\n• add “b”\n• add “c”\n• add “d”\n• add “e”\n• add “f”" + question},
		{"new and changed", true, []u.Reading{
			{Intent: u.Add, Slots: u.Slots{Title: "x", DueDate: "2026-11-25", DueTime: "08:00", RRule: "FREQ=DAILY", Labels: []string{"y"}, Notes: "note well"}},
			about(u.Note, u.Slots{Notes: "two litres"}, 1), about(u.Tag, u.Slots{Labels: []string{"shop"}}, 1), about(u.Untag, u.Slots{Labels: []string{"z"}}, 1),
			about(u.Prioritize, u.Slots{Priority: 1}, 1), about(u.Move, u.Slots{Project: "home"}, 1), about(u.Rename, u.Slots{Title: "Oat milk"}, 1),
			about(u.Remind, u.Slots{Reminders: []u.Reminder{{OffsetMin: 60}}}, 1), about(u.Repeat, u.Slots{RRule: "FREQ=WEEKLY"}, 2),
			about(u.Reschedule, u.Slots{ClearDue: true}, 4),
		}, true, "That would\n• add “x” — tomorrow, 08:00, every day, #y, with the note “note well”\n• note on “Buy milk” (today, 17:00): “two litres”\n" +
			"• give “Buy milk” (today, 17:00) #shop\n• take #z from “Buy milk” (today, 17:00)\n• make “Buy milk” (today, 17:00) urgent\n" +
			"• put “Buy milk” (today, 17:00) into the project “home”\n• rename “Buy milk” (today, 17:00) to “Oat milk”\n" +
			"• remind you of “Buy milk” (today, 17:00) 1 hour before\n• repeat “Pay rent” (Friday 20 Nov) every week on Friday\n" +
			"• take the due date of “Call the bank” (Monday 4 Jan 2027, 09:30) away" + question},
	} {
		s := newShelf(t)
		before := s.state.Version
		p, words := guess(s, shown, c.own, c.readings...)
		if (p.Asked != "") != c.asked || words != c.words || (s.state.Version > before) == c.asked {
			t.Errorf("%s: version %d to %d, asked %v\n got %s\nwant %s", c.name, before, s.state.Version, p.Asked != "", words, c.words)
		}
	}
}

// A task that has gone since the model was shown it: nothing is done of all.
func TestGuessedIsDoneAsAWhole(t *testing.T) {
	s := newShelf(t)
	s.must("gone", tasklist.RemoveTask{ID: "anna"})
	before := s.state.Version
	_, words := guess(s, []string{"milk", "anna"}, true, about(u.Tag, u.Slots{Labels: []string{"x"}}, 1), about(u.Complete, u.Slots{}, 2))
	if words != "That task is not on your list any more." || s.state.Version != before {
		t.Errorf("got %s, version %d to %d", words, before, s.state.Version)
	}
}

// What is kept of a question, a yes does, in the words of each step.
func TestGuessedIsKept(t *testing.T) {
	s := newShelf(t)
	p, _ := guess(s, []string{"milk", "anna"}, true, about(u.Delete, u.Slots{}, 2), about(u.Prioritize, u.Slots{Priority: 1}, 1))
	raw, err := p.Draft(Several)
	if err != nil {
		t.Fatal(err)
	}
	kept, intent, err := ReadDraft(raw, noon)
	if err != nil {
		t.Fatal(err)
	}
	c := kept.Commands("m")[0]
	if got, want := kept.Words(intent, s.do(noon, c)), "Deleted “Call Anna”. “Buy milk” is urgent now."; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if _, there := s.state.Task("anna"); there || !slices.Equal(idsOf(kept.About), []string{"anna", "milk"}) {
		t.Errorf("anna is there: %v; about %v", there, idsOf(kept.About))
	}
}

// A task that takes others with it is several.
func TestGuessedWithWhatIsBelow(t *testing.T) {
	s := newShelf(t)
	s.must("below", tasklist.AddTask{ID: "oat", Content: tasklist.Content{Title: "Oat milk"}, Parent: "milk"})
	before := s.state.Version
	p, words := guess(s, []string{"milk"}, true, about(u.Complete, u.Slots{}, 1))
	if want := "That would\n• mark “Buy milk” (today, 17:00) as done, with the task below it" + question; words != want || p.Asked == "" || s.state.Version != before {
		t.Errorf("got %s, want %s", words, want)
	}
}
