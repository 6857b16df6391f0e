package talk

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/actors/tasklist"
	u "github.com/errandapp/errand/apps/chat/understand"
)

// noon is a Tuesday in Berlin.
var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, berlin())

func berlin() *time.Location {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		panic(err)
	}
	return zone
}

// shelf is a list by the real rules, made on Monday.
type shelf struct {
	t     *testing.T
	state tasklist.State
	n     int
}

func (s *shelf) do(at time.Time, id string, v tasklist.Verb) Outcome {
	events, err := tasklist.Decide(s.state, tasklist.Command{ID: id, Verb: v}, at)
	if refusal, ok := err.(*tasklist.Refusal); ok {
		return Outcome{Refusal: refusal}
	}
	s.state = tasklist.Fold(s.state, events)
	out := Outcome{Events: len(events)}
	if t, ok := s.state.Task(tasklist.TaskOf(v)); ok {
		out.Task = &t
	}
	return out
}

func (s *shelf) add(id, title, date, clock string) {
	s.n++
	v := tasklist.AddTask{ID: id, Content: tasklist.Content{Title: title}}
	if date != "" {
		v.Due = &tasklist.Due{Date: date, Time: clock, TimeZone: "Europe/Berlin"}
	}
	if out := s.do(noon.AddDate(0, 0, -1).Add(time.Duration(s.n)*time.Second), "add-"+id, v); out.Refusal != nil {
		s.t.Fatal(out.Refusal)
	}
}

func newShelf(t *testing.T) *shelf {
	s := &shelf{t: t}
	s.add("milk", "Buy milk", "2026-11-24", "17:00")
	s.add("rent", "Pay rent", "2026-11-20", "")
	s.add("anna", "Call Anna", "", "")
	s.add("bank", "Call the bank", "2027-01-04", "09:30")
	s.add("old", "Old thing", "", "")
	s.do(noon.AddDate(0, 0, -1).Add(time.Hour), "done-old", tasklist.CompleteTask{ID: "old"})
	return s
}

// talk answers a reading on the shelf, like the chat app does.
func (s *shelf) talk(message string, r u.Reading) (string, Plan) {
	a := Asked{Reading: r, Message: message, Now: noon}
	if need := Needs(r); need != Nothing {
		for t := range s.state.Live.All() {
			a.Tasks = append(a.Tasks, t)
		}
		if need == All {
			for t := range s.state.Done.All() {
				a.Tasks = append(a.Tasks, t)
			}
		}
	}
	slices.SortFunc(a.Tasks, func(x, y tasklist.Task) int { return x.CreatedAt.Compare(y.CreatedAt) })
	for i := range Refers(r) {
		a.Decided = append(a.Decided, s.state.Recent.Has(CommandID(message, i)))
	}
	plan := Answer(a)
	var outcomes []Outcome
	for _, step := range plan.Steps {
		outcomes = append(outcomes, s.do(noon, step.ID, step.Verb))
	}
	return plan.Words(outcomes), plan
}

func ref(text string) *u.Ref { return &u.Ref{Text: text} }

