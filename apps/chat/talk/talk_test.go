package talk

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/query"
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

// do follows a command and replies as the actor does.
func (s *shelf) do(at time.Time, c tasklist.Command) tasklist.Reply {
	events, err := tasklist.Decide(s.state, c, at)
	if refusal, ok := err.(*tasklist.Refusal); ok {
		return tasklist.Reply{Version: s.state.Version, Refusal: refusal}
	}
	before := s.state
	s.state = tasklist.Fold(s.state, events)
	reply := tasklist.Reply{Version: s.state.Version, Events: len(events)}
	ids := []string{tasklist.TaskOf(c.Verb)}
	for _, e := range events {
		if !slices.Contains(ids, e.Task) {
			ids = append(ids, e.Task)
		}
	}
	for _, id := range ids {
		if t, ok := s.state.Task(id); ok {
			reply.Tasks = append(reply.Tasks, t)
		} else if t, ok := before.Task(id); ok && !t.Waiting() {
			reply.Gone = append(reply.Gone, id)
		}
	}
	return reply
}

// must do something on Monday.
func (s *shelf) must(id string, v tasklist.Verb) {
	s.t.Helper()
	s.n++
	if r := s.do(noon.AddDate(0, 0, -1).Add(time.Duration(s.n)*time.Second), tasklist.Command{ID: id, Verb: v}); r.Refusal != nil {
		s.t.Fatal(r.Refusal)
	}
}

func (s *shelf) add(id, title, date, clock string) {
	s.t.Helper()
	v := tasklist.AddTask{ID: id, Content: tasklist.Content{Title: title}}
	if date != "" {
		v.Due = &tasklist.Due{Date: date, Time: clock, TimeZone: "Europe/Berlin"}
	}
	s.must("add-"+id, v)
}

func newShelf(t *testing.T) *shelf {
	s := &shelf{t: t}
	s.add("milk", "Buy milk", "2026-11-24", "17:00")
	s.add("rent", "Pay rent", "2026-11-20", "")
	s.add("anna", "Call Anna", "", "")
	s.add("bank", "Call the bank", "2027-01-04", "09:30")
	s.add("old", "Old thing", "", "")
	s.must("done-old", tasklist.CompleteTask{ID: "old"})
	return s
}

// talk answers a reading on the shelf, like the chat app does.
func (s *shelf) talk(message string, r u.Reading) (string, Plan) {
	s.t.Helper()
	a := Asked{Reading: r, Message: message, Now: noon}
	plan := Plan{Short: true}
	for whole := false; plan.Short && !a.Whole; whole = true {
		q, ask, err := Question(a, whole)
		if err != nil {
			plan = Unasked(a)
			break
		}
		if ask {
			s.look(&a, q)
		}
		a.Whole = !ask || q.Status == tasklist.StatusAll || q.Status == tasklist.StatusTrash
		plan = Answer(a)
	}
	var reply tasklist.Reply
	if plan.Asked == "" {
		for _, c := range plan.Commands(message) {
			next := s.do(noon, c)
			next.Events, next.Tasks = next.Events+reply.Events, append(next.Tasks, reply.Tasks...)
			if reply = next; reply.Refusal != nil {
				break
			}
		}
		for _, id := range plan.Missing(reply) {
			if t, ok := s.state.Task(id); ok {
				reply.Tasks = append(reply.Tasks, t)
			}
		}
	}
	return plan.Words(r.Intent, reply), plan
}

