package talk

import (
	"fmt"
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
		p.say("%s", didBefore)
		return
	}
	c := changes[a.Reading.Intent]
	tasks := p.targets(a, func(t tasklist.Task) bool { return t.Done() == c.done })
	tasks = slices.CompactFunc(tasks, func(x, y tasklist.Task) bool { return x.ID == y.ID })
	named := a.Reading.Slots.Ref == nil || a.Reading.Slots.Ref.Filter == nil
	total := len(tasks)
	if !named {
		total = a.Total
	}
	if total > MaxSteps {
		p.About = tasks
		p.say("That is more than I do at once: it would %s %d tasks, and I change at most %d at a time. I have done nothing.", c.doing, total, MaxSteps)
		return
	}
	for _, t := range tasks {
		if p.has(t.ID) || a.Reading.Intent == understand.Delete && goesWith(t, tasks) {
			continue
		}
		if verbs := c.verbs(p, a, t); len(verbs) > 0 {
			p.Steps = append(p.Steps, Step{Verbs: verbs, Task: t, below: below(a.Tasks, t.ID)})
		}
	}
	if c.asks == always || c.asks == unlessNamed && !named {
		p.askFirst(c)
	}
}

// has reports whether there is a step for the task.
func (p *Plan) has(id string) bool {
	return slices.ContainsFunc(p.Steps, func(s Step) bool { return s.Task.ID == id })
}

// goesWith reports whether a task goes with another of the tasks, below which
// it is.
func goesWith(t tasklist.Task, tasks []tasklist.Task) bool {
	return t.Parent != "" && slices.ContainsFunc(tasks, func(o tasklist.Task) bool { return o.ID == t.Parent })
}

// askFirst makes the steps wait for a yes, when they change several tasks.
func (p *Plan) askFirst(c change) {
	p.Shown = nil
	total := len(p.Steps)
	for _, s := range p.Steps {
		p.Shown = append(p.Shown, s.Task)
		total += s.below
	}
	if total < 2 {
		p.Shown = nil
		return
	}
	with := ""
	if below := total - len(p.Steps); below > 0 {
		with = ", with the " + many(below, "task") + " below " + either(len(p.Steps) == 1, "it", "them")
	}
	p.About = append(p.About, p.Shown...)
	p.Asked = fmt.Sprintf("That would %s %s%s:\n%s\nSay “yes” to do it, or “no” to leave everything as it is.",
		c.doing, many(len(p.Steps), "task"), with, p.lines(p.Shown))
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
