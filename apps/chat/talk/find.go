package talk

import (
	"slices"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/understand"
)

// phrases are the names in a reference; none when it refers otherwise.
func phrases(ref *understand.Ref) []string {
	switch {
	case ref == nil:
		return nil
	case ref.Text != "":
		return []string{ref.Text}
	}
	return ref.Texts
}

// find are the tasks that a phrase may mean, best first: one when it is
// plain which. careful takes it for plain only when no other task comes into
// question, or when the phrase is the very title.
func find(phrase string, tasks []tasklist.Task, careful bool) []tasklist.Task {
	titles := make([]string, len(tasks))
	for i, t := range tasks {
		titles[i] = t.Title
	}
	candidates := understand.Match(phrase, titles)
	plain := !understand.Ambiguous(candidates)
	if careful && len(candidates) > 1 && candidates[0].Score < 1 {
		plain = false
	}
	if plain && len(candidates) > 1 {
		candidates = candidates[:1]
	}
	var found []tasklist.Task
	for _, c := range candidates {
		found = append(found, tasks[c.Index])
	}
	return found
}

// first looks among the tasks that fit first, and only when there is none
// among the others.
func first(phrase string, tasks []tasklist.Task, fits func(tasklist.Task) bool, careful bool) (found []tasklist.Task) {
	var fit, other []tasklist.Task
	for _, t := range tasks {
		if fits(t) {
			fit = append(fit, t)
		} else {
			other = append(other, t)
		}
	}
	if found = find(phrase, fit, careful); len(found) == 0 {
		found = find(phrase, other, careful)
	}
	return found
}

// targets are the tasks that a message is about. What it cannot tell it says.
func (p *Plan) targets(a Asked, fits func(tasklist.Task) bool) []tasklist.Task {
	ref := a.Reading.Slots.Ref
	switch {
	case ref == nil:
		p.say("Which task do you mean? Say its name.")
	case ref.Filter != nil && len(a.Tasks) == 0:
		p.say("%s", p.none(a, *ref.Filter))
	case ref.Filter != nil:
		return a.Tasks
	case len(ref.Numbers) > 0:
		return p.numbered(a, ref.Numbers)
	case ref.Last && a.Reading.Intent == understand.Restore:
		return p.lastDeleted(a)
	case ref.Last, isPlural(a) && len(a.Recalled.Those) > 0:
		return p.last(a)
	}
	var found []tasklist.Task
	for _, phrase := range phrases(ref) {
		if ids := a.Picked[phrase]; len(ids) > 0 {
			picked := p.byID(a, ids)
			if picked == nil {
				return nil
			}
			found = append(found, picked...)
			continue
		}
		if t, ok := p.pick(a, phrase, fits); ok {
			found = append(found, t)
		}
		if p.Choice != nil {
			return nil // one question at a time, and nothing before its answer
		}
	}
	return found
}

// pick finds the one task that a phrase means, or says why it cannot.
func (p *Plan) pick(a Asked, phrase string, fits func(tasklist.Task) bool) (tasklist.Task, bool) {
	found := first(phrase, a.Tasks, fits, a.Reading.Intent == understand.Delete)
	p.Trash = p.Trash || a.Whole && len(found) == 0 && a.Reading.Intent == understand.Reopen
	if !a.Whole && (len(found) == 0 || !fits(found[0])) {
		p.Short = true
	}
	switch len(found) {
	case 0:
		if a.Reading.Intent == understand.Restore {
			p.say("I found nothing like %s among what was deleted in the last 30 days.", quote(phrase))
			return tasklist.Task{}, false
		}
		p.say("I found no task like %s. Say “list” to see them all.", quote(phrase))
		return tasklist.Task{}, false
	case 1:
		return found[0], true
	}
	p.choose(a, phrase, found)
	return tasklist.Task{}, false
}

// lastDeleted is the task that was deleted last.
func (p *Plan) lastDeleted(a Asked) []tasklist.Task {
	if len(a.Tasks) == 0 {
		p.say("Nothing was deleted in the last 30 days.")
		return nil
	}
	return []tasklist.Task{slices.MaxFunc(a.Tasks, func(x, y tasklist.Task) int { return x.RemovedAt.Compare(y.RemovedAt) })}
}

// below counts the open tasks below a task.
func below(tasks []tasklist.Task, id string) int {
	n := 0
	for _, t := range tasks {
		if t.Parent == id && !t.Done() {
			n += 1 + below(tasks, t.ID)
		}
	}
	return n
}