func TestWords(t *testing.T) {
	yes := true
	for _, c := range []struct {
		name string
		r    u.Reading
		want string
		done string // what was sent to the list
	}{
		{"add", u.Reading{Intent: u.Add, Slots: u.Slots{Title: "Oat flakes", DueDate: "2026-12-04", DueTime: "17:00", Priority: 2, Labels: []string{"home"}}},
			"Added “Oat flakes” — Friday 4 Dec, 17:00, high priority, #home.", "AddTask"},
		{"add without more", u.Reading{Intent: u.Add, Slots: u.Slots{Title: "Oats"}}, "Added “Oats”.", "AddTask"},
		{"add for today", u.Reading{Intent: u.Add, Slots: u.Slots{Title: "Oats", DueDate: "2026-11-24"}}, "Added “Oats” — today. Without a time it rings in the morning, which has passed, so it will not ring.", "AddTask"},
		{"add for yesterday", u.Reading{Intent: u.Add, Slots: u.Slots{Title: "Oats", DueDate: "2026-11-23", DueTime: "08:00"}}, "Added “Oats” — yesterday, 08:00. That has passed, so it will not ring.", "AddTask"},
		{"add what repeats", u.Reading{Intent: u.Add, Slots: u.Slots{Title: "Oats", DueDate: "2026-11-25", RRule: "FREQ=DAILY", Project: "food", DurationMin: 5,
			Reminders: []u.Reminder{{OffsetMin: 30}}}},
			"Added “Oats” — tomorrow. I cannot keep everything yet, so I left out the repetition (this is only its first date), how long it takes, the project “food” and the reminder (I ring when a task is due).", "AddTask"},
		{"remind me at", u.Reading{Intent: u.Add, Slots: u.Slots{Title: "Oats", DueDate: "2026-11-25", DueTime: "08:00", Reminders: []u.Reminder{{OffsetMin: 0}}}},
			"Added “Oats” — tomorrow, 08:00.", "AddTask"},
		{"add with doubt", u.Reading{Intent: u.Add, Slots: u.Slots{Title: "Oats", DueDate: "2026-11-27"}, Doubt: "I took friday as this week's."},
			"Added “Oats” — Friday 27 Nov. I took friday as this week's.", "AddTask"},
		{"add nothing", u.Reading{Intent: u.Add}, "A task needs a title.", "AddTask"},
		{"add an impossible day", u.Reading{Intent: u.Add, Slots: u.Slots{Title: "Oats", DueDate: "2026-02-30"}},
			"Not done for “Oats”: There is no day \"2026-02-30\"; a date looks like 2026-11-24.", "AddTask"},
		{"add many", u.Reading{Intent: u.AddMany, Slots: u.Slots{Tasks: []u.Slots{{Title: "Oats"}, {Title: "Nuts", Project: "food"}}}},
			"Added “Oats”. Added “Nuts”. I cannot keep everything yet, so I left out the project “food” of “Nuts”.", "AddTask AddTask"},
		{"add too many", u.Reading{Intent: u.AddMany, Slots: u.Slots{Tasks: make([]u.Slots, MaxSteps+1)}},
			"That is more than I do at once: send me at most 50 at a time. I have done nothing yet.", ""},

		{"list", u.Reading{Intent: u.List}, "You have 4 open tasks:\n• Buy milk — today, 17:00\n• Pay rent — Friday 20 Nov\n• Call Anna\n• Call the bank — Monday 4 Jan 2027, 09:30", ""},
		{"list by due", u.Reading{Intent: u.List, Slots: u.Slots{Sort: "due", Limit: 1}}, "You have 4 open tasks:\n• Pay rent — Friday 20 Nov", ""},
		{"list overdue", u.Reading{Intent: u.List, Slots: u.Slots{Status: "overdue"}}, "You have 1 overdue task:\n• Pay rent — Friday 20 Nov", ""},
		{"list today", u.Reading{Intent: u.List, Slots: u.Slots{DueFrom: "2026-11-24", DueTo: "2026-11-24"}}, "You have 1 open task due today:\n• Buy milk — today, 17:00", ""},
		{"list done", u.Reading{Intent: u.List, Slots: u.Slots{Status: "completed"}}, "You have 1 done task:\n• Old thing — done yesterday", ""},
		{"list a word", u.Reading{Intent: u.List, Slots: u.Slots{Query: "CALL"}}, "You have 2 open tasks:\n• Call Anna\n• Call the bank — Monday 4 Jan 2027, 09:30", ""},
		{"list with a date", u.Reading{Intent: u.List, Slots: u.Slots{HasDue: &yes, DueTo: "2026-11-30"}}, "You have 2 open tasks due by Monday 30 Nov:\n• Buy milk — today, 17:00\n• Pay rent — Friday 20 Nov", ""},
		{"list a project", u.Reading{Intent: u.List, Slots: u.Slots{Project: "x"}}, "There are no projects yet. No task fits that.", ""},
		{"list what repeats", u.Reading{Intent: u.List, Slots: u.Slots{Recurring: &yes}}, "Tasks do not repeat yet. No task fits that.", ""},
		{"list a label", u.Reading{Intent: u.List, Slots: u.Slots{Labels: []string{"x"}}}, "No task fits that.", ""},
		{"count", u.Reading{Intent: u.Count}, "You have 4 open tasks.", ""},
		{"count all", u.Reading{Intent: u.Count, Slots: u.Slots{Status: "all"}}, "You have 5 tasks.", ""},
		{"show", u.Reading{Intent: u.Show, Slots: u.Slots{Ref: ref("milk")}}, "Buy milk — today, 17:00, added yesterday.", ""},

		{"complete", u.Reading{Intent: u.Complete, Slots: u.Slots{Ref: ref("milk")}}, "Done: “Buy milk”.", "CompleteTask"},
		{"complete what is done", u.Reading{Intent: u.Complete, Slots: u.Slots{Ref: ref("old thing")}}, "“Old thing” is done already.", ""},
		{"complete two", u.Reading{Intent: u.Complete, Slots: u.Slots{Ref: &u.Ref{Texts: []string{"milk", "rent"}}}}, "Done: “Buy milk”. Done: “Pay rent”.", "CompleteTask CompleteTask"},
		{"complete one twice", u.Reading{Intent: u.Complete, Slots: u.Slots{Ref: &u.Ref{Texts: []string{"milk", "buy milk"}}}}, "Done: “Buy milk”.", "CompleteTask"},
		{"complete nothing", u.Reading{Intent: u.Complete, Slots: u.Slots{Ref: ref("yacht")}}, "I found no task like “yacht”. Say “list” to see them all.", ""},
		{"complete which", u.Reading{Intent: u.Complete, Slots: u.Slots{Ref: ref("call")}}, "Which one do you mean: “Call Anna” or “Call the bank” (Monday 4 Jan 2027, 09:30)? I have not touched any of them.", ""},
		{"complete what", u.Reading{Intent: u.Complete}, "Which task do you mean? Say its name.", ""},
		{"complete it", u.Reading{Intent: u.Complete, Slots: u.Slots{Ref: &u.Ref{Last: true}}}, "I do not remember which task we spoke of yet: say its name. I have done nothing.", ""},
		{"complete the second", u.Reading{Intent: u.Complete, Slots: u.Slots{Ref: &u.Ref{Numbers: []int{2}}}}, "I cannot go by numbers yet: say the task's name. I have done nothing.", ""},
		{"reopen", u.Reading{Intent: u.Reopen, Slots: u.Slots{Ref: ref("old")}}, "“Old thing” is open again.", "ReopenTask"},
		{"reopen what is open", u.Reading{Intent: u.Reopen, Slots: u.Slots{Ref: ref("milk")}}, "“Buy milk” is still open.", ""},
		{"delete", u.Reading{Intent: u.Delete, Slots: u.Slots{Ref: ref("rent")}}, "Deleted “Pay rent”.", "RemoveTask"},
		{"delete what is plain", u.Reading{Intent: u.Delete, Slots: u.Slots{Ref: ref("call anna")}}, "Deleted “Call Anna”.", "RemoveTask"},
		{"delete what may be another", u.Reading{Intent: u.Delete, Slots: u.Slots{Ref: ref("call")}},
			"Which one do you mean: “Call Anna” or “Call the bank” (Monday 4 Jan 2027, 09:30)? I have not touched any of them.", ""},
		{"delete all", u.Reading{Intent: u.Delete, Slots: u.Slots{Ref: &u.Ref{Filter: &u.Filter{}}}},
			"I do not delete several tasks at once yet. That would be “Buy milk” (today, 17:00), “Pay rent” (Friday 20 Nov), “Call Anna” and “Call the bank” (Monday 4 Jan 2027, 09:30). Name them one by one.", ""},
		{"delete all of none", u.Reading{Intent: u.Delete, Slots: u.Slots{Ref: &u.Ref{Filter: &u.Filter{Labels: []string{"x"}}}}}, "No task fits that.", ""},
		{"rename", u.Reading{Intent: u.Rename, Slots: u.Slots{Ref: ref("milk"), Title: "Oat  milk"}}, "“Buy milk” is now called “Oat milk”.", "RenameTask"},

		{"move to a day keeps the time", u.Reading{Intent: u.Reschedule, Slots: u.Slots{Ref: ref("milk"), DueDate: "2026-11-25"}}, "“Buy milk” is now due tomorrow, 17:00.", "SetDue"},
		{"move to a time keeps the day", u.Reading{Intent: u.Reschedule, Slots: u.Slots{Ref: ref("bank"), DueTime: "11:00"}}, "“Call the bank” is now due Monday 4 Jan 2027, 11:00.", "SetDue"},
		{"a time for what had none, to come", u.Reading{Intent: u.Reschedule, Slots: u.Slots{Ref: ref("anna"), DueTime: "18:00"}}, "“Call Anna” is now due today, 18:00.", "SetDue"},
		{"a time for what had none, gone", u.Reading{Intent: u.Reschedule, Slots: u.Slots{Ref: ref("anna"), DueTime: "08:00"}}, "“Call Anna” is now due tomorrow, 08:00.", "SetDue"},
		{"shift days", u.Reading{Intent: u.Reschedule, Slots: u.Slots{Ref: ref("milk"), Shift: "P3D"}}, "“Buy milk” is now due Friday 27 Nov, 17:00.", "SetDue"},
		{"shift back", u.Reading{Intent: u.Reschedule, Slots: u.Slots{Ref: ref("bank"), Shift: "-P1W"}}, "“Call the bank” is now due Monday 28 Dec, 09:30.", "SetDue"},
		{"shift hours", u.Reading{Intent: u.Reschedule, Slots: u.Slots{Ref: ref("milk"), Shift: "PT8H"}}, "“Buy milk” is now due tomorrow, 01:00.", "SetDue"},
		{"shift hours of a day", u.Reading{Intent: u.Reschedule, Slots: u.Slots{Ref: ref("rent"), Shift: "PT1H"}}, "“Pay rent” is due all day: say a time for it.", ""},
		{"shift what has no date", u.Reading{Intent: u.Reschedule, Slots: u.Slots{Ref: ref("anna"), Shift: "P1D"}}, "“Call Anna” has no due date to move: say when it is due.", ""},
		{"shift by nonsense", u.Reading{Intent: u.Reschedule, Slots: u.Slots{Ref: ref("milk"), Shift: "soon"}}, "I did not understand by how much to move “Buy milk”.", ""},
		{"clear", u.Reading{Intent: u.Reschedule, Slots: u.Slots{Ref: ref("milk"), ClearDue: true}}, "“Buy milk” has no due date any more.", "ClearDue"},
		{"clear nothing", u.Reading{Intent: u.Reschedule, Slots: u.Slots{Ref: ref("anna"), ClearDue: true}}, "“Call Anna” has no due date.", "ClearDue"},
		{"move to the same", u.Reading{Intent: u.Reschedule, Slots: u.Slots{Ref: ref("rent"), DueDate: "2026-11-20"}}, "“Pay rent” is due Friday 20 Nov already.", "SetDue"},
		{"move nowhere", u.Reading{Intent: u.Reschedule, Slots: u.Slots{Ref: ref("rent")}}, "When should “Pay rent” be due? Say for example “move Pay rent to friday 5pm”.", ""},
		{"move what is done", u.Reading{Intent: u.Reschedule, Slots: u.Slots{Ref: ref("old"), DueDate: "2026-11-30"}},
			"Not done for “Old thing”: “Old thing” is done; reopen it first.", "SetDue"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, plan := newShelf(t).talk("m1", c.r)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("words (-want +got):\n%s", diff)
			}
			var done []string
			for _, s := range plan.Steps {
				done = append(done, tasklist.MethodOf(s.Verb))
			}
			if got := strings.Join(done, " "); got != c.done {
				t.Errorf("sent %q, want %q", got, c.done)
			}
		})
	}
}

