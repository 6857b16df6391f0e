package tasklist

import "time"

// State is one list as it stands. The zero State is an empty list.
//
// A State is never changed: Evolve makes the next one, which shares all that
// stayed the same. So keeping an old State costs little, and comparing the
// pages of two tells what has to be saved.
type State struct {
	Version uint64 // number of the last event
	Open    Shelf  // tasks still to do
	Done    Shelf  // tasks completed
	Recent  Recent // commands decided lately
}

// Task finds a task, open or done.
func (s State) Task(id string) (Task, bool) {
	if t, ok := s.Open.Get(id); ok {
		return t, true
	}
	return s.Done.Get(id)
}

// NextWake is the next moment at which the list has something to do by
// itself. It may lie in the past: then something is due now.
func NextWake(s State) (time.Time, bool) {
	at := s.Open.firstRing()
	return at, !at.IsZero()
}
