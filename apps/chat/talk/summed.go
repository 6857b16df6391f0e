package talk

import (
	"fmt"
	"slices"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/understand"
)

// maxTold is how many steps are told one by one.
const maxTold = 8

// summed tells of many steps at once; tasks are those that are there after
// them.
func (p Plan) summed(intent understand.Intent, steps []Step, tasks []tasklist.Task) string {
	n := 0
	for _, s := range steps {
		n += 1 + s.below
	}
	if intent == understand.Add || intent == understand.AddMany {
		place := func(t tasklist.Task) int {
			return slices.IndexFunc(steps, func(s Step) bool { return s.id() == t.ID })
		}
		tasks = slices.SortedFunc(slices.Values(tasks), func(x, y tasklist.Task) int { return place(x) - place(y) })
		return fmt.Sprintf("Added %s: %s.", many(len(tasks), "task"), p.some(tasks, "and"))
	}
	what := many(n, "task")
	switch intent {
	case understand.Complete:
		return "Done: " + what + "."
	case understand.Reopen:
		return what + " are open again."
	case understand.Delete:
		return "Deleted " + what + "."
	case understand.Reschedule:
		return "Moved " + what + "." + p.toWhen(tasks)
	}
	return "Changed " + what + "."
}

// toWhen says when all of them are due, if that is one moment.
func (p Plan) toWhen(tasks []tasklist.Task) string {
	if len(tasks) == 0 || tasks[0].Due == nil {
		return ""
	}
	when := When(tasks[0], p.now)
	for _, t := range tasks {
		if t.Due == nil || When(t, p.now) != when {
			return ""
		}
	}
	return " They are due " + when + "."
}

// renamed tells of a label or project that has another name.
func (p Plan) renamed(reply tasklist.Reply) string {
	from, to, kind := "", "", ""
	switch v := p.Steps[0].Verbs[0].(type) {
	case tasklist.RenameLabel:
		from, to, kind = "#"+v.From, "#"+v.To, "label"
	case tasklist.RenameProject:
		from, to, kind = quote(v.From), quote(v.To), "project"
	}
	switch {
	case reply.Events == 0:
		return "No task has the " + kind + " " + from + "."
	case reply.More:
		return fmt.Sprintf("The %s %s is %s now, on the first %d tasks. Say it again for the rest.", kind, from, to, reply.Events)
	}
	return fmt.Sprintf("The %s %s is %s now, on %s.", kind, from, to, many(reply.Events, "task"))
}
