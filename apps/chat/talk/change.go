package talk

import (
	"slices"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/understand"
)

// doing is what a change is called when it is not done.
var doing = map[understand.Intent]string{
	understand.Complete: "complete", understand.Reopen: "reopen", understand.Delete: "delete",
	understand.Rename: "rename", understand.Reschedule: "move",
}

// change does something to tasks that are there, each by its name.
func (p *Plan) change(a Asked) {
	intent := a.Reading.Intent
	if p.notByName(a, doing[intent]) {
		return
	}
	open := func(t tasklist.Task) bool { return !t.Done() }
	done := tasklist.Task.Done
	before := 0
	for i, phrase := range phrases(a.Reading.Slots.Ref) {
		if a.decided(i) {
			before++
			continue
		}
		fits := open
		if intent == understand.Reopen {
			fits = done
		}
		t, ok := p.pick(a, phrase, fits)
		if !ok {
			continue
		}
		v := p.verb(a, t)
		if v == nil || slices.ContainsFunc(p.Steps, func(s Step) bool { return s.Task.ID == t.ID }) {
			continue
		}
		p.Steps = append(p.Steps, Step{ID: CommandID(a.Message, i), Verb: v, Task: t})
	}
	if before > 0 {
		p.say("I did that when you first sent it, and nothing was done twice.")
	}
}

// verb is what is to be done to the task; nil, with words, for nothing.
func (p *Plan) verb(a Asked, t tasklist.Task) tasklist.Verb {
	s := a.Reading.Slots
	switch a.Reading.Intent {
	case understand.Complete:
		if t.Done() {
			p.About = append(p.About, t)
			p.say("%s is done already.", quote(t.Title))
			return nil
		}
		return tasklist.CompleteTask{ID: t.ID}
	case understand.Reopen:
		if !t.Done() {
			p.About = append(p.About, t)
			p.say("%s is still open.", quote(t.Title))
			return nil
		}
		return tasklist.ReopenTask{ID: t.ID}
	case understand.Delete:
		return tasklist.RemoveTask{ID: t.ID}
	case understand.Rename:
		return tasklist.RenameTask{ID: t.ID, Title: s.Title}
	}
	p.leaveOut(s, false)
	return p.reschedule(a, t)
}

// show tells all about one task.
func (p *Plan) show(a Asked) {
	if p.notByName(a, "show") {
		return
	}
	for _, phrase := range phrases(a.Reading.Slots.Ref) {
		if t, ok := p.pick(a, phrase, func(t tasklist.Task) bool { return !t.Done() }); ok {
			p.About = append(p.About, t)
			p.say("%s", p.details(t))
		}
	}
}
