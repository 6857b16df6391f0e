package tasklist

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// gen draws verbs that meet: most are about a task that is there.
type gen struct {
	*rapid.T
	s     State
	now   time.Time
	step  int
	reuse bool // ids of tasks may be used again
}

// id is of a task anywhere on the list, or now and then of none.
func (g gen) id(name string) string {
	var ids []string
	for _, tasks := range [][]Task{slices.Collect(g.s.Live.All()), slices.Collect(g.s.Waiting.All()), slices.Collect(g.s.Done.All()), slices.Collect(g.s.Trash.All())} {
		for _, t := range tasks {
			ids = append(ids, t.ID)
		}
	}
	if len(ids) == 0 || g.pick(20, name+" unknown") == 19 {
		return "nobody"
	}
	return ids[g.pick(len(ids), name)]
}

// live is an id among the live ones that satisfy a wish, if there are any.
func (g gen) live(name string, wish func(Task) bool) string {
	var ids []string
	for t := range g.s.Live.All() {
		if wish(t) {
			ids = append(ids, t.ID)
		}
	}
	if len(ids) == 0 || g.pick(10, name+" other") == 9 {
		return g.id(name)
	}
	return ids[g.pick(len(ids), name)]
}

// pick draws evenly from 0 to n-1; rapid's own draws prefer small numbers.
func (g gen) pick(n int, name string) int {
	return int(rapid.Uint32().Draw(g.T, name)*2654435761>>8) % n
}

// later is how long it takes until the next command: often none at all.
func later(t *rapid.T) time.Duration {
	spans := []time.Duration{0, time.Second, 50 * time.Minute, 7 * time.Hour, 26 * time.Hour, 75 * time.Hour, 31 * 24 * time.Hour}
	n := gen{T: t}.pick(30, "later")
	return spans[min(n/4, len(spans)-1)]
}

func (g gen) bool(name string) bool { return g.pick(2, name) == 1 }

func (g gen) due() Due {
	day := g.now.AddDate(0, 0, g.pick(30, "days")-5)
	due := Due{
		Date:     day.Format(time.DateOnly),
		Time:     []string{"", "02:30", "17:00"}[g.pick(3, "time")],
		TimeZone: []string{"UTC", "Europe/Berlin", "America/New_York"}[g.pick(3, "zone")],
	}
	if g.pick(20, "bad due") == 19 {
		due.TimeZone = "Nowhere/Land"
	}
	return due
}

func (g gen) recurrence() *Recurrence {
	r := &Recurrence{
		Rule: []string{
			"FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=DAILY;COUNT=3", "FREQ=MONTHLY;BYMONTHDAY=-1",
			"FREQ=DAILY;INTERVAL=3;UNTIL=20260301", "FREQ=DAILY;INTERVAL=0",
		}[g.pick(6, "rule")],
	}
	switch g.pick(3, "how") {
	case 0:
		r.Strict = true
	case 1:
		r.FromCompletion = true
	}
	return r
}

func (g gen) content() Content {
	return Content{
		Title:  []string{"x", "y", "zed", "a", "b", "c", "d", "e", "f", ""}[g.pick(10, "title")],
		Labels: [][]string{nil, {"a", "B"}, {"c"}, {"a", "c"}}[g.pick(4, "labels")], Project: "home",
	}
}

func (g gen) add() AddTask {
	add := AddTask{ID: fmt.Sprintf("t%d", g.step), Content: g.content()}
	if g.reuse && g.pick(10, "again") == 9 {
		add.ID = g.id("task")
	}
	if g.bool("below") {
		add.Parent = g.live("parent", func(t Task) bool { return !t.Done() })
	}
	if g.bool("dated") {
		due, ten := g.due(), 10
		add.Due = &due
		add.Reminders = [][]Reminder{nil, {{BeforeMin: &ten}, {NagMin: 600}}}[g.pick(2, "reminders")]
		if g.bool("repeats") {
			add.Recurrence = g.recurrence()
		}
	}
	return add
}

func (g gen) edit() EditTask {
	title, priority, project := "edited", High, "away"
	edit := EditTask{ID: g.id("task"), This: g.bool("this")}
	switch g.pick(7, "field") {
	case 0:
		edit.Title, edit.Priority = &title, &priority
	case 1:
		edit.Tag, edit.Untag = []string{"c"}, []string{"a"}
	case 2:
		edit.Reminders = &[]Reminder{{At: g.now.Add(time.Hour)}}
	case 3:
		edit.Reminders = &[]Reminder{{NagMin: 30}}
	case 4:
		edit.Project = &project
	case 5:
		edit.AddNotes = rapid.SampledFrom([]string{"more", "\n", strings.Repeat("x", MaxNotes/2)}).Draw(g.T, "notes")
	case 6:
		edit.AddReminders = []Reminder{{At: g.now.Add(time.Duration(g.pick(9, "hours")) * time.Hour)}, {NagMin: 5 + g.pick(3, "nag")}}[g.pick(2, "first"):]
	}
	return edit
}

