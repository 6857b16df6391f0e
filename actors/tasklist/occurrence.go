package tasklist

import (
	"fmt"
	"time"

	"github.com/errandapp/errand/actors/tasklist/recur"
)

// An occurrence is a task that is to follow another in its series. Its id
// follows from the series and a number, so that it cannot come twice.
type occurrence struct {
	id    string
	added TaskAdded
}

// next is the occurrence after a task, as it is made at a moment; nil when
// there is none. from bounds a strict series, see following.
func (d *draft) next(t Task, at time.Time, from recur.Local) (*occurrence, error) {
	if t.Repeat == nil || t.Repeat.Next != "" {
		return nil, nil
	}
	date, number, ok := following(t.Repeat, at, from)
	if !ok {
		return nil, nil
	}
	content := t.Content
	if t.Repeat.Later != nil {
		content = *t.Repeat.Later
	}
	repeat := *t.Repeat
	repeat.Later, repeat.Below = nil, nil
	repeat.Serial++
	repeat.Number, repeat.Scheduled = number, date.Format()
	if repeat.FromCompletion {
		repeat.Start = repeat.Scheduled
	}
	due := Due{TimeZone: repeat.TimeZone}.on(date)
	added := TaskAdded{
		Content: content.clone(), Parent: t.Parent, Order: t.Order, Source: t.Source,
		Due: &due, Repeat: &repeat, ByItself: d.ringing,
	}
	var err error
	if added.DueAt, err = due.moment(d.s.Settings.morning()); err != nil {
		return nil, err
	}
	added.RingAt = Task{Content: added.Content, DueAt: added.DueAt}.ringFrom(at)
	if repeat.Strict {
		midnight := Due{Date: due.Date, Time: "00:00", TimeZone: due.TimeZone}
		if repeat.OpensAt, err = midnight.moment(0); err != nil {
			return nil, err
		}
		repeat.OpensAt = earlier(repeat.OpensAt, added.RingAt) // in time to remind of it
	}
	return &occurrence{occurrenceID(repeat.Series, repeat.Serial), added}, nil
}

func occurrenceID(series string, serial int) string { return fmt.Sprintf("%s-%d", series, serial) }

// nextID is the id of the occurrence, if there is one.
func (o *occurrence) nextID() string {
	if o == nil {
		return ""
	}
	return o.id
}

// openNext opens the occurrence after a task, with copies of all that was
// below it, open.
func (d *draft) openNext(t Task, below []Task, o *occurrence) error {
	if o == nil {
		return nil
	}
	if err := d.happen(o.id, o.added); err != nil {
		return err
	}
	parts, err := d.copies(t, below, o.id, o.added.Repeat.Scheduled)
	if err != nil {
		return err
	}
	return d.openParts(parts)
}

// copies are the sub-tasks of an occurrence as they come back below another,
// their due dates as far away as they were. What repeats among them comes back
// once, as its last occurrence, and begins anew.
func (d *draft) copies(t Task, below []Task, id, scheduled string) ([]Part, error) {
	ids := map[string]string{t.ID: id}
	days := daysBetween(t.Repeat.Scheduled, scheduled)
	latest := map[string]int{}
	for _, c := range below {
		if c.Repeat != nil {
			latest[c.Repeat.Series] = max(latest[c.Repeat.Series], c.Repeat.Serial)
		}
	}
	var parts []Part
	for _, c := range below {
		if ids[c.Parent] == "" || c.Repeat != nil && c.Repeat.Serial < latest[c.Repeat.Series] {
			continue // an earlier occurrence, or below one
		}
		to := fmt.Sprintf("%s_%d", id, len(parts)+1)
		if len(to) > MaxID {
			return nil, refuse(CodeBadID, "id", "The id of a task that repeats has at most %d characters.", maxSeriesID)
		}
		ids[c.ID] = to
		added := TaskAdded{Content: c.Content.clone(), Parent: ids[c.Parent], Order: c.Order, Source: c.Source, ByItself: d.ringing}
		if c.Due != nil {
			due := *c.Due
			if day, err := time.Parse("2006-01-02", due.Date); err == nil {
				due.Date = day.AddDate(0, 0, days).Format("2006-01-02")
			}
			at, err := due.moment(d.s.Settings.morning())
			if err != nil {
				return nil, err
			}
			added.Due, added.DueAt = &due, at
			if c.Repeat != nil {
				if added.Repeat, err = beginSeries(to, due, c.Repeat.Recurrence); err != nil {
					return nil, err
				}
			}
		}
		parts = append(parts, Part{to, added})
	}
	return parts, nil
}

// openParts opens sub-tasks that come back.
func (d *draft) openParts(parts []Part) error {
	for _, p := range parts {
		p.ByItself = d.ringing
		p.RingAt = Task{Content: p.Content, DueAt: p.DueAt}.ringFrom(d.now)
		if err := d.happen(p.ID, p.TaskAdded); err != nil {
			return err
		}
		if err := d.awaitNext(p.ID, Task{}); err != nil {
			return err
		}
	}
	return nil
}

func daysBetween(from, to string) int {
	a, err1 := time.Parse("2006-01-02", from[:min(len(from), 10)])
	b, err2 := time.Parse("2006-01-02", to[:min(len(to), 10)])
	if err1 != nil || err2 != nil {
		return 0
	}
	return int(b.Sub(a).Hours() / 24)
}
