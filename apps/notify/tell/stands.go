package tell

import (
	"context"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
)

// askAgain is how soon a list that could not be asked is asked again.
const askAgain = 30 * time.Second

// A standing says whether a notice still is to be told.
type standing struct {
	gone  string    // why not, in words for the person
	until time.Time // not before: quiet hours
	err   error     // nobody knows
}

// stands asks the list about a notice that has waited: a task may have been
// done, snoozed or removed meanwhile, and quiet hours may have begun.
func (t *Teller) stands(ctx context.Context, n Notice, now time.Time) standing {
	if n.Kind != Due { // a digest has looked at its parts
		return standing{}
	}
	reply, err := t.Lists.List(ctx, n.List, tasklist.Query{Task: n.Task})
	if err != nil {
		return standing{err: err}
	}
	return standing{gone: gone(n, reply.Tasks), until: reply.Settings.Held(now)}
}

// gone is why a notice is not to be told any more, or empty. tasks is the task
// as it is now, if it is there.
func gone(n Notice, tasks []tasklist.Task) string {
	if len(tasks) == 0 || !tasks[0].RemovedAt.IsZero() {
		return "Not told: removed meanwhile."
	}
	switch task := tasks[0]; {
	case task.Done():
		return "Not told: done meanwhile."
	case task.SnoozedUntil.After(n.RangAt):
		return "Not told: snoozed meanwhile."
	case (task.Due == nil) != (n.Due == nil) || task.Due != nil && *task.Due != *n.Due:
		return "Not told: its date was changed meanwhile."
	}
	return ""
}