// look answers a question by the real query language.
func (s *shelf) look(a *Asked, q tasklist.Query) {
	s.t.Helper()
	tasks, ok := s.state.ByStatus(q.Status)
	filter, err := query.Parse(q.Filter)
	sort, err2 := query.ParseSort(q.Sort)
	if !ok || err != nil || err2 != nil {
		s.t.Fatalf("a bad question %+v: %v, %v", q, err, err2)
	}
	a.Decided = q.Command != "" && s.state.Recent.Has(q.Command)
	a.Tasks = slices.SortedFunc(tasks, func(x, y tasklist.Task) int { return x.CreatedAt.Compare(y.CreatedAt) })
	a.Total = len(a.Tasks)
	if q.Filter == "" && q.Sort == "" && q.Limit == 0 {
		return
	}
	items := func(yield func(*query.Item) bool) {
		for _, t := range a.Tasks {
			if item := t.Item(); !yield(&item) {
				return
			}
		}
	}
	page, err := query.Query{Filter: filter, Sort: sort, Limit: q.Limit}.Page(items, query.Env{Now: noon, Zone: berlin()})
	if err != nil {
		s.t.Fatal(err)
	}
	a.Tasks, a.Total = nil, page.Total
	for _, item := range page.Items {
		t, _ := s.state.Task(item.ID)
		a.Tasks = append(a.Tasks, t)
	}
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
		{"add for today", u.Reading{Intent: u.Add, Slots: u.Slots{Title: "Oats", DueDate: "2026-11-24"}}, "Added “Oats” — today. What has no time rings in the morning, so this will not ring any more.", "AddTask"},
		{"add for yesterday", u.Reading{Intent: u.Add, Slots: u.Slots{Title: "Oats", DueDate: "2026-11-23", DueTime: "08:00"}}, "Added “Oats” — yesterday, 08:00. That has passed, so it will not ring.", "AddTask"},
		{"add what repeats", u.Reading{Intent: u.Add, Slots: u.Slots{Title: "Oats", DueDate: "2026-11-25", RRule: "FREQ=DAILY", Project: "food", DurationMin: 5,
			Reminders: []u.Reminder{{OffsetMin: 30}}}},
			"Added “Oats” — tomorrow, every day, for 5 minutes, +food, reminder 30 minutes before.", "AddTask"},
		{"add with a reminder at", u.Reading{Intent: u.Add, Slots: u.Slots{Title: "Oats", DueDate: "2026-11-25", Reminders: []u.Reminder{{At: "2026-11-24T18:00"}, {OffsetMin: 90}, {OffsetMin: 90}}}},
			"Added “Oats” — tomorrow, reminder today at 18:00 and 1 hour and 30 minutes before.", "AddTask"},
		{"add with an end", u.Reading{Intent: u.Add, Slots: u.Slots{Title: "Legal", DueDate: "2026-11-27", DueTime: "10:00", EndTime: "11:30"}},
			"Added “Legal” — Friday 27 Nov, 10:00, for 1 hour and 30 minutes.", "AddTask"},
		{"add with an end after midnight", u.Reading{Intent: u.Add, Slots: u.Slots{Title: "Party", DueDate: "2026-11-27", DueTime: "22:00", EndDate: "2026-11-28", EndTime: "02:00"}},
			"Added “Party” — Friday 27 Nov, 22:00, for 4 hours.", "AddTask"},
		{"add days", u.Reading{Intent: u.Add, Slots: u.Slots{Title: "Fair", DueDate: "2027-03-26", EndDate: "2027-03-28"}}, // the clocks change on the 28th
			"Added “Fair” — Friday 26 Mar 2027, for 3 days.", "AddTask"},
		{"add what ends before it begins", u.Reading{Intent: u.Add, Slots: u.Slots{Title: "Legal", DueDate: "2026-11-27", DueTime: "10:00", EndTime: "09:00"}},
			"Added “Legal” — Friday 27 Nov, 10:00. I did not understand when “Legal” ends, so I left that out.", "AddTask"},
		{"add what takes long, some time", u.Reading{Intent: u.Add, Slots: u.Slots{Title: "Read", DurationMin: 30}},
			"Added “Read”. “Read” has no due date to begin at, so I left out how long it takes.", "AddTask"},
		{"add with a reminder before no date", u.Reading{Intent: u.Add, Slots: u.Slots{Title: "Read", Reminders: []u.Reminder{{OffsetMin: 30}}}},
			"Added “Read”. “Read” has no due date, so I cannot remind you before it.", "AddTask"},
		{"add after it is done", u.Reading{Intent: u.Add, Slots: u.Slots{Title: "Filter", DueDate: "2026-11-25", RRule: "FREQ=MONTHLY;INTERVAL=3", FromCompletion: true}},
			"Added “Filter” — tomorrow, every 3 months on the 25th after it is done.", "AddTask"},
		{"add with a bad rule", u.Reading{Intent: u.Add, Slots: u.Slots{Title: "Oats", DueDate: "2026-11-25", RRule: "FREQ=SECONDLY"}},
			"Not done for “Oats”: This is no rule to repeat by: FREQ must be DAILY, WEEKLY, MONTHLY, YEARLY, HOURLY or MINUTELY, not \"SECONDLY\".", "AddTask"},
		{"remind me at", u.Reading{Intent: u.Add, Slots: u.Slots{Title: "Oats", DueDate: "2026-11-25", DueTime: "08:00", Reminders: []u.Reminder{{OffsetMin: 0}}}},
			"Added “Oats” — tomorrow, 08:00.", "AddTask"},
		{"add in seconds", u.Reading{Intent: u.Add, Slots: u.Slots{Title: "Oats", DueDate: "2026-11-25", DueTime: "08:00", DueSecond: 5}},
			"Added “Oats” — tomorrow, 08:00:05.", "AddTask"},
		{"add with doubt", u.Reading{Intent: u.Add, Slots: u.Slots{Title: "Oats", DueDate: "2026-11-27"}, Doubt: "I took friday as this week's."},
			"Added “Oats” — Friday 27 Nov. I took friday as this week's.", "AddTask"},
		{"add nothing", u.Reading{Intent: u.Add}, "A task needs a title.", "AddTask"},
		{"add an impossible day", u.Reading{Intent: u.Add, Slots: u.Slots{Title: "Oats", DueDate: "2026-02-30"}},
			"Not done for “Oats”: There is no day \"2026-02-30\"; a date looks like 2026-11-24.", "AddTask"},
		{"add many", u.Reading{Intent: u.AddMany, Slots: u.Slots{Tasks: []u.Slots{{Title: "Oats"}, {Title: "Nuts", Project: "food"}}}},
			"Added “Oats”. Added “Nuts” — +food.", "AddTask AddTask"},
		{"add many, one impossible", u.Reading{Intent: u.AddMany, Slots: u.Slots{Tasks: []u.Slots{{Title: "Oats"}, {Title: "Nuts", DueDate: "2026-02-30"}}}},
			"I have done nothing, because of “Nuts”: There is no day \"2026-02-30\"; a date looks like 2026-11-24.", "AddTask AddTask"},
		{"add too many", u.Reading{Intent: u.AddMany, Slots: u.Slots{Tasks: make([]u.Slots, MaxSteps+1)}},
			"That is more than I do at once: send me at most 500 at a time. I have done nothing yet.", ""},

		{"list", u.Reading{Intent: u.List}, "You have 4 open tasks:\n1. Buy milk — today, 17:00\n2. Pay rent — Friday 20 Nov\n3. Call Anna\n4. Call the bank — Monday 4 Jan 2027, 09:30", ""},
		{"list by due", u.Reading{Intent: u.List, Slots: u.Slots{Sort: "due", Limit: 1}}, "The first of your 4 open tasks:\n1. Pay rent — Friday 20 Nov", ""},
		{"list overdue", u.Reading{Intent: u.List, Slots: u.Slots{Status: "overdue"}}, "You have 1 overdue task:\n1. Pay rent — Friday 20 Nov", ""},
		{"list today", u.Reading{Intent: u.List, Slots: u.Slots{DueFrom: "2026-11-24", DueTo: "2026-11-24"}}, "You have 1 open task due today:\n1. Buy milk — today, 17:00", ""},
		{"list done", u.Reading{Intent: u.List, Slots: u.Slots{Status: "completed"}}, "You have 1 done task:\n1. Old thing — done yesterday", ""},
		{"list a word", u.Reading{Intent: u.List, Slots: u.Slots{Query: "CALL"}}, "You have 2 open tasks:\n1. Call Anna\n2. Call the bank — Monday 4 Jan 2027, 09:30", ""},
		{"list with a date", u.Reading{Intent: u.List, Slots: u.Slots{HasDue: &yes, DueTo: "2026-11-30"}}, "You have 2 open tasks due by Monday 30 Nov:\n1. Pay rent — Friday 20 Nov\n2. Buy milk — today, 17:00", ""},
		{"list a project", u.Reading{Intent: u.List, Slots: u.Slots{Project: "x"}}, "No open task fits that: I looked for the project “x”.", ""},
		{"list what repeats", u.Reading{Intent: u.List, Slots: u.Slots{Recurring: &yes}}, "No open task fits that.", ""},
		{"list a label", u.Reading{Intent: u.List, Slots: u.Slots{Labels: []string{"x"}}}, "No open task fits that: I looked for #x.", ""},
		{"count", u.Reading{Intent: u.Count}, "You have 4 open tasks.", ""},
		{"count all", u.Reading{Intent: u.Count, Slots: u.Slots{Status: "all"}}, "You have 5 tasks.", ""},
		{"show", u.Reading{Intent: u.Show, Slots: u.Slots{Ref: ref("milk")}}, "Buy milk — today, 17:00, added yesterday.", ""},

		{"complete", u.Reading{Intent: u.Complete, Slots: u.Slots{Ref: ref("milk")}}, "Done: “Buy milk”.", "CompleteTask"},
		{"complete what is done", u.Reading{Intent: u.Complete, Slots: u.Slots{Ref: ref("old thing")}}, "“Old thing” is done already.", ""},
		{"complete two", u.Reading{Intent: u.Complete, Slots: u.Slots{Ref: &u.Ref{Texts: []string{"milk", "rent"}}}}, "Done: “Buy milk”. Done: “Pay rent”.", "CompleteTask CompleteTask"},
		{"complete one twice", u.Reading{Intent: u.Complete, Slots: u.Slots{Ref: &u.Ref{Texts: []string{"milk", "buy milk"}}}}, "Done: “Buy milk”.", "CompleteTask"},
		{"complete nothing", u.Reading{Intent: u.Complete, Slots: u.Slots{Ref: ref("yacht")}}, "I found no task like “yacht”. Say “list” to see them all.", ""},
		{"complete which", u.Reading{Intent: u.Complete, Slots: u.Slots{Ref: ref("call")}}, "Which one do you mean?\n1. Call Anna\n2. Call the bank — Monday 4 Jan 2027, 09:30\nI have not touched any of them.", ""},
		{"complete what", u.Reading{Intent: u.Complete}, "Which task do you mean? Say its name.", ""},
		{"complete it", u.Reading{Intent: u.Complete, Slots: u.Slots{Ref: &u.Ref{Last: true}}}, "I do not know which task you mean: say its name. I have done nothing.", ""},
		{"complete the second", u.Reading{Intent: u.Complete, Slots: u.Slots{Ref: &u.Ref{Numbers: []int{2}}}}, "I have not shown you any tasks of late: say “list” first, or the task's name. I have done nothing.", ""},
		{"reopen", u.Reading{Intent: u.Reopen, Slots: u.Slots{Ref: ref("old")}}, "“Old thing” is open again.", "ReopenTask"},
		{"reopen what is open", u.Reading{Intent: u.Reopen, Slots: u.Slots{Ref: ref("milk")}}, "“Buy milk” is still open.", ""},
		{"delete", u.Reading{Intent: u.Delete, Slots: u.Slots{Ref: ref("rent")}}, "Deleted “Pay rent”.", "RemoveTask"},
		{"delete what is plain", u.Reading{Intent: u.Delete, Slots: u.Slots{Ref: ref("call anna")}}, "Deleted “Call Anna”.", "RemoveTask"},
		{"delete what may be another", u.Reading{Intent: u.Delete, Slots: u.Slots{Ref: ref("call")}},
			"Which one do you mean?\n1. Call Anna\n2. Call the bank — Monday 4 Jan 2027, 09:30\nI have not touched any of them.", ""},
		{"delete all", u.Reading{Intent: u.Delete, Slots: u.Slots{Ref: &u.Ref{Filter: &u.Filter{}}}},
			"That would delete 4 tasks:\n1. Buy milk — today, 17:00\n2. Pay rent — Friday 20 Nov\n3. Call Anna\n4. Call the bank — Monday 4 Jan 2027, 09:30\nSay “yes” to do it, or “no” to leave everything as it is.", "RemoveTask RemoveTask RemoveTask RemoveTask"},
		{"delete two by name", u.Reading{Intent: u.Delete, Slots: u.Slots{Ref: &u.Ref{Texts: []string{"milk", "rent"}}}},
			"That would delete 2 tasks:\n1. Buy milk — today, 17:00\n2. Pay rent — Friday 20 Nov\nSay “yes” to do it, or “no” to leave everything as it is.", "RemoveTask RemoveTask"},
		{"delete all of one", u.Reading{Intent: u.Delete, Slots: u.Slots{Ref: &u.Ref{Filter: &u.Filter{Status: "completed"}}}}, "Deleted “Old thing”.", "RemoveTask"},
		{"complete all", u.Reading{Intent: u.Complete, Slots: u.Slots{Ref: &u.Ref{Filter: &u.Filter{DueTo: "2026-11-30"}}}},
			"That would complete 2 tasks:\n1. Buy milk — today, 17:00\n2. Pay rent — Friday 20 Nov\nSay “yes” to do it, or “no” to leave everything as it is.", "CompleteTask CompleteTask"},
		{"reopen all of one", u.Reading{Intent: u.Reopen, Slots: u.Slots{Ref: &u.Ref{Filter: &u.Filter{}}}}, "“Old thing” is open again.", "ReopenTask"},
		{"move all", u.Reading{Intent: u.Reschedule, Slots: u.Slots{DueDate: "2026-11-26", Ref: &u.Ref{Filter: &u.Filter{DueTo: "2026-11-30"}}}},
			"“Buy milk” is now due Thursday 26 Nov, 17:00. “Pay rent” is now due Thursday 26 Nov.", "SetDue SetDue"},
		{"look for nonsense", u.Reading{Intent: u.List, Slots: u.Slots{DueFrom: "2026-02-30"}},
			"I cannot look for that; try fewer and simpler words. I have done nothing.", ""},

		{"prioritize", u.Reading{Intent: u.Prioritize, Slots: u.Slots{Ref: ref("milk"), Priority: 1}}, "“Buy milk” is urgent now.", "EditTask"},
		{"no priority", u.Reading{Intent: u.Prioritize, Slots: u.Slots{Ref: ref("milk")}}, "“Buy milk” has no priority.", "EditTask"},
		{"tag", u.Reading{Intent: u.Tag, Slots: u.Slots{Ref: ref("milk"), Labels: []string{"home", "Shop"}}}, "“Buy milk” has #home and #shop now.", "EditTask"},
		{"tag with nothing", u.Reading{Intent: u.Tag, Slots: u.Slots{Ref: ref("milk")}}, "Which label? Say for example “tag Buy milk #home”.", ""},
		{"untag", u.Reading{Intent: u.Untag, Slots: u.Slots{Ref: ref("milk"), Labels: []string{"home"}}}, "“Buy milk” does not have #home.", "EditTask"},
		{"move to a project", u.Reading{Intent: u.Move, Slots: u.Slots{Ref: ref("milk"), Project: "Food"}}, "“Buy milk” is now in the project “food”.", "EditTask"},
		{"move to no project", u.Reading{Intent: u.Move, Slots: u.Slots{Ref: ref("milk")}}, "“Buy milk” is in no project.", "EditTask"},
		{"note", u.Reading{Intent: u.Note, Slots: u.Slots{Ref: ref("milk"), Notes: "2 l"}}, "Noted on “Buy milk”.", "EditTask"},
		{"note nothing", u.Reading{Intent: u.Note, Slots: u.Slots{Ref: ref("milk"), Notes: " "}}, "What shall I note? Say for example “note on Buy milk: gate code 4417”.", ""},
		{"remind before", u.Reading{Intent: u.Remind, Slots: u.Slots{Ref: ref("milk"), Reminders: []u.Reminder{{OffsetMin: 60}}}}, "I will remind you of “Buy milk” 1 hour before.", "EditTask"},
		{"remind at", u.Reading{Intent: u.Remind, Slots: u.Slots{Ref: ref("anna"), Reminders: []u.Reminder{{At: "2026-11-25T08:15"}}}}, "I will remind you of “Call Anna” tomorrow at 08:15.", "EditTask"},
		{"remind too late", u.Reading{Intent: u.Remind, Slots: u.Slots{Ref: ref("anna"), Reminders: []u.Reminder{{At: "2026-11-23T08:15"}}}}, "I will remind you of “Call Anna” yesterday at 08:15. That has passed, so it will not ring.", "EditTask"},
		{"remind before no date", u.Reading{Intent: u.Remind, Slots: u.Slots{Ref: ref("anna"), Reminders: []u.Reminder{{OffsetMin: 60}}}},
			"Not done for “Call Anna”: A reminder before the due date, or nagging after it, needs a due date.", "EditTask"},
		{"remind at nonsense", u.Reading{Intent: u.Remind, Slots: u.Slots{Ref: ref("anna"), Reminders: []u.Reminder{{At: "soon"}}}}, "I did not understand when to remind you of “Call Anna”.", ""},
		{"remind no more", u.Reading{Intent: u.Remind, Slots: u.Slots{Ref: ref("milk")}}, "“Buy milk” has no reminders; it still rings when it is due.", "EditTask"},
		{"repeat from its date", u.Reading{Intent: u.Repeat, Slots: u.Slots{Ref: ref("milk"), RRule: "FREQ=WEEKLY;BYDAY=TU,TH"}}, "“Buy milk” now repeats every week on Tuesday and Thursday; it is due today, 17:00.", "SetRecurrence"},
		{"repeat from the first date", u.Reading{Intent: u.Repeat, Slots: u.Slots{Ref: ref("anna"), RRule: "FREQ=WEEKLY;BYDAY=MO"}}, "“Call Anna” now repeats every week on Monday; it is due Monday 30 Nov.", "SetDue SetRecurrence"},
		{"repeat from a date said", u.Reading{Intent: u.Repeat, Slots: u.Slots{Ref: ref("anna"), RRule: "FREQ=DAILY", DueDate: "2026-11-25", DueTime: "07:00"}}, "“Call Anna” now repeats every day; it is due tomorrow, 07:00.", "SetDue SetRecurrence"},
		{"repeat by nonsense", u.Reading{Intent: u.Repeat, Slots: u.Slots{Ref: ref("anna"), RRule: "FREQ=NEVER"}}, "I cannot repeat “Call Anna” like that: FREQ must be DAILY, WEEKLY, MONTHLY, YEARLY, HOURLY or MINUTELY, not \"NEVER\".", ""},
		{"stop what does not repeat", u.Reading{Intent: u.Repeat, Slots: u.Slots{Ref: ref("milk")}}, "“Buy milk” does not repeat.", "SetRecurrence"},
		{"redo nothing", u.Reading{Intent: u.Redo}, "There is nothing to do again.", "Redo"},
		{"undo", u.Reading{Intent: u.Undo}, "Undone: Old thing.", "Undo"},
		{"delete all of none", u.Reading{Intent: u.Delete, Slots: u.Slots{Ref: &u.Ref{Filter: &u.Filter{Labels: []string{"x"}}}}}, "No open task fits that: I looked for #x.", ""},
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
		{"move and more", u.Reading{Intent: u.Reschedule, Slots: u.Slots{Ref: ref("milk"), DueDate: "2026-11-25", DurationMin: 60, RRule: "FREQ=DAILY", Reminders: []u.Reminder{{OffsetMin: 10}}}},
			"“Buy milk” is now due tomorrow, 17:00, for 1 hour. It repeats every day.", "SetDue EditTask SetRecurrence"},
		{"move to the same", u.Reading{Intent: u.Reschedule, Slots: u.Slots{Ref: ref("rent"), DueDate: "2026-11-20"}}, "“Pay rent” is due Friday 20 Nov already.", "SetDue"},
		{"move nowhere", u.Reading{Intent: u.Reschedule, Slots: u.Slots{Ref: ref("rent")}}, "When should “Pay rent” be due? Say for example “move Pay rent to friday 5pm”.", ""},
		{"move what is done", u.Reading{Intent: u.Reschedule, Slots: u.Slots{Ref: ref("old"), DueDate: "2026-11-30"}},
			"“Old thing” is done; reopen it first.", "SetDue"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, plan := newShelf(t).talk("m1", c.r)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("words (-want +got):\n%s", diff)
			}
			var done []string
			for _, v := range plan.verbs() {
				done = append(done, tasklist.MethodOf(v))
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
		"two":      {Intent: u.Complete, Slots: u.Slots{Ref: &u.Ref{Texts: []string{"milk", "rent"}}}},
		"all":      {Intent: u.Tag, Slots: u.Slots{Labels: []string{"x"}, Ref: &u.Ref{Filter: &u.Filter{}}}},
		"note":     {Intent: u.Note, Slots: u.Slots{Ref: ref("milk"), Notes: "2 l"}},
		"remind":   {Intent: u.Remind, Slots: u.Slots{Ref: ref("milk"), Reminders: []u.Reminder{{OffsetMin: 5}}}},
		"repeat":   {Intent: u.Repeat, Slots: u.Slots{Ref: ref("milk"), RRule: "FREQ=DAILY"}},
		"undo":     {Intent: u.Undo},
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

// No intent is met with silence, and none that the list cannot follow claims
// to have been done.
func TestEveryIntentIsAnswered(t *testing.T) {
	for _, intent := range []u.Intent{u.Add, u.AddMany, u.List, u.Count, u.Show, u.Complete, u.Reopen, u.Delete, u.Rename, u.Reschedule,
		u.Prioritize, u.Tag, u.Untag, u.Move, u.Remind, u.Note, u.Repeat, u.Redo, u.Help, u.Greet, u.Thanks, u.Bye, u.Confirm,
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
