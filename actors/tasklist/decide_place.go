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
