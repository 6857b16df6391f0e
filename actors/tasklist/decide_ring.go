package tasklist

import (
	"time"

	"github.com/errandapp/errand/actors/tasklist/recur"
)

// ringDue does what is to be done now: occurrences open, tasks ring, and what
// has been in the trash for long goes. MaxRing things at most, fewer when there
// is much to tell of them (enoughTold); NextWake then lies in the past.
func (d *draft) ringDue() error {
	d.ringing, d.bounded = true, true
	if err := d.openDue(); err != nil {
		return err
	}
	for _, t := range d.s.due(d.now, MaxRing-len(d.events)) {
		if d.told >= enoughTold {
			break
		}
		rang := TaskCameDue{DueAt: t.RingAt, RingAt: t.nextRing(d.now)}
		if late := d.now.Sub(d.s.Settings.held(t.RingAt)); late >= time.Minute {
			rang.LateSeconds = int64(late / time.Second)
		}
		if err := d.happen(t.ID, rang); err != nil {
			return err
		}
	}
	return d.purge()
}

// due are the tasks that ring now.
func (s State) due(now time.Time, most int) []Task {
	var due []Task
	for _, p := range s.Live.Pages() {
		if p.ring.IsZero() || p.ring.After(now) {
			continue
		}
		for _, t := range p.Tasks {
			if len(due) >= most {
				return due
			}
			if !t.RingAt.IsZero() && !s.Settings.held(t.RingAt).After(now) {
				due = append(due, t)
			}
		}
	}
	return due
}

// openDue opens the occurrences whose date has come, each with the one that
// waits after it. After an outage there may be several in a row.
func (d *draft) openDue() error {
	for len(d.events) < MaxRing && d.told < enoughTold {
		w, ok := d.s.opening(d.now)
		if !ok {
			return nil
		}
		if p, _ := d.s.Live.Get(w.Parent); w.Parent != "" && (p.ID == "" || p.Done()) {
			if err := d.happen(w.ID, TaskPurged{}); err != nil {
				return err
			}
			continue // what it was to be a part of is not there any more
		}
		if err := d.open(w); err != nil {
			return err
		}
		if err := d.await(w, recur.Local{}); err != nil {
			return err
		}
	}
	return nil
}

// maxBelow is how many sub-tasks open by themselves with an occurrence, so
// that one ring stays within MaxEvents.
const maxBelow = (MaxEvents-MaxRing)/2 - 2

// open opens an occurrence with the sub-tasks of the one before it. On a full
// list it falls out.
func (d *draft) open(w Task) error {
	if d.s.Live.Len() >= MaxTasks {
		return d.happen(w.ID, TaskPurged{})
	}
	parts := w.Repeat.Below
	for t := range d.s.Live.All() {
		if t.Repeat == nil || t.Repeat.Series != w.Repeat.Series || t.Repeat.Serial != w.Repeat.Serial-1 {
			continue
		}
		var err error
		if parts, err = d.copies(t, d.s.tree(t)[1:], w.ID, w.Repeat.Scheduled); err != nil {
			return err
		}
	}
	if err := d.happen(w.ID, TaskOpened{}); err != nil {
		return err
	}
	return d.openParts(parts[:min(len(parts), maxBelow)])
}

// opening is an occurrence whose date has come.
func (s State) opening(now time.Time) (Task, bool) {
	for _, p := range s.Waiting.Pages() {
		if p.ring.IsZero() || p.ring.After(now) {
			continue
		}
		for _, t := range p.Tasks {
			if !t.Repeat.OpensAt.After(now) {
				return t, true
			}
		}
	}
	return Task{}, false
}

// purge takes out of the trash what has been there for KeepTrash.
func (d *draft) purge() error {
	if d.s.Trash.Len() == 0 || purgeAt(d.s.Trash.Since()).After(d.now) {
		return nil
	}
	if d.s.Trash.Missing() > 0 {
		return &Unloaded{Trash: true}
	}
	for t := range d.s.Trash.All() {
		if len(d.events) >= MaxRing {
			return nil
		}
		if purgeAt(t.RemovedAt).After(d.now) {
			continue
		}
		if err := d.happen(t.ID, TaskPurged{}); err != nil {
			return err
		}
	}
	return nil
}
