package talk

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/understand"
)

const didBefore = "I did that when you first sent it, and nothing was done twice."

// Words is the answer: what came of each step, then what is said anyhow. The
// reply is the list's to Command, with the tasks that Missing asked for; the
// zero Reply when there was no command. A plan that asks first only asks.
func (p Plan) Words(intent understand.Intent, reply tasklist.Reply) string {
	if p.Asked != "" {
		return strings.Join(append(slices.Clone(p.Say), p.Asked), " ")
	}
	var words []string
	changed := func(s Step) bool { return outcomeOf(s, reply).changed }
	switch {
	case p.TakesBack():
		words = append(words, p.tookBack(intent, reply))
	case reply.Refusal != nil && p.Did == 0:
		words = append(words, p.refused(*reply.Refusal))
	case reply.Refusal != nil:
		words = append(words, p.summed(intent, slices.Concat(p.parts()[:p.Did]...), reply.Tasks), "Then I stopped: "+p.stopped(*reply.Refusal)+" The rest is as it was.")
	case p.Before && intent != understand.Add && intent != understand.AddMany:
		words = append(words, didBefore)
	case intent == understand.RenameLabel, intent == understand.RenameProject:
		words = append(words, p.renamed(reply))
	case len(p.Steps) > maxTold && !slices.ContainsFunc(p.Steps, func(s Step) bool { return !changed(s) }):
		words = append(words, p.summed(intent, p.Steps, reply.Tasks))
	default:
		for _, s := range p.Steps {
			words = append(words, p.told(cmp.Or(s.Intent, intent), s, outcomeOf(s, reply)))
		}
	}
	return strings.Join(append(words, p.Say...), " ")
}

// Missing are the ids of new tasks that the reply does not tell of: it was
// done before, so they have to be asked for.
func (p Plan) Missing(reply tasklist.Reply) []string {
	var ids []string
	for _, s := range p.Steps {
		if o := outcomeOf(s, reply); o.task == nil && s.Task.ID == "" && s.id() != "" {
			ids = append(ids, s.id())
		}
	}
	return ids
}

// refused says that nothing was done, and why.
func (p Plan) refused(r tasklist.Refusal) string {
	step := refusedStep(p.Steps, r)
	if gone := quote(step.Task.Title) + " is not on your list any more."; isGone(r, step) {
		return either(len(p.Steps) > 1, "I have done nothing: ", "") + gone
	}
	named := strings.Contains(r.Message, quote(step.Task.Title))
	switch {
	case len(p.Steps) == 1 && named:
		return r.Message
	case len(p.Steps) > 1 && (named || step.Task.Title == ""):
		return "I have done nothing: " + r.Message
	case len(p.Steps) > 1:
		return fmt.Sprintf("I have done nothing, because of %s: %s", quote(step.Task.Title), r.Message)
	case step.Task.Title == "":
		return r.Message
	}
	return fmt.Sprintf("Not done for %s: %s", quote(step.Task.Title), r.Message)
}

// stopped says why the list did not follow the next of several commands.
func (p Plan) stopped(r tasklist.Refusal) string {
	if step := refusedStep(p.parts()[p.Did], r); isGone(r, step) {
		return quote(step.Task.Title) + " is not on your list any more."
	}
	return r.Message
}

// refusedStep is the one of a command's steps that a refusal is about.
func refusedStep(steps []Step, r tasklist.Refusal) Step {
	var at int
	if n, err := fmt.Sscanf(r.Field, "verbs[%d]", &at); err == nil && n == 1 {
		for _, s := range steps {
			if at < len(s.Verbs) {
				return s
			}
			at -= len(s.Verbs)
		}
	}
	return steps[0]
}

// isGone reports whether a step was refused as its own task is not there.
func isGone(r tasklist.Refusal, s Step) bool {
	return r.Code == tasklist.CodeUnknownTask && s.Task.Title != "" && strings.Contains(r.Message, fmt.Sprintf("%q", s.id()))
}

// An outcome is what came of one step.
type outcome struct {
	changed bool
	task    *tasklist.Task // as it is now; nil when it is not on the list
	next    *tasklist.Task // the occurrence that opened
}

func outcomeOf(s Step, reply tasklist.Reply) outcome {
	o := outcome{}
	for _, t := range reply.Tasks {
		switch {
		case t.ID == s.id():
			o.task = &t
			// A task that the command touched has a version of the command's.
			o.changed = t.Revision > reply.Version-uint64(reply.Events)
		case o.next == nil && !t.Done() && t.Repeat != nil && s.Task.Repeat != nil && t.Repeat.Series == s.Task.Repeat.Series:
			o.next = &t
		}
	}
	if o.task != nil {
		return o
	}
	switch s.Verbs[0].(type) {
	case tasklist.RemoveTask, tasklist.SkipTask:
		o.changed = reply.Events > 0
		return o
	}
	if s.Task.ID != "" {
		o.task = &s.Task // the command did not touch it
	}
	return o
}

// tookBack says what undo or redo did.
func (p Plan) tookBack(intent understand.Intent, reply tasklist.Reply) string {
	if reply.Events == 0 && reply.Refusal != nil {
		return reply.Refusal.Message
	}
	if reply.Events == 0 {
		return didBefore
	}
	doing := "Undone: "
	if intent == understand.Redo {
		doing = "Done again: "
	}
	open := slices.DeleteFunc(slices.Clone(reply.Tasks), tasklist.Task.Waiting)
	gone := len(reply.Gone)
	went := many(gone, "task") + either(gone == 1, " has", " have") + " gone from your list."
	then := ""
	if reply.Refusal != nil {
		then = " Then I stopped: " + reply.Refusal.Message
	}
	switch {
	case len(open) == 0 && gone == 0:
		return strings.TrimSuffix(doing, ": ") + "." + then // what came back waits for its day
	case len(open) == 0:
		return doing + went + then
	case gone > 0:
		return doing + p.some(open, "and") + either(len(open) == 1, " is", " are") + " as before, and " + went + then
	case len(open) == 1:
		return doing + p.line(open[0]) + "." + then
	}
	return doing + p.some(open, "and") + "." + then
}
