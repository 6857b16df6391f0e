package talk

import (
	"reflect"
	"slices"
	"strings"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/ids"
	"github.com/errandapp/errand/apps/chat/understand"
)

// Correct is what is done when a message that added tasks was read wrongly.
const Correct understand.Intent = "correct"

// A Correction is another reading of a message that was answered before.
type Correction struct {
	Message string             // the message that added the tasks
	Was     understand.Reading // as it was read, and done
	Is      understand.Reading // as it was meant
}

// CanCorrect reports whether the one reading can be made of the other by
// changing the tasks that it added.
func (c Correction) CanCorrect() bool {
	adds := func(r understand.Reading) bool { return r.Intent == understand.Add || r.Intent == understand.AddMany }
	return adds(c.Was) && adds(c.Is) && len(added(c.Was)) == len(added(c.Is))
}

// added are the tasks that a reading adds.
func added(r understand.Reading) []understand.Slots {
	if r.Intent == understand.AddMany {
		return r.Slots.Tasks
	}
	return []understand.Slots{r.Slots}
}

// CorrectionTasks are the ids of the tasks whose reading is another now.
func (c Correction) CorrectionTasks() []string {
	var changed []string
	was, is := added(c.Was), added(c.Is)
	for i := range is {
		if !reflect.DeepEqual(was[i], is[i]) {
			changed = append(changed, ids.Derive(c.Message, placeName(i)))
		}
	}
	return changed
}

// CorrectAnswer plans how to make of the tasks what was meant. Only what is
// read otherwise is changed: what was done to them since stays. a.Tasks are
// those of CorrectionTasks that are there.
func CorrectAnswer(a Asked, c Correction) Plan {
	p, quiet := Plan{now: a.Now}, Plan{now: a.Now}
	was, is := added(c.Was), added(c.Is)
	for i := range is {
		if reflect.DeepEqual(was[i], is[i]) {
			continue
		}
		a.Reading = c.Was
		before := quiet.newTask(a, c.Message, i, was[i])
		a.Reading = c.Is
		after := p.newTask(a, c.Message, i, is[i])
		at := slices.IndexFunc(a.Tasks, func(t tasklist.Task) bool { return t.ID == after.ID })
		if at < 0 {
			p.say("%s is not on your list any more.", quote(was[i].Title))
			continue
		}
		if verbs := remake(before, after); len(verbs) > 0 {
			p.Steps = append(p.Steps, Step{Verbs: verbs, Task: a.Tasks[at]})
		} else {
			p.About = append(p.About, a.Tasks[at])
		}
	}
	switch {
	case len(p.Steps) > 0 && c.Is.Doubt != "":
		p.say("%s", c.Is.Doubt)
	case len(p.Steps) == 0 && len(p.Say) == 0:
		p.say("I read it like that already, so nothing has changed.")
	}
	return p
}

// remake is what makes of a task that was opened like before one that was
// opened like after. What hangs on a due date comes after it.
func remake(before, after tasklist.AddTask) []tasklist.Verb {
	var verbs []tasklist.Verb
	do := func(v tasklist.Verb) { verbs = append(verbs, v) }
	repeats := !reflect.DeepEqual(before.Recurrence, after.Recurrence)
	if repeats && after.Recurrence == nil && after.Due != nil {
		do(tasklist.SetRecurrence{ID: after.ID})
	}
	switch {
	case after.Due == nil && before.Due != nil:
		do(tasklist.ClearDue{ID: after.ID})
	case after.Due != nil && !reflect.DeepEqual(before.Due, after.Due):
		do(tasklist.SetDue{ID: after.ID, Due: *after.Due, Later: before.Recurrence != nil && after.Recurrence != nil})
	}
	if repeats && after.Recurrence != nil {
		do(tasklist.SetRecurrence{ID: after.ID, Recurrence: after.Recurrence})
	}
	edit := tasklist.EditTask{ID: after.ID, Tag: without(after.Labels, before.Labels), Untag: without(before.Labels, after.Labels)}
	set(&edit.Title, before.Title, after.Title)
	set(&edit.Notes, before.Notes, after.Notes)
	set(&edit.Priority, before.Priority, after.Priority)
	set(&edit.Project, before.Project, after.Project)
	if after.Due != nil || before.Due == nil { // else it went with the due date
		set(&edit.Minutes, before.Minutes, after.Minutes)
	}
	if !reflect.DeepEqual(before.Reminders, after.Reminders) {
		reminders := append([]tasklist.Reminder{}, after.Reminders...)
		edit.Reminders = &reminders
	}
	if !reflect.DeepEqual(edit, tasklist.EditTask{ID: after.ID}) {
		do(edit)
	}
	return verbs
}

// set sets a field that is to be changed.
func set[T comparable](field **T, before, after T) {
	if before != after {
		*field = &after
	}
}

// without are the labels that the others do not have; nil for none.
func without(labels, others []string) (rest []string) {
	for _, l := range labels {
		if !slices.ContainsFunc(others, func(o string) bool { return strings.EqualFold(l, o) }) {
			rest = append(rest, l)
		}
	}
	return rest
}
