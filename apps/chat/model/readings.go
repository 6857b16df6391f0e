package model

import (
	"fmt"
	"slices"
	"time"

	"github.com/errandapp/errand/apps/chat/understand"
)

// A reader makes readings of calls.
type reader struct {
	now     time.Time // in the person's zone
	shown   int       // how many tasks the model was shown
	adds    []understand.Slots
	lists   []understand.Reading
	changes []understand.Reading
	touched map[int][]understand.Intent // what is to be done to the task at a place
}

// readAll makes readings of all calls, or none. Together they must be one
// list, or changes that do not get in each other's way.
func readAll(calls []call, now time.Time, shown int) ([]understand.Reading, error) {
	r := reader{now: now, shown: shown, touched: map[int][]understand.Intent{}}
	for _, c := range calls {
		if err := r.call(c); err != nil {
			return nil, err
		}
	}
	switch {
	case len(r.lists) > 0 && len(calls) > 1:
		return nil, nonsense("a list stands beside other calls")
	case len(r.lists) == 1:
		return r.lists, nil
	}
	n := len(r.adds)
	for _, done := range r.touched {
		n += len(done)
		for i, intent := range done {
			final := intent == understand.Delete || intent == understand.Complete
			if final && len(done) > 1 || slices.Contains(done[:i], intent) {
				return nil, nonsense("calls about one task are in each other's way")
			}
		}
	}
	if n > MaxChanges {
		return nil, nonsense("it changes too many tasks")
	}
	return slices.Concat(r.added(), r.changes), nil
}

// added is one reading for all tasks that are new: their ids follow from
// their places in it.
func (r *reader) added() []understand.Reading {
	switch len(r.adds) {
	case 0:
		return nil
	case 1:
		return []understand.Reading{{Intent: understand.Add, Slots: r.adds[0]}}
	}
	return []understand.Reading{{Intent: understand.AddMany, Slots: understand.Slots{Tasks: r.adds}}}
}

// change is a wish about tasks that were shown, by their handles.
func (r *reader) change(i understand.Intent, handles []string, s understand.Slots) error {
	if len(handles) == 0 || len(handles) > MaxChanges {
		return nonsense("a call names no task, or too many")
	}
	var places []int
	for _, h := range handles {
		var at int
		if _, err := fmt.Sscanf(h, "t%d", &at); err != nil || at < 1 || at > r.shown || handle(at) != h {
			return nonsense("a call names a task that was not shown")
		}
		if !slices.Contains(places, at) {
			places = append(places, at)
			r.touched[at] = append(r.touched[at], i)
		}
	}
	s.Ref = &understand.Ref{Numbers: places}
	r.changes = append(r.changes, understand.Reading{Intent: i, Slots: s})
	return nil
}