// Whatever a message asks for, sent again it changes nothing, and says so.
func TestResendChangesNothing(t *testing.T) {
	for name, r := range map[string]u.Reading{
		"add":      {Intent: u.Add, Slots: u.Slots{Title: "Oats"}},
		"add many": {Intent: u.AddMany, Slots: u.Slots{Tasks: []u.Slots{{Title: "Oats"}, {Title: "Nuts"}}}},
		"complete": {Intent: u.Complete, Slots: u.Slots{Ref: ref("call anna")}},
		"delete":   {Intent: u.Delete, Slots: u.Slots{Ref: ref("call anna")}},
		"rename":   {Intent: u.Rename, Slots: u.Slots{Ref: ref("call anna"), Title: "Anna"}},
		"shift":    {Intent: u.Reschedule, Slots: u.Slots{Ref: ref("milk"), Shift: "P3D"}},
		"reopen":   {Intent: u.Reopen, Slots: u.Slots{Ref: ref("old")}},
		"two":      {Intent: u.Delete, Slots: u.Slots{Ref: &u.Ref{Texts: []string{"milk", "rent"}}}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShelf(t)
			s.talk("m1", r)
			version := s.state.Version
			got, _ := s.talk("m1", r)
			if s.state.Version != version {
				t.Errorf("it was done twice: version %d, was %d", s.state.Version, version)
			}
			if !strings.Contains(got, "when you first sent") {
				t.Errorf("it says %q", got)
			}
		})
	}
}

