package tasklist

import "slices"

// checkParent refuses a parent that is not there, or under which a tree of
// that height would be too deep.
func (d *draft) checkParent(parent string, height int) error {
	p, ok := d.s.Live.Get(parent)
	switch {
	case !ok:
		return refuse(CodeUnknownTask, "parent", "There is no open task %q on this list to be a part of.", clip(parent))
	case p.Done():
		return refuse(CodeTaskDone, "parent", "“%s” is done; reopen it first.", p.Title)
	case d.s.depth(parent)+height > MaxDepth:
		return refuse(CodeTooDeep, "parent", "Tasks can be at most %d levels deep.", MaxDepth)
	}
	return nil
}

// moveTask puts a task below another, and among others in order.
func (d *draft) moveTask(v MoveTask) error {
	t, err := d.needOpen(v.ID)
	if err != nil {
		return err
	}
	moved := TaskMoved{Parent: t.Parent, Order: t.Order}
	if v.Parent != nil && *v.Parent != t.Parent {
		moved.Parent = *v.Parent
		if moved.Parent != "" {
			if slices.ContainsFunc(d.s.tree(t), func(x Task) bool { return x.ID == moved.Parent }) {
				return refuse(CodeLoop, "parent", "“%s” cannot be a part of itself.", t.Title)
			}
			if err := d.checkParent(moved.Parent, d.s.height(t.ID)); err != nil {
				return err
			}
		}
	}
	if moved.Order, err = d.orderFor(t, v); err != nil {
		return err
	}
	if moved.Parent == t.Parent && moved.Order == t.Order {
		return nil
	}
	if err := d.happen(t.ID, moved); err != nil {
		return err
	}
	if w, ok := d.waitingAfter(t); ok {
		return d.happen(w.ID, moved)
	}
	return nil
}

// orderFor is the place that a move asks for.
func (d *draft) orderFor(t Task, v MoveTask) (string, error) {
	switch {
	case v.Before == "" && v.After == "":
		return t.Order, nil
	case v.Before != "" && v.After != "":
		return "", refuse(CodeBadVerb, "after", "A task goes before another or after another, not both.")
	}
	field, id := "before", v.Before
	if v.After != "" {
		field, id = "after", v.After
	}
	at, ok := d.s.Live.Get(id)
	if !ok || id == t.ID {
		return "", refuse(CodeUnknownTask, field, "There is no other task %q on this list.", clip(id))
	}
	lo, hi := "", ""
	for x := range d.s.Live.All() {
		switch {
		case x.ID == t.ID:
		case x.Order < at.Order && x.Order > lo:
			lo = x.Order
		case x.Order > at.Order && (hi == "" || x.Order < hi):
			hi = x.Order
		}
	}
	if v.Before != "" {
		return orderBetween(lo, at.Order), nil
	}
	if last := orderAt(d.now, d.s.Version); hi == "" && last > at.Order {
		return last, nil // as if it were new; what is new after it comes after it
	}
	return orderBetween(at.Order, hi), nil
}

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
