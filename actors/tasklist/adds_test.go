package tasklist

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// What is added to notes and reminders is added to those that are there when
// the command is decided, of every occurrence to come.
func TestAnEditAdds(t *testing.T) {
	ten, hour := 10, 60
	add := func(t *testing.T, s State, v EditTask) Task {
		t.Helper()
		v.ID = "a"
		s, _ = must(t, s, "edit", v, monday)
		task, _ := s.Task("a")
		return task
	}
	with := func(c Content) State {
		c.Title = "A"
		s, _ := must(t, State{}, "add", AddTask{ID: "a", Content: c, Due: &Due{Date: "2026-11-30", TimeZone: "UTC"}}, monday)
		return s
	}
	for _, c := range []struct{ before, more, want string }{
		{"", "x", "x"}, {"x", "", "x"}, {"x", "x", "x\nx"}, {"x\n\n", "y", "x\ny"},
	} {
		if got := add(t, with(Content{Notes: c.before}), EditTask{AddNotes: c.more}).Notes; got != c.want {
			t.Errorf("%q and %q: got %q, want %q", c.before, c.more, got, c.want)
		}
	}
	at := monday.Add(time.Hour)
	had := []Reminder{{BeforeMin: &ten}, {NagMin: 30}, {At: at}}
	for name, c := range map[string]struct{ more, want []Reminder }{
		"another":      {[]Reminder{{BeforeMin: &hour}}, append(had[:3:3], Reminder{BeforeMin: &hour})},
		"the same":     {[]Reminder{{BeforeMin: &ten}, {At: at.Add(time.Millisecond)}, {NagMin: 30}}, []Reminder{had[0], had[2], had[1]}},
		"nags faster":  {[]Reminder{{NagMin: 5}}, []Reminder{had[0], had[2], {NagMin: 5}}},
		"same of many": {[]Reminder{{BeforeMin: &hour}, {BeforeMin: &hour}}, append(had[:3:3], Reminder{BeforeMin: &hour})},
	} {
		if diff := cmp.Diff(c.want, add(t, with(Content{Reminders: had}), EditTask{AddReminders: c.more}).Reminders); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// What is added keeps the bounds that the whole has.
func TestAnEditAddsWithinBounds(t *testing.T) {
	var all []Reminder
	for i := range MaxReminders {
		all = append(all, Reminder{BeforeMin: &i})
	}
	more := MaxReminders
	s, _ := must(t, State{}, "add", AddTask{
		ID: "a", Content: Content{Title: "A", Notes: strings.Repeat("x", MaxNotes-2), Reminders: all}, Due: &Due{Date: "2026-11-30", TimeZone: "UTC"},
	}, monday)
	refusedWith(t, s, EditTask{ID: "a", AddNotes: "xx"}, monday, CodeNotesTooLong)
	refusedWith(t, s, EditTask{ID: "a", AddNotes: "\xff"}, monday, CodeBadText)
	refusedWith(t, s, EditTask{ID: "a", AddReminders: []Reminder{{BeforeMin: &more}}}, monday, CodeTooManyRemind)
	refusedWith(t, s, EditTask{ID: "a", AddReminders: []Reminder{{}}}, monday, CodeTooManyRemind)
	s, _ = must(t, s, "edit", EditTask{ID: "a", AddNotes: "x", AddReminders: all[:1]}, monday)
	if task, _ := s.Task("a"); len(task.Notes) != MaxNotes || len(task.Reminders) != MaxReminders {
		t.Errorf("%d bytes and %d reminders", len(task.Notes), len(task.Reminders))
	}
}