// A message of two parts of which one was done does the other.
func TestResendAfterHalf(t *testing.T) {
	s := newShelf(t)
	s.do(noon, CommandID("m1", 0), tasklist.RemoveTask{ID: "milk"})
	got, _ := s.talk("m1", u.Reading{Intent: u.Delete, Slots: u.Slots{Ref: &u.Ref{Texts: []string{"milk", "rent"}}}})
	if want := "Deleted “Pay rent”. I did that when you first sent it, and nothing was done twice."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// No intent is met with silence, and none that the list cannot follow claims
// to have been done.
func TestEveryIntentIsAnswered(t *testing.T) {
	for _, intent := range []u.Intent{u.Add, u.AddMany, u.List, u.Count, u.Show, u.Complete, u.Reopen, u.Delete, u.Rename, u.Reschedule,
		u.Prioritize, u.Tag, u.Untag, u.Move, u.Remind, u.Note, u.Repeat, u.Undo, u.Redo, u.Help, u.Greet, u.Thanks, u.Bye, u.Confirm,
		u.Cancel, u.Chat, u.Unknown, "made up"} {
		s := newShelf(t)
		before := s.state.Version
		got, _ := s.talk("m1", u.Reading{Intent: intent, Slots: u.Slots{Ref: ref("nothing like it"), Tasks: []u.Slots{{}}}})
		if got == "" || s.state.Version != before {
			t.Errorf("%s: %q, version %d, was %d", intent, got, s.state.Version, before)
		}
	}
	for _, intent := range []u.Intent{u.Unknown, "made up"} {
		if got, _ := newShelf(t).talk("m1", u.Reading{Intent: intent}); !strings.HasPrefix(got, "I did not understand") || !strings.Contains(got, "try “") {
			t.Errorf("%s: %q", intent, got)
		}
	}
}

func TestLongListsAreCut(t *testing.T) {
	s := &shelf{t: t}
	for i := range 40 {
		s.add(fmt.Sprintf("t%02d", i), fmt.Sprintf("Task %d", i), "", "")
	}
	got, plan := s.talk("m1", u.Reading{Intent: u.List})
	if lines := strings.Split(got, "\n"); len(lines) != maxLines+2 || lines[maxLines+1] != "… and 25 more." || len(plan.About) != 40 {
		t.Errorf("%d tasks in:\n%s", len(plan.About), got)
	}
}

func TestDurations(t *testing.T) {
	for _, c := range []struct{ shift, from, want string }{
		{"P1M", "2026-01-31", "2026-02-28"}, {"P1Y", "2028-02-29", "2029-02-28"}, {"-P1M", "2026-03-31", "2026-02-28"},
		{"P1Y2M3W4D", "2026-01-01", "2027-03-26"}, {"-P1W", "2026-01-01", "2025-12-25"}, {"+P1D", "2026-12-31", "2027-01-01"}, {"P13M", "2026-12-31", "2028-01-31"},
	} {
		d, err := parseDuration(c.shift)
		if err != nil {
			t.Fatal(err)
		}
		from, err := time.Parse(time.DateOnly, c.from)
		if err != nil {
			t.Fatal(err)
		}
		if got := d.addTo(from).Format(time.DateOnly); got != c.want {
			t.Errorf("%s after %s is %s, want %s", c.shift, c.from, got, c.want)
		}
	}
	for _, bad := range []string{"", "3 days", "P3", "PD", "P-1D", "P99999999999D", "p1d"} {
		if d, err := parseDuration(bad); err == nil {
			t.Errorf("%q was read as %+v", bad, d)
		}
	}
}

func FuzzParseDuration(f *testing.F) {
	for _, s := range []string{"P1D", "-P1Y2M3W4DT5H6M7S", "PT", "P"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := parseDuration(s); err == nil {
			d.addTo(noon)
		}
	})
}

