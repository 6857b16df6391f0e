package tasklist

import (
	"iter"
	"time"
)

// State is one list as it stands. The zero State is an empty list.
//
// A State is never changed: Evolve makes the next one, which shares all that
// stayed the same. So keeping an old State costs little, and comparing the
// pages of two tells what has to be saved.
type State struct {
	Version  uint64   // number of the last event
	Live     Shelf    // tasks to do, with what is done below them
	Waiting  Shelf    // occurrences that have not opened yet
	Done     Archive  // completed tasks, in the order of completion
	Trash    Archive  // removed tasks, in the order of removal
	History  History  // what can be taken back
	Recent   Recent   // commands decided lately
	Settings Settings // its owner's
}

// Task finds a task that is on the list: live, waiting, or done and in
// memory.
func (s State) Task(id string) (Task, bool) {
	if t, ok := s.Live.Get(id); ok {
		return t, true
	}
	if t, ok := s.Waiting.Get(id); ok {
		return t, true
	}
	return s.Done.get(id)
}

// Any is Task, or one in the trash.
func (s State) Any(id string) (Task, bool) {
	if t, ok := s.Task(id); ok {
		return t, true
	}
	return s.Trash.get(id)
}

// What a question can ask for.
const (
	StatusOpen  = "open"  // to do, with sub-tasks that are done
	StatusDone  = "done"  // completed
	StatusAll   = "all"   // both
	StatusTrash = "trash" // removed
)

// ByStatus are the tasks in memory that have a status; false when there is no
// such status.
func (s State) ByStatus(status string) (iter.Seq[Task], bool) {
	var of []iter.Seq[Task]
	keep := func(Task) bool { return true }
	switch status {
	case StatusOpen:
		of = []iter.Seq[Task]{s.Live.All()}
	case StatusDone:
		of = []iter.Seq[Task]{s.Live.All(), s.Done.All()}
		keep = Task.Done
	case StatusAll:
		of = []iter.Seq[Task]{s.Live.All(), s.Done.All()}
	case StatusTrash:
		of = []iter.Seq[Task]{s.Trash.All()}
	default:
		return nil, false
	}
	return func(yield func(Task) bool) {
		for _, tasks := range of {
			for t := range tasks {
				if keep(t) && !yield(t) {
					return
				}
			}
		}
	}, true
}

// place puts a task where it belongs, and only there.
func (s State) place(t Task) State {
	lived := s.lives(t.ID)
	switch {
	case !t.RemovedAt.IsZero():
		s = s.lift(t.ID)
		s.Trash = s.Trash.with(t)
	case t.Waiting():
		s = s.lift(t.ID)
		s.Waiting = s.Waiting.With(t)
	case t.Done() && !s.lives(t.Parent):
		if _, ok := s.Done.get(t.ID); !ok {
			s = s.lift(t.ID)
		}
		s.Done = s.Done.with(t)
	default:
		if !lived {
			s = s.lift(t.ID)
		}
		s.Live = s.Live.With(t)
	}
	if s.lives(t.ID) != lived {
		s = s.settle(t.ID)
	}
	return s
}

// lift takes a task from wherever it is.
func (s State) lift(id string) State {
	s.Live = s.Live.Without(id)
	s.Waiting = s.Waiting.Without(id)
	s.Done = s.Done.without(id)
	s.Trash = s.Trash.without(id)
	return s
}

// lives reports whether a task is live.
func (s State) lives(id string) bool {
	if id == "" {
		return false
	}
	_, ok := s.Live.Get(id)
	return ok
}

// settle moves what is done below a task to where the task is now: back
// beside it, or into the archive after it.
func (s State) settle(id string) State {
	if s.lives(id) {
		for t := range s.Done.All() {
			if t.Parent == id {
				s = s.place(t)
			}
		}
		return s
	}
	for _, t := range s.Live.Children(id) {
		if t.Done() {
			s = s.place(t)
		}
	}
	return s
}

// tree is a task with all that is live below it, each before what is below
// it.
func (s State) tree(t Task) []Task {
	all := []Task{t}
	for _, c := range s.Live.Children(t.ID) {
		all = append(all, s.tree(c)...)
	}
	return all
}

// height is how many levels the tree of a task has.
func (s State) height(id string) int {
	most := 0
	for _, c := range s.Live.Children(id) {
		most = max(most, s.height(c.ID))
	}
	return most + 1
}

// depth is how many levels there are from the top down to a task.
func (s State) depth(id string) int {
	levels := 0
	for id != "" && levels <= MaxDepth {
		t, ok := s.Live.Get(id)
		if !ok {
			break
		}
		levels++
		id = t.Parent
	}
	return levels
}

// NextWake is the next moment at which the list has something to do by
// itself: a task rings, an occurrence opens, the trash is emptied. It may lie
// in the past: then something is to be done now.
func NextWake(s State) (time.Time, bool) {
	at := s.Settings.held(s.Live.firstRing())
	at = earlier(at, s.Waiting.firstRing())
	if s.Trash.Len() > 0 {
		at = earlier(at, purgeAt(s.Trash.Since()))
	}
	return at, !at.IsZero()
}

// purgeAt is when what was removed at a moment is gone for good: after
// KeepTrash, at the full hour, so that what was thrown away together goes
// together.
func purgeAt(removed time.Time) time.Time {
	return removed.Add(KeepTrash + time.Hour - time.Nanosecond).Truncate(time.Hour)
}
