package talk

import (
	"slices"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/understand"
)

// A change is an intent that changes tasks which are there.
type change struct {
	doing string // what it is called
	done  bool   // it is for done tasks
	asks  int    // how sure the person has to be: of what is filtered, of what is named too
	verbs func(*Plan, Asked, tasklist.Task) []tasklist.Verb
}

// When a change of several tasks is asked about first.
const (
	never = iota
	unlessNamed
	always
)

// changes are all of them. verbs is what is to be done to one task; none,
// with words, for nothing.
var changes = map[understand.Intent]change{
	understand.Complete:   {doing: "complete", asks: unlessNamed, verbs: (*Plan).complete},
	understand.Reopen:     {doing: "reopen", done: true, verbs: (*Plan).reopen},
	understand.Delete:     {doing: "delete", asks: always, verbs: remove},
	understand.Rename:     {doing: "rename", asks: unlessNamed, verbs: rename},
	understand.Reschedule: {doing: "move", verbs: (*Plan).reschedule},
	understand.Prioritize: {doing: "change", verbs: prioritize},
	understand.Tag:        {doing: "label", verbs: (*Plan).tag},
	understand.Untag:      {doing: "change", verbs: (*Plan).untag},
	understand.Move:       {doing: "move", verbs: moveToProject},
	understand.Remind:     {doing: "remind you of", verbs: (*Plan).remind},
	understand.Note:       {doing: "note on", verbs: (*Plan).note},
	understand.Repeat:     {doing: "repeat", verbs: (*Plan).repeat},
}

// change does something to tasks that are there.
func (p *Plan) change(a Asked) {
	if a.Decided {
		// A name may mean another task by now, so it is not looked up again.
		p.say("I did that when you first sent it, and nothing was done twice.")
		return
	}
	c := changes[a.Reading.Intent]
	tasks := p.targets(a, func(t tasklist.Task) bool { return t.Done() == c.done })
	tasks = slices.CompactFunc(tasks, func(x, y tasklist.Task) bool { return x.ID == y.ID })
	if p.asksFirst(a, c, tasks) {
		return
	}
	for _, t := range tasks {
		if slices.ContainsFunc(p.Steps, func(s Step) bool { return s.Task.ID == t.ID }) {
			continue
		}
		if verbs := c.verbs(p, a, t); len(verbs) > 0 {
			p.Steps = append(p.Steps, Step{Verbs: verbs, Task: t, below: below(a.Tasks, t.ID)})
		}
	}
}

// asksFirst reports whether so many tasks are not changed on one word. As a
// question cannot be remembered yet, it says what to say instead.
func (p *Plan) asksFirst(a Asked, c change, tasks []tasklist.Task) bool {
	named := a.Reading.Slots.Ref == nil || a.Reading.Slots.Ref.Filter == nil
	total := len(tasks)
	if !named {
		total = a.Total
	}
	switch {
	case total > MaxSteps:
		p.About = tasks
		p.say("That is more than I do at once: it would %s %d tasks, and I change at most %d at a time. I have done nothing.", c.doing, total, MaxSteps)
	case total > 1 && (c.asks == always || c.asks == unlessNamed && !named):
		p.About = tasks
		p.say("That would %s %d tasks: %s. I cannot ask you back yet, so I have done nothing: say “%s %s” and so on, one by one.",
			c.doing, total, p.some(tasks, "and"), c.doing, tasks[0].Title)
	default:
		return false
	}
	return true
}

func (p *Plan) complete(_ Asked, t tasklist.Task) []tasklist.Verb {
	if t.Done() {
		p.About = append(p.About, t)
		p.say("%s is done already.", quote(t.Title))
		return nil
	}
	return []tasklist.Verb{tasklist.CompleteTask{ID: t.ID}}
}

func (p *Plan) reopen(_ Asked, t tasklist.Task) []tasklist.Verb {
	if !t.Done() {
		p.About = append(p.About, t)
		p.say("%s is still open.", quote(t.Title))
		return nil
	}
	return []tasklist.Verb{tasklist.ReopenTask{ID: t.ID}}
}

func remove(_ *Plan, _ Asked, t tasklist.Task) []tasklist.Verb {
	return []tasklist.Verb{tasklist.RemoveTask{ID: t.ID}}
}

func rename(_ *Plan, a Asked, t tasklist.Task) []tasklist.Verb {
	return []tasklist.Verb{tasklist.RenameTask{ID: t.ID, Title: a.Reading.Slots.Title}}
}
