package tasklist

import (
	"fmt"
	"time"

	"github.com/errandapp/errand/actors/tasklist/recur"
)

// maxSeriesID leaves room for the number that an occurrence's id ends with.
const maxSeriesID = MaxID - 8

// local is the due date as a date on the wall, without its zone.
func (d Due) local() string {
	if d.AllDay() {
		return d.Date
	}
	return d.Date + "T" + d.Time
}

// on is the due date with another date on the wall.
func (d Due) on(l recur.Local) Due {
	d.Date = fmt.Sprintf("%04d-%02d-%02d", l.Year, l.Month, l.Day)
	switch {
	case l.AllDay:
		d.Time = ""
	case l.Second != 0:
		d.Time = fmt.Sprintf("%02d:%02d:%02d", l.Hour, l.Minute, l.Second)
	default:
		d.Time = fmt.Sprintf("%02d:%02d", l.Hour, l.Minute)
	}
	return d
}

// beginSeries makes a task the first occurrence of a series.
func beginSeries(id string, due Due, r Recurrence) (*Repeat, error) {
	if len(id) > maxSeriesID {
		return nil, refuse(CodeBadID, "id", "The id of a task that repeats has at most %d characters.", maxSeriesID)
	}
	if r.Strict && r.FromCompletion {
		return nil, refuse(CodeBadRule, "recurrence.strict", "A task repeats from its completion, or strictly on its dates, not both.")
	}
	rule, err := parseRule(r.Rule, due)
	if err != nil {
		return nil, err
	}
	r.Rule = rule.String()
	return &Repeat{Recurrence: r, Series: id, Serial: 1, Number: 1, Start: due.local(), Scheduled: due.local()}, nil
}

// parseRule reads a rule that is to begin at a due date.
func parseRule(text string, due Due) (recur.Rule, error) {
	rule, err := recur.Parse(text)
	if err == nil {
		var start recur.Local
		if start, err = recur.ParseLocal(due.local()); err == nil {
			err = recur.Check(rule, start)
		}
	}
	if err != nil {
		return recur.Rule{}, refuse(CodeBadRule, "recurrence.rrule", "This is no rule to repeat by: %v.", err)
	}
	return rule, nil
}

// restartSeries goes on with a series from another date.
func restartSeries(t Task, due Due) (*Repeat, error) {
	rule, err := recur.Parse(t.Repeat.Rule)
	if err != nil {
		return nil, refuse(CodeBadRule, "recurrence.rrule", "This is no rule to repeat by: %v.", err)
	}
	rest, ok := recur.From(rule, t.Repeat.Number)
	if !ok {
		rest = rule
	}
	if rest, err = parseRule(rest.String(), due); err != nil {
		return nil, err
	}
	repeat := *t.Repeat
	repeat.Rule, repeat.Number = rest.String(), 1
	repeat.Start, repeat.Scheduled = due.local(), due.local()
	return &repeat, nil
}

// following is the occurrence after one: its date on the wall and its number
// by the rule. It is false when the series has ended.
//
// A strict series takes every date. The others leave out the dates that have
// passed, and one counted from completion begins anew on the day it is done.
func following(t Task, now time.Time) (recur.Local, int, bool) {
	r := t.Repeat
	rule, err := recur.Parse(r.Rule)
	if err != nil {
		return recur.Local{}, 0, false
	}
	start, err1 := recur.ParseLocal(r.Start)
	current, err2 := recur.ParseLocal(r.Scheduled)
	zone, err3 := loadZone(t.Due.TimeZone)
	if err1 != nil || err2 != nil || err3 != nil {
		return recur.Local{}, 0, false
	}
	wall := onWall(now.In(zone))
	switch {
	case r.Strict:
		return recur.Next(rule, start, current, r.Number, recur.Local{})
	case r.FromCompletion:
		return recur.NextFromCompletion(rule, current, wall, r.Number)
	}
	return recur.Next(rule, start, current, r.Number, justAfter(wall, current.AllDay))
}

// onWall is what a clock on the wall shows at a moment.
func onWall(t time.Time) recur.Local {
	return recur.Local{Year: t.Year(), Month: int(t.Month()), Day: t.Day(), Hour: t.Hour(), Minute: t.Minute(), Second: t.Second()}
}

// justAfter is the earliest date to come: tomorrow, for what is due all day.
func justAfter(wall recur.Local, allDay bool) recur.Local {
	t := time.Date(wall.Year, time.Month(wall.Month), wall.Day, wall.Hour, wall.Minute, wall.Second, 0, time.UTC)
	if !allDay {
		return onWall(t.Add(time.Second))
	}
	day := onWall(t.AddDate(0, 0, 1))
	return recur.Local{Year: day.Year, Month: day.Month, Day: day.Day, AllDay: true}
}

