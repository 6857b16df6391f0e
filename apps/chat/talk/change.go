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
	trash bool   // it is for deleted ones
	along bool   // what is below a task goes with it
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
	understand.Complete:   {doing: "complete", along: true, asks: unlessNamed, verbs: (*Plan).complete},
	understand.Reopen:     {doing: "reopen", done: true, verbs: (*Plan).reopen},
	understand.Delete:     {doing: "delete", along: true, asks: always, verbs: remove},
	understand.Rename:     {doing: "rename", asks: unlessNamed, verbs: rename},
	understand.Reschedule: {doing: "move", verbs: (*Plan).reschedule},
	understand.Prioritize: {doing: "change", verbs: prioritize},
	understand.Tag:        {doing: "label", verbs: (*Plan).tag},
	understand.Untag:      {doing: "change", verbs: (*Plan).untag},
	understand.Move:       {doing: "move", verbs: moveToProject},
	understand.Remind:     {doing: "remind you of", verbs: (*Plan).remind},
	understand.Note:       {doing: "note on", verbs: (*Plan).note},
	understand.Repeat:     {doing: "repeat", verbs: (*Plan).repeat},
	understand.Skip:       {doing: "skip", asks: unlessNamed, verbs: (*Plan).skip},
	understand.Restore:    {doing: "restore", trash: true, asks: unlessNamed, verbs: restore},
	understand.Nest:       {doing: "move", verbs: (*Plan).nest},
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
		p.About = tasks[:min(len(tasks), maxAsked)]
		p.say("That would %s %d tasks, and I do at most %d at a time: say it of fewer of them, by a label or a date. I have done nothing.", c.doing, total, MaxSteps)
		return
	}
	all := a.Open
	if all == nil {
		all = a.Tasks
	}
	goes := goesAlong(all, tasks)
	for _, t := range tasks {
		if p.has(t.ID) || c.along && goes[t.ID] {
			continue
		}
		if verbs := c.verbs(p, a, t); len(verbs) > 0 {
			p.Steps = append(p.Steps, Step{Verbs: verbs, Task: t, below: below(all, t.ID)})
		}
	}
	if c.asks == always || c.asks == unlessNamed && !named || len(p.Steps) > maxAsked {
		p.askFirst(c)
	}
}

// has reports whether there is a step for the task.
func (p *Plan) has(id string) bool {
	return slices.ContainsFunc(p.Steps, func(s Step) bool { return s.Task.ID == id })
}

// goesAlong are the tasks that are somewhere below another of the tasks, and
// go with it. all knows what is part of what.
func goesAlong(all, tasks []tasklist.Task) map[string]bool {
	parent, among, goes := map[string]string{}, map[string]bool{}, map[string]bool{}
	for _, t := range append(slices.Clone(all), tasks...) {
		parent[t.ID] = t.Parent
	}
	for _, t := range tasks {
		among[t.ID] = true
	}
	for _, t := range tasks {
		for up, steps := t.Parent, 0; up != "" && steps <= tasklist.MaxDepth; up, steps = parent[up], steps+1 {
			if among[up] {
				goes[t.ID] = true
				break
			}
		}
	}
	return goes
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
		with = ", with " + theTasks(below) + " below " + either(len(p.Steps) == 1, "it", "them")
	}
	p.About = append(p.About, p.Shown...)
	named := p.fit(p.Shown[:min(len(p.Shown), maxAsked)])
	p.Shown = p.Shown[:named] // a number is of what was seen
	lines := p.lines(p.Shown)
	if more := len(p.Steps) - named; more > 0 {
		lines += fmt.Sprintf("\n… and %d more.", more)
	}
	p.Asked = fmt.Sprintf("That would %s %s%s:\n%s\nSay “yes” to do it, or “no” to leave everything as it is.",
		c.doing, many(len(p.Steps), "task"), with, lines)
}