func (g gen) many() Verb {
	open := func(Task) bool { return true }
	later, priority := g.due(), Low
	verbs := []Verb{
		RenameLabel{From: "a", To: "b"}, RenameLabel{From: "c", To: ""}, RenameProject{From: "home", To: "office"},
		RenameProject{From: "home", To: "away"}, RenameLabel{From: "b", To: "a"},
		Batch{Verbs: []Verb{g.add(), CompleteTask{ID: g.live("first", open)}}},
		Batch{Verbs: []Verb{RemoveTask{ID: g.id("first")}, RestoreTask{ID: g.id("second")}}},
		Bulk{Filter: "#c", Do: CompleteTask{}}, Bulk{Filter: "#a", Do: EditTask{Priority: &priority}},
		Bulk{Filter: "overdue", Do: SetDue{Due: later}}, Bulk{Filter: "due <", Do: CompleteTask{}},
	}
	return verbs[g.pick(len(verbs), "many")]
}

func (g gen) verb() Verb {
	open := func(t Task) bool { return !t.Done() }
	done := func(t Task) bool { return t.Done() }
	if len(g.s.History.Undone()) > 0 && g.pick(3, "again") == 0 {
		return Redo{}
	}
	switch g.pick(34, "verb") {
	case 0, 1, 2, 3, 4, 5:
		return g.add()
	case 6:
		return RenameTask{ID: g.id("task"), Title: rapid.SampledFrom([]string{"", "renamed"}).Draw(g.T, "title")}
	case 7:
		return SetDue{ID: g.live("task", open), Due: g.due(), Later: g.bool("later")}
	case 8:
		return ClearDue{ID: g.live("task", open)}
	case 9, 10, 11:
		return CompleteTask{ID: g.live("task", open)}
	case 12:
		return ReopenTask{ID: g.live("task", done)}
	case 13, 14:
		return RemoveTask{ID: g.id("task")}
	case 15, 16:
		id := g.id("task")
		if trash := slices.Collect(g.s.Trash.All()); len(trash) > 0 && g.pick(4, "list") > 0 {
			id = trash[g.pick(len(trash), "removed")].ID
		}
		return RestoreTask{ID: id}
	case 17, 18:
		return g.edit()
	case 19:
		return SetRecurrence{ID: g.live("task", func(t Task) bool { return !t.Done() && t.Due != nil }), Recurrence: g.recurrence()}
	case 20:
		return SetRecurrence{ID: g.live("task", func(t Task) bool { return t.Repeat != nil })}
	case 21:
		return SkipTask{ID: g.live("task", func(t Task) bool { return !t.Done() && t.Repeat != nil })}
	case 22:
		return SnoozeTask{ID: g.live("task", open), Until: g.now.Add(time.Duration(g.pick(50, "hours")-2) * time.Hour)}
	case 23:
		parent := g.live("other", open)
		return MoveTask{ID: g.live("task", open), Parent: &parent}
	case 24:
		return MoveTask{ID: g.live("task", open), After: g.live("other", open)}
	case 25:
		from, to := "22:00", rapid.SampledFrom([]string{"07:00", "09:30", ""}).Draw(g.T, "quiet")
		return ChangeSettings{QuietFrom: &from, QuietTo: &to}
	case 26, 27:
		if n := len(g.s.History.Entries()); n > 0 && g.bool("older") {
			return Undo{Command: g.s.History.Entries()[g.pick(n, "entry")].Command}
		}
		return Undo{}
	case 28, 29:
		return g.many()
	case 30:
		if ids := g.s.History.CanRedo(); len(ids) > 0 {
			return Redo{Command: ids[g.pick(len(ids), "undone")]}
		}
		return Redo{}
	}
	return RingDue{}
}

// reach counts what became of each verb, so that a generator that no longer
// gets anywhere is found out.
type reach map[string]*[3]int // followed, nothing to do, refused

func (r reach) saw(v Verb, events []Event, err error) {
	name := strings.TrimPrefix(reflect.TypeOf(v).String(), "tasklist.")
	if r[name] == nil {
		r[name] = &[3]int{}
	}
	var refusal *Refusal
	switch {
	case errors.As(err, &refusal):
		r[name][2]++
	case len(events) == 0:
		r[name][1]++
	default:
		r[name][0]++
	}
}

// check holds that every verb was followed now and then.
func (r reach) check(t *testing.T) {
	t.Helper()
	for verb := range verbs {
		n := r[verb]
		if n == nil {
			n = &[3]int{}
		}
		t.Logf("%-15s followed %5d, nothing to do %5d, refused %5d", verb, n[0], n[1], n[2])
		if n[0] == 0 {
			t.Errorf("%s was never followed", verb)
		}
	}
}
