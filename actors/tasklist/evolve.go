package tasklist

import "time"

// Evolve is the list after the event. It takes no decisions and never changes
// its argument; an event about a task that is not there only counts.
func Evolve(s State, e Event) State {
	s.Version = e.Version
	s.Recent = s.Recent.with(e.Command)
	if added, ok := e.Change.(TaskAdded); ok {
		s.Open = s.Open.With(newTask(e, added))
		return s
	}
	t, ok := s.Task(e.Task)
	if !ok {
		return s
	}
	t.UpdatedAt = e.At
	switch c := e.Change.(type) {
	case TaskRenamed:
		t.Title = c.Title
	case TaskDueSet:
		due := c.Due
		t.Due, t.DueAt, t.RingAt, t.CameDueAt = &due, c.DueAt, c.RingAt, time.Time{}
	case TaskDueCleared:
		t.Due, t.DueAt, t.RingAt, t.CameDueAt = nil, time.Time{}, time.Time{}, time.Time{}
	case TaskCompleted:
		t.CompletedAt, t.RingAt = e.At, time.Time{}
		s.Open, s.Done = s.Open.Without(t.ID), s.Done.With(t)
		return s
	case TaskReopened:
		t.CompletedAt, t.RingAt = time.Time{}, c.RingAt
		s.Open, s.Done = s.Open.With(t), s.Done.Without(t.ID)
		return s
	case TaskRemoved:
		s.Open, s.Done = s.Open.Without(t.ID), s.Done.Without(t.ID)
		return s
	case TaskCameDue:
		t.CameDueAt, t.RingAt = e.At, time.Time{}
	}
	if t.Done() {
		s.Done = s.Done.With(t)
	} else {
		s.Open = s.Open.With(t)
	}
	return s
}

// Fold is Evolve over many events, in order.
func Fold(s State, events []Event) State {
	for _, e := range events {
		s = Evolve(s, e)
	}
	return s
}

func newTask(e Event, c TaskAdded) Task {
	return Task{
		ID: e.Task, Title: c.Title, Notes: c.Notes,
		Due: c.Due, DueAt: c.DueAt, RingAt: c.RingAt,
		Priority: c.Priority, Labels: c.Labels,
		CreatedAt: e.At, UpdatedAt: e.At,
	}
}