// occurrence is the task that follows another in its series. Its id follows
// from the series and a number, so that it cannot come twice.
func (d *draft) occurrence(t Task) (id string, added TaskAdded, ok bool, err error) {
	date, number, ok := following(t, d.now)
	if !ok {
		return "", TaskAdded{}, false, nil
	}
	content := t.Content
	if t.Repeat.Later != nil {
		content = *t.Repeat.Later
	}
	repeat := *t.Repeat
	repeat.Later = nil
	repeat.Serial++
	repeat.Number, repeat.Scheduled = number, date.Format()
	if repeat.FromCompletion {
		repeat.Start = repeat.Scheduled
	}
	due := t.Due.on(date)
	added = TaskAdded{Content: content.clone(), Parent: t.Parent, Order: t.Order, Source: t.Source, Due: &due, Repeat: &repeat}
	if added.DueAt, err = due.moment(d.s.Settings.morning()); err != nil {
		return "", added, false, err
	}
	added.RingAt = Task{Content: added.Content, DueAt: added.DueAt}.ringFrom(d.now)
	if repeat.Strict {
		midnight := Due{Date: due.Date, Time: "00:00", TimeZone: due.TimeZone}
		if repeat.OpensAt, err = midnight.moment(0); err != nil {
			return "", added, false, err
		}
	}
	return fmt.Sprintf("%s-%d", repeat.Series, repeat.Serial), added, true, nil
}

// openNext opens the occurrence after a task, with copies of all that was
// below it, open.
func (d *draft) openNext(t Task, below []Task) error {
	id, added, ok, err := d.occurrence(t)
	if err != nil || !ok {
		return err
	}
	if _, there := d.s.Any(id); there {
		return nil
	}
	if err := d.happen(id, added); err != nil {
		return err
	}
	return d.copyBelow(t, below, id, added)
}

// copyBelow opens copies of sub-tasks below another occurrence, their due
// dates as far away as they were.
func (d *draft) copyBelow(t Task, below []Task, id string, next TaskAdded) error {
	copies := map[string]string{t.ID: id}
	days := daysBetween(t.Repeat.Scheduled, next.Repeat.Scheduled)
	for i, c := range below {
		to := fmt.Sprintf("%s_%d", id, i+1)
		if len(to) > MaxID {
			return refuse(CodeBadID, "id", "The id of a task that repeats has at most %d characters.", maxSeriesID)
		}
		copies[c.ID] = to
		added := TaskAdded{Content: c.Content.clone(), Parent: copies[c.Parent], Order: c.Order, Source: c.Source}
		if c.Due != nil {
			due := *c.Due
			if day, err := time.Parse("2006-01-02", due.Date); err == nil {
				due.Date = day.AddDate(0, 0, days).Format("2006-01-02")
			}
			at, err := due.moment(d.s.Settings.morning())
			if err != nil {
				return err
			}
			added.Due, added.DueAt = &due, at
		}
		added.RingAt = Task{Content: added.Content, DueAt: added.DueAt}.ringFrom(d.now)
		if err := d.happen(to, added); err != nil {
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

// awaitNext makes the occurrence that waits after one of a strict series.
func (d *draft) awaitNext(id string) error {
	t, ok := d.s.Task(id)
	if !ok || t.Repeat == nil || !t.Repeat.Strict || t.Waiting() {
		return nil
	}
	return d.openNext(t, nil)
}

// dropWaiting removes the occurrence that waits in a task's series.
func (d *draft) dropWaiting(t Task) error {
	w, ok := d.waiting(t)
	if !ok {
		return nil
	}
	return d.happen(w.ID, TaskRemoved{})
}

// renewWaiting makes the occurrence that waits anew, after its series changed.
func (d *draft) renewWaiting(id string) error {
	t, ok := d.s.Task(id)
	if !ok || t.Repeat == nil {
		return nil
	}
	if w, ok := d.waiting(t); ok {
		if err := d.happen(w.ID, TaskRemoved{}); err != nil {
			return err
		}
		// Ids are not used twice.
		repeat := *t.Repeat
		repeat.Serial = w.Repeat.Serial
		if err := d.happen(t.ID, TaskRepeats{&repeat}); err != nil {
			return err
		}
	}
	return d.awaitNext(id)
}

func (d *draft) setRecurrence(v SetRecurrence) error {
	t, err := d.needOpen(v.ID)
	if err != nil {
		return err
	}
	if v.Recurrence == nil {
		if t.Repeat == nil {
			return nil
		}
		if err := d.dropWaiting(t); err != nil {
			return err
		}
		return d.happen(t.ID, TaskRepeats{})
	}
	if t.Due == nil {
		return needsDue(Content{}, v.Recurrence)
	}
	series := t.ID
	if t.Repeat != nil {
		series = t.Repeat.Series
	}
	repeat, err := beginSeries(series, *t.Due, *v.Recurrence)
	if err != nil {
		return err
	}
	if t.Repeat != nil {
		if repeat.Recurrence == t.Repeat.Recurrence {
			return nil
		}
		repeat.Serial, repeat.Later = t.Repeat.Serial, t.Repeat.Later
	}
	if err := d.happen(t.ID, TaskRepeats{repeat}); err != nil {
		return err
	}
	if _, ok := d.waiting(t); ok && !repeat.Strict {
		return d.dropWaiting(t)
	}
	return d.renewWaiting(t.ID)
}
