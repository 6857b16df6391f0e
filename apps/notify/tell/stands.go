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

// askTime bounds one question to a list: others wait for the answer.
const askTime = 5 * time.Second

// ask asks a list about a task, and for its settings.
func (t *Teller) ask(ctx context.Context, list, task string) (tasklist.Reply, error) {
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	return t.Lists.List(ctx, list, tasklist.Query{Task: task})
}

// stands asks the list about a notice that has waited: a task may have been
// done, snoozed or removed meanwhile, and quiet hours may have begun. A digest
// stands as long as one of its parts does.
func (t *Teller) stands(ctx context.Context, n Notice, now time.Time) (s standing) {
	parts := []Notice{n}
	switch n.Kind {
	case Test:
		return s
	case Digest:
		parts = n.Items
	}
	for _, part := range parts {
		reply, err := t.ask(ctx, n.List, part.Task)
		if err != nil {
			return standing{err: err}
		}
		s = standing{gone: gone(part, reply.Tasks), until: reply.Settings.Held(now)}
		if s.gone == "" {
			return s
		}
	}
	return s
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