func TestDaysAreCountedOnTheCalendar(t *testing.T) {
	zone := berlin()
	for _, c := range []struct {
		now, day time.Time
		want     string
	}{
		{time.Date(2026, 10, 24, 23, 0, 0, 0, zone), time.Date(2026, 10, 25, 23, 0, 0, 0, zone), "tomorrow"}, // 25 hours
		{time.Date(2026, 3, 28, 23, 30, 0, 0, zone), time.Date(2026, 3, 29, 0, 30, 0, 0, zone), "tomorrow"},
		{time.Date(2026, 12, 31, 23, 0, 0, 0, zone), time.Date(2027, 1, 1, 1, 0, 0, 0, zone), "tomorrow"},
		{time.Date(2026, 11, 24, 0, 0, 0, 0, zone), time.Date(2026, 11, 24, 23, 59, 0, 0, zone), "today"},
		{noon, noon.AddDate(0, 0, -1), "yesterday"},
		{noon, noon.AddDate(0, 0, 11), "Saturday 5 Dec"},
		{noon, noon.AddDate(1, 0, 11), "Sunday 5 Dec 2027"},
	} {
		if got := dayName(c.day, c.now); got != c.want {
			t.Errorf("%s seen from %s is %q, want %q", c.day, c.now, got, c.want)
		}
	}
}
