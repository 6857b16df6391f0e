package tasklist

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/errandapp/errand/actors/tasklist/recur"
)

// waiting is the occurrence of a task's series that has not opened yet.
func (d *draft) waiting(t Task) (Task, bool) {
	if t.Repeat == nil {
		return Task{}, false
	}
	for w := range d.s.Waiting.All() {
		if w.Repeat.Series == t.Repeat.Series {
			return w, true
		}
	}
	return Task{}, false
}

// waitingAfter is waiting, if it comes right after the task.
func (d *draft) waitingAfter(t Task) (Task, bool) {
	w, ok := d.waiting(t)
	return w, ok && w.Repeat.Serial == t.Repeat.Serial+1
}

// awaitNext makes the occurrence that waits after one of a strict series. Of
// a series that begins or changes the dates that have passed do not open, nor
// those before the one that waited until now.
func (d *draft) awaitNext(id string, waited Task) error {
	t, ok := d.s.Task(id)
	if !ok || t.Repeat == nil || !t.Repeat.Strict {
		return nil
	}
	from, err := t.Repeat.wall(d.now)
	if err != nil {
		return err
	}
	if len(t.Repeat.Scheduled) == len(time.DateOnly) {
		from = recur.Local{Year: from.Year, Month: from.Month, Day: from.Day, AllDay: true}
	}
	if waited.Repeat != nil {
		if date, err := recur.ParseLocal(waited.Repeat.Scheduled); err == nil && date.Compare(from) > 0 {
			from = date
		}
	}
	return d.await(t, from)
}

// await makes the occurrence that waits after a task, on a date or later.
func (d *draft) await(t Task, from recur.Local) error {
	at := d.now
	if d.ringing && t.Waiting() {
		at = t.Repeat.OpensAt // as if nothing had been missed
	}
	o, err := d.next(t, at, from)
	if err != nil || o == nil {
		return err
	}
	return d.happen(o.id, o.added)
}

// dropWaiting takes away the occurrence that waits in a task's series.
func (d *draft) dropWaiting(t Task) error {
	w, ok := d.waiting(t)
	if !ok {
		return nil
	}
	return d.happen(w.ID, TaskRemoved{})
}

// renew changes how a task repeats: what waits goes, the change happens, and
// what waits by the new rule comes. Ids are not used twice, so where others
// may have followed the task already, a new series begins.
func (d *draft) renew(t Task, repeat Repeat, change func(*Repeat) Change) error {
	w, ok := d.waiting(t)
	opened := Task{} // w, if others have opened since the task
	if !ok && t.Repeat != nil && (t.Repeat.Strict || t.Repeat.Next != "") {
		repeat.Series, repeat.Serial, repeat.Next = d.newSeries(t), 1, ""
	}
	if ok {
		if err := d.happen(w.ID, TaskRemoved{}); err != nil {
			return err
		}
		if w.Repeat.Serial > t.Repeat.Serial+1 {
			opened = w
		}
		repeat.Serial = w.Repeat.Serial
	}
	if err := d.happen(t.ID, change(&repeat)); err != nil {
		return err
	}
	return d.awaitNext(t.ID, opened)
}

// newSeries is an id for a series that begins with a task that was in one.
func (d *draft) newSeries(t Task) string {
	first := t.ID
	if t.Repeat != nil {
		first = t.Repeat.Series
	}
	if i := strings.LastIndex(first, "-r"); i > 0 && strings.Trim(first[i+2:], "0123456789") == "" {
		first = first[:i]
	}
	return fmt.Sprintf("%s-r%d", first, d.s.Version)
}

// resume goes on with a strict series that ended when a task was removed.
func (d *draft) resume(t Task) error {
	if t.Repeat == nil || !t.Repeat.Strict || t.Done() {
		return nil
	}
	if _, ok := d.waiting(t); ok {
		return nil
	}
	if _, ok := d.s.Any(occurrenceID(t.Repeat.Series, t.Repeat.Serial+1)); ok {
		return nil // it was not the last one
	}
	if d.s.Done.Missing() > 0 {
		return &Unloaded{Done: true}
	}
	return d.awaitNext(t.ID, Task{})
}

// dropBelow takes away what waits to open below tasks that are leaving.
func (d *draft) dropBelow(tree []Task) error {
	for w := range d.s.Waiting.All() {
		if !slices.ContainsFunc(tree, func(t Task) bool { return t.ID == w.Parent }) {
			continue
		}
		if err := d.happen(w.ID, TaskRemoved{}); err != nil {
			return err
		}
	}
	return nil
}

// keepBelow leaves what is below a strict occurrence that is leaving with the
// one that waits after it.
func (d *draft) keepBelow(t Task, below []Task) error {
	w, ok := d.waitingAfter(t)
	if !ok || len(below) == 0 {
		return nil
	}
	repeat := *w.Repeat
	var err error
	if repeat.Below, err = d.copies(t, below, w.ID, repeat.Scheduled); err != nil {
		return err
	}
	return d.happen(w.ID, TaskRepeats{&repeat})
}
