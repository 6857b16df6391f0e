package tasklist

import "github.com/errandapp/errand/actors/tasklist/recur"

// completeTask marks a task done, with all that is open below it, the lowest
// first. If it repeats, and does not open by its dates alone, the next
// occurrence opens.
func (d *draft) completeTask(v CompleteTask) error {
	t, err := d.need(v.ID)
	if err != nil || t.Done() {
		return err
	}
	return d.leave(t, func(t Task, next string) Change {
		if t.Done() {
			return nil
		}
		return TaskCompleted{next}
	})
}

// leave lets an occurrence and all below it go, the lowest first, and the next
// one come: now, or of a strict series on its date.
func (d *draft) leave(t Task, change func(t Task, next string) Change) error {
	tree := d.s.tree(t)
	var next *occurrence
	var err error
	if t.Repeat != nil && !t.Repeat.Strict {
		if next, err = d.next(t, d.now, recur.Local{}); err != nil {
			return err
		}
	}
	if err := d.dropBelow(tree); err != nil {
		return err
	}
	for i := len(tree) - 1; i >= 0; i-- {
		id := ""
		if i == 0 {
			id = next.nextID()
		}
		c := change(tree[i], id)
		if c == nil {
			continue
		}
		if err := d.happen(tree[i].ID, c); err != nil {
			return err
		}
	}
	if next == nil {
		return d.keepBelow(t, tree[1:])
	}
	return d.openNext(t, tree[1:], next)
}

// reopenTask takes a completion back, also of what the task is a part of. An
// occurrence that opened meanwhile stays.
func (d *draft) reopenTask(v ReopenTask) error {
	t, err := d.need(v.ID)
	if err != nil || !t.Done() {
		return err
	}
	// What is below it comes back with it, so all of the archive is needed.
	if _, live := d.s.Live.Get(t.ID); !live && d.s.Done.Missing() > 0 {
		return &Unloaded{Done: true}
	}
	if t.Parent != "" {
		if p, ok := d.s.Task(t.Parent); ok && p.Done() {
			if err := d.reopenTask(ReopenTask{p.ID}); err != nil {
				return err
			}
		}
	}
	if d.s.Live.Len() >= MaxTasks {
		return refuse(CodeListFull, "", "This list is full: it has %d tasks to do.", MaxTasks)
	}
	after := t
	after.CompletedAt = t.RemovedAt
	return d.happen(t.ID, TaskReopened{RingAt: after.ringFrom(d.now)})
}

// skipTask drops an occurrence and opens the next.
func (d *draft) skipTask(v SkipTask) error {
	t, err := d.needOpen(v.ID)
	if err != nil {
		return err
	}
	if t.Repeat == nil {
		return refuse(CodeNotRepeating, "id", "“%s” does not repeat; there is no occurrence to skip.", t.Title)
	}
	return d.leave(t, func(_ Task, next string) Change { return TaskSkipped{next} })
}
