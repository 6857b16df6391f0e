package tasklist

// removeTask puts a task into the trash, with all below it. A series ends with
// its last open occurrence.
func (d *draft) removeTask(v RemoveTask) error {
	t, err := d.need(v.ID)
	if err != nil {
		return err
	}
	if _, live := d.s.Live.Get(t.ID); !live && t.Done() && d.s.Done.Missing() > 0 {
		return &Unloaded{Done: true}
	}
	tree := d.s.tree(t)
	if t.Done() {
		tree = d.doneTree(t)
	}
	if err := d.dropBelow(tree); err != nil {
		return err
	}
	for i := len(tree) - 1; i >= 0; i-- {
		if err := d.happen(tree[i].ID, TaskRemoved{}); err != nil {
			return err
		}
	}
	if _, ok := d.waitingAfter(t); ok && !t.Done() {
		return d.dropWaiting(t)
	}
	return nil
}

// doneTree is a task in the archive with all that is below it there.
func (d *draft) doneTree(t Task) []Task {
	if _, live := d.s.Live.Get(t.ID); live {
		return d.s.tree(t)
	}
	all := []Task{t}
	for c := range d.s.Done.All() {
		if c.Parent == t.ID {
			all = append(all, d.doneTree(c)...)
		}
	}
	return all
}

// restoreTask takes a task out of the trash, with what went there with it.
func (d *draft) restoreTask(v RestoreTask) error {
	if err := checkID("id", v.ID); err != nil {
		return err
	}
	if d.s.Trash.Missing() > 0 {
		return &Unloaded{Trash: true}
	}
	t, ok := d.s.Trash.get(v.ID)
	if !ok {
		if _, ok := d.s.Task(v.ID); ok {
			return nil
		}
		if d.s.Done.Missing() > 0 {
			return &Unloaded{Done: true}
		}
		return refuse(CodeNotInTrash, "id", "There is no task %q in the trash.", clip(v.ID))
	}
	if d.s.Live.Len() >= MaxTasks {
		return refuse(CodeListFull, "", "This list is full: it has %d tasks to do.", MaxTasks)
	}
	parent := t.Parent
	if p, lives := d.s.Live.Get(parent); !lives || p.Done() && !t.Done() || d.s.depth(parent)+d.trashHeight(t) > MaxDepth {
		parent = "" // what it was a part of is gone, done, or too deep by now
	}
	return d.restore(t, parent)
}

// trashHeight is how many levels a task would have that is restored.
func (d *draft) trashHeight(t Task) int {
	most := 0
	for _, c := range d.wentWith(t) {
		most = max(most, d.trashHeight(c))
	}
	return most + 1
}

// wentWith are the sub-tasks that went into the trash together with a task.
func (d *draft) wentWith(t Task) []Task {
	var with []Task
	for c := range d.s.Trash.All() {
		if c.Parent == t.ID && c.RemovedAt.Equal(t.RemovedAt) && (c.Done() || !t.Done()) {
			with = append(with, c)
		}
	}
	return with
}

func (d *draft) restore(t Task, parent string) error {
	with := d.wentWith(t)
	if err := d.happen(t.ID, TaskRestored{Parent: parent, RingAt: t.ringFrom(d.now)}); err != nil {
		return err
	}
	if err := d.resume(t); err != nil {
		return err
	}
	for _, c := range with {
		if err := d.restore(c, t.ID); err != nil {
			return err
		}
	}
	return nil
}
