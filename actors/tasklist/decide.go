package tasklist

import "time"

// Decide answers a command: the events that follow from it, in order, or a
// *Refusal. No events and no error mean that all is as wished already; so it
// is for every command that was decided before.
//
// now is the moment of the decision. It becomes the events' At, in UTC.
func Decide(s State, c Command, now time.Time) ([]Event, error) {
	now = now.UTC().Truncate(time.Millisecond)
	if r := checkID("command", c.ID); r != nil {
		return nil, r
	}
	if s.Recent.Has(c.ID) {
		return nil, nil
	}
	if c.IfVersion != nil && *c.IfVersion != s.Version {
		return nil, refuse(CodeVersionConflict, "ifVersion", "The list has changed: it is at version %d, not %d.", s.Version, *c.IfVersion)
	}
	happened, r := decide(s, c.Verb, now)
	if r != nil {
		return nil, r
	}
	var events []Event
	for i, h := range happened {
		events = append(events, Event{
			Version: s.Version + uint64(i) + 1, Command: c.ID, At: now,
			Task: h.task, Change: h.change,
		})
	}
	return events, nil
}

// happening is an event before it is numbered.
type happening struct {
	task   string
	change Change
}

func one(task string, c Change) ([]happening, *Refusal) {
	return []happening{{task, c}}, nil
}

func decide(s State, v Verb, now time.Time) ([]happening, *Refusal) {
	switch v := v.(type) {
	case AddTask:
		return addTask(s, v, now)
	case RenameTask:
		return renameTask(s, v)
	case SetDue:
		return setDue(s, v, now)
	case ClearDue:
		return clearDue(s, v)
	case CompleteTask:
		t, r := need(s, v.ID)
		if r != nil || t.Done() {
			return nil, r
		}
		return one(t.ID, TaskCompleted{})
	case ReopenTask:
		t, r := need(s, v.ID)
		if r != nil || !t.Done() {
			return nil, r
		}
		return one(t.ID, TaskReopened{RingAt: ringAt(t.DueAt, now)})
	case RemoveTask:
		t, r := need(s, v.ID)
		if r != nil {
			return nil, r
		}
		return one(t.ID, TaskRemoved{})
	case RingDue:
		return ringDue(s, now), nil
	}
	panic("tasklist: a verb without a case in decide")
}

func addTask(s State, v AddTask, now time.Time) ([]happening, *Refusal) {
	if r := checkID("id", v.ID); r != nil {
		return nil, r
	}
	if _, ok := s.Task(v.ID); ok {
		return nil, nil // its sender made the id: this is the same task, said twice
	}
	if s.Open.Len()+s.Done.Len() >= MaxTasks {
		return nil, refuse(CodeListFull, "", "This list is full: it has %d tasks.", MaxTasks)
	}
	added := TaskAdded{Notes: v.Notes, Due: v.Due, Priority: v.Priority}
	var r *Refusal
	if added.Title, r = cleanTitle("title", v.Title); r != nil {
		return nil, r
	}
	if r = checkNotes(v.Notes); r != nil {
		return nil, r
	}
	if r = checkPriority(v.Priority); r != nil {
		return nil, r
	}
	if added.Labels, r = cleanLabels(v.Labels); r != nil {
		return nil, r
	}
	if v.Due != nil {
		if added.DueAt, r = v.Due.moment(); r != nil {
			return nil, r
		}
		added.RingAt = ringAt(added.DueAt, now)
	}
	return one(v.ID, added)
}

func renameTask(s State, v RenameTask) ([]happening, *Refusal) {
	t, r := need(s, v.ID)
	if r != nil {
		return nil, r
	}
	title, r := cleanTitle("title", v.Title)
	if r != nil || title == t.Title {
		return nil, r
	}
	return one(t.ID, TaskRenamed{Title: title})
}

func setDue(s State, v SetDue, now time.Time) ([]happening, *Refusal) {
	t, r := need(s, v.ID)
	if r != nil {
		return nil, r
	}
	if t.Done() {
		return nil, refuse(CodeTaskDone, "id", "“%s” is done; reopen it before it gets a due date.", t.Title)
	}
	at, r := v.Due.moment()
	if r != nil {
		return nil, r
	}
	if t.Due != nil && *t.Due == v.Due && t.DueAt.Equal(at) {
		return nil, nil
	}
	return one(t.ID, TaskDueSet{Due: v.Due, DueAt: at, RingAt: ringAt(at, now)})
}

func clearDue(s State, v ClearDue) ([]happening, *Refusal) {
	t, r := need(s, v.ID)
	if r != nil || t.Due == nil {
		return nil, r
	}
	return one(t.ID, TaskDueCleared{})
}

func ringDue(s State, now time.Time) []happening {
	var rung []happening
	for _, p := range s.Open.Pages() {
		if p.ring.IsZero() || p.ring.After(now) {
			continue
		}
		for _, t := range p.Tasks {
			if t.RingAt.IsZero() || t.RingAt.After(now) {
				continue
			}
			if rung = append(rung, happening{t.ID, TaskCameDue{DueAt: t.RingAt}}); len(rung) == MaxRing {
				return rung
			}
		}
	}
	return rung
}

// need finds the task that a verb is about.
func need(s State, id string) (Task, *Refusal) {
	if r := checkID("id", id); r != nil {
		return Task{}, r
	}
	t, ok := s.Task(id)
	if !ok {
		return Task{}, refuse(CodeUnknownTask, "id", "There is no task %q on this list.", id)
	}
	return t, nil
}

// ringAt is when a task due at that moment rings: then, or never when the
// moment has long passed or there is none.
func ringAt(due, now time.Time) time.Time {
	if due.IsZero() || due.Before(now.Add(-ringGrace)) {
		return time.Time{}
	}
	return due
}
