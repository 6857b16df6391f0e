package tasklist

import (
	"slices"
	"time"
)

// undo takes a command back: every task that it touched is put back to how it
// was, unless something has happened to one of them since.
func (d *draft) undo(v Undo) error {
	if len(d.s.History.Missing()) > 0 {
		return &Unloaded{History: true}
	}
	entry, ok := d.s.History.lastDone(v.Command)
	if !ok {
		return refuse(CodeNothingToUndo, "command", "There is nothing to take back.")
	}
	return d.revert(entry, false)
}

// redo takes the last undo back.
func (d *draft) redo(v Redo) error {
	if len(d.s.History.Missing()) > 0 {
		return &Unloaded{History: true}
	}
	entry, ok := d.s.History.lastUndone()
	if !ok || v.Command != "" && v.Command != entry.Command {
		return refuse(CodeNothingToRedo, "", "There is nothing to do again.")
	}
	return d.revert(entry, true)
}

func (d *draft) revert(entry *Entry, redo bool) error {
	// Old images may lie in, or belong to, what is not in memory.
	need := Unloaded{Done: d.s.Done.Missing() > 0, Trash: d.s.Trash.Missing() > 0}
	steps := slices.Clone(entry.Steps)
	if !redo {
		slices.Reverse(steps)
	}
	for _, step := range steps {
		now, there := d.s.Any(step.Task)
		if !there && !step.Gone && (need.Done || need.Trash) {
			return &need
		}
		if there == step.Gone || there && now.Revision != step.Revision {
			return d.blocked(entry, step, now, there)
		}
	}
	for _, step := range steps {
		if now, _ := d.s.Any(step.Task); d.crosses(now, step.Image) && (need.Done || need.Trash) {
			return &need
		}
	}
	if err := d.leavesBehind(steps); err != nil {
		return err
	}
	for _, step := range ordered(steps) {
		now, _ := d.s.Any(step.Task)
		if err := d.happen(step.Task, TaskReverted{Of: entry.Command, Redo: redo, Task: d.image(step, now, entry.At)}); err != nil {
			return err
		}
	}
	return d.checkTrees(steps)
}

// leavesBehind refuses to take a task away that others were made a part of
// since, done or not: they could not be opened again.
func (d *draft) leavesBehind(steps []Step) error {
	for _, step := range steps {
		if step.Image != nil {
			continue
		}
		for _, c := range d.s.Live.Children(step.Task) {
			if !slices.ContainsFunc(steps, func(s Step) bool { return s.Task == c.ID }) {
				return refuse(CodeUndoBlocked, "", "“%s” is a part of it by now.", c.Title)
			}
		}
	}
	return nil
}

// ordered has what goes away, the lowest first, before what comes back, the
// highest first.
func ordered(steps []Step) []Step {
	gone := slices.DeleteFunc(slices.Clone(steps), func(s Step) bool { return s.Image != nil })
	back := slices.DeleteFunc(slices.Clone(steps), func(s Step) bool { return s.Image == nil })
	return append(gone, back...)
}

// crosses reports whether a task would come out of, or go into, an archive.
func (d *draft) crosses(now Task, image *Task) bool {
	archived := func(t Task) bool { return t.Done() || !t.RemovedAt.IsZero() }
	return archived(now) || image != nil && archived(*image)
}

// image is the task as it will be; a ring that has rung, or passed, meanwhile
// does not come again.
func (d *draft) image(step Step, now Task, since time.Time) *Task {
	if step.Image == nil {
		return nil
	}
	t := *step.Image
	if now.CameDueAt.After(since) {
		t.CameDueAt = now.CameDueAt
	}
	if !t.RingAt.IsZero() && (t.RingAt.Before(d.now.Add(-ringGrace)) || !t.RingAt.After(t.CameDueAt)) {
		t.RingAt = t.ringFrom(d.now)
	}
	return &t
}

// blocked says what stands in the way: another command, if there is one that
// can be taken back, or something that nobody can.
func (d *draft) blocked(entry *Entry, step Step, now Task, there bool) error {
	title := now.Title
	if !there && step.Image != nil {
		title = step.Image.Title
	}
	if !there {
		return refuse(CodeUndoBlocked, "", "“%s” is gone; that cannot be taken back.", title)
	}
	if !d.s.History.touchedAfter(entry.Number, step.Task) {
		return refuse(CodeUndoBlocked, "", "“%s” has changed by itself since; that cannot be taken back.", title)
	}
	return refuse(CodeUndoBlocked, "", "“%s” was changed since; take that back first.", title)
}

// checkTrees refuses what would leave a task below one that is not there, that
// is done, or that is below itself, or too deep.
func (d *draft) checkTrees(steps []Step) error {
	for _, step := range steps {
		t, there := d.s.Live.Get(step.Task)
		parent, lives := d.s.Live.Get(t.Parent)
		switch {
		case !there:
			for _, c := range d.s.Live.Children(step.Task) {
				return refuse(CodeUndoBlocked, "", "“%s” is a part of it by now.", c.Title)
			}
		case t.Parent != "" && !lives:
			return refuse(CodeUndoBlocked, "", "What “%s” was a part of is not there any more.", t.Title)
		case parent.Done() && !t.Done():
			return refuse(CodeUndoBlocked, "", "“%s” is a part of “%s”, which is done by now.", t.Title, parent.Title)
		case d.s.depth(t.ID) > MaxDepth || d.s.depth(t.ID)+d.s.height(t.ID)-1 > MaxDepth:
			return refuse(CodeUndoBlocked, "", "“%s” would be too deep by now, or a part of itself.", t.Title)
		case t.Done():
			for _, c := range d.s.Live.Children(t.ID) {
				if !c.Done() {
					return refuse(CodeUndoBlocked, "", "“%s” is a part of it by now.", c.Title)
				}
			}
		}
	}
	return nil
}
