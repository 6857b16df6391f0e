package tasklist

import "time"

// Evolve is the list after the event. It takes no decisions and never changes
// its argument; an event about a task that is not there only counts.
func Evolve(s State, e Event) State {
	s.Version = e.Version
	s.Recent = s.Recent.with(e.Command, e.At)
	if c, ok := e.Change.(SettingsChanged); ok {
		s.Settings = c.Settings
		return s
	}
	before, there := s.Any(e.Task)
	var image *Task
	if there {
		image = &before
	}
	if c, ok := e.Change.(TaskReverted); ok {
		s.History = s.History.reverted(e, c, image)
		if c.Task == nil {
			return s.lift(e.Task).settle(e.Task)
		}
		t := *c.Task // with its revision: what was decided then stands on it again
		t.UpdatedAt = e.At
		return s.place(t)
	}
	t, stays := after(before, there, e)
	if undoable(e.Change) {
		s.History = s.History.record(e, image, stays)
	}
	switch {
	case stays:
		t.UpdatedAt = e.At
		if _, rang := e.Change.(TaskCameDue); !rang {
			t.Revision = e.Version
		}
		return s.place(t)
	case there:
		return s.lift(e.Task)
	}
	return s
}

// undoable reports whether a change is a person's, who may take it back.
func undoable(c Change) bool {
	switch c := c.(type) {
	case TaskCameDue, TaskOpened, TaskPurged:
		return false
	case TaskAdded:
		return !c.ByItself
	}
	return true
}

// after is the task after the event; false when it is gone for good, or was
// never there.
func after(t Task, there bool, e Event) (Task, bool) {
	if c, ok := e.Change.(TaskAdded); ok {
		return newTask(e, c), true
	}
	if !there {
		return t, false
	}
	switch c := e.Change.(type) {
	case TaskRenamed:
		t.Title = c.Title
	case TaskEdited:
		t.Content, t.RingAt, t.Repeat = c.Content, c.RingAt, c.Repeat
	case TaskDueSet:
		due := c.Due
		t.Due, t.DueAt, t.RingAt = &due, c.DueAt, c.RingAt
		t.Repeat, t.SnoozedUntil, t.CameDueAt = c.Repeat, time.Time{}, time.Time{}
	case TaskDueCleared:
		t.Due, t.DueAt, t.RingAt, t.Repeat = nil, time.Time{}, c.RingAt, nil
		t.SnoozedUntil, t.CameDueAt = time.Time{}, time.Time{}
	case TaskRepeats:
		t.Repeat = c.Repeat
	case TaskCompleted:
		t.CompletedAt, t.RingAt, t.SnoozedUntil = e.At, time.Time{}, time.Time{}
		t.Repeat = t.Repeat.followed(c.Next)
	case TaskReopened:
		t.CompletedAt, t.RingAt = time.Time{}, c.RingAt
	case TaskSkipped:
		t.RemovedAt, t.RingAt = e.At, time.Time{}
		t.Repeat = t.Repeat.followed(c.Next)
	case TaskOpened:
		if t.Repeat == nil {
			break // a foreign fact: this task has no series
		}
		repeat := *t.Repeat
		repeat.OpensAt, repeat.Below = time.Time{}, nil
		t.Repeat = &repeat
	case TaskSnoozed:
		t.SnoozedUntil, t.RingAt = c.Until, c.Until
	case TaskMoved:
		t.Parent, t.Order = c.Parent, c.Order
	case TaskRemoved:
		if t.Waiting() {
			return t, false
		}
		t.RemovedAt, t.RingAt = e.At, time.Time{}
	case TaskRestored:
		t.RemovedAt, t.Parent, t.RingAt = time.Time{}, c.Parent, c.RingAt
	case TaskPurged:
		return t, false
	case TaskCameDue:
		t.CameDueAt, t.RingAt, t.SnoozedUntil = e.At, c.RingAt, time.Time{}
	}
	return t, true
}

// Fold is Evolve over many events, in order.
func Fold(s State, events []Event) State {
	for _, e := range events {
		s = Evolve(s, e)
	}
	return s
}

// followed is the repeat of an occurrence whose next one opened.
func (r *Repeat) followed(next string) *Repeat {
	if next == "" || r == nil {
		return r
	}
	repeat := *r
	repeat.Next = next
	return &repeat
}

func newTask(e Event, c TaskAdded) Task {
	return Task{
		ID: e.Task, Content: c.Content, Parent: c.Parent, Order: c.Order, Source: c.Source,
		Due: c.Due, DueAt: c.DueAt, RingAt: c.RingAt, Repeat: c.Repeat, CreatedAt: e.At,
	}
}
