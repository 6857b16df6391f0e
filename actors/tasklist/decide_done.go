package tasklist

// completeTask marks a task done, with all that is open below it, the lowest
// first. If it repeats, and does not open by its dates alone, the next
// occurrence opens.
func (d *draft) completeTask(v CompleteTask) error {
	t, err := d.need(v.ID)
	if err != nil || t.Done() {
		return err
	}
	tree := d.s.tree(t)
	for i := len(tree) - 1; i >= 0; i-- {
		if tree[i].Done() {
			continue
		}
		if err := d.happen(tree[i].ID, TaskCompleted{}); err != nil {
			return err
		}
	}
	if t.Repeat == nil || t.Repeat.Strict {
		return nil
	}
	return d.openNext(t, tree[1:])
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
	tree := d.s.tree(t)
	for i := len(tree) - 1; i >= 0; i-- {
		if err := d.happen(tree[i].ID, TaskSkipped{}); err != nil {
			return err
		}
	}
	if t.Repeat.Strict {
		return nil
	}
	return d.openNext(t, tree[1:])
}
