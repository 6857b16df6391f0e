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
	return &Repeat{
		Recurrence: r, Series: id, Serial: 1, Number: 1,
		Start: due.local(), Scheduled: due.local(), TimeZone: due.TimeZone,
	}, nil
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
	repeat.Start, repeat.Scheduled, repeat.TimeZone = due.local(), due.local(), due.TimeZone
	return &repeat, nil
}

// following is the occurrence after one: its date on the wall and its number
// by the rule. It is false when the series has ended.
//
// A strict series takes every date, from the first that it is asked for. The
// others leave out the dates that have passed, and one counted from completion
// begins anew on the day it is done.
func following(r *Repeat, now time.Time, from recur.Local) (recur.Local, int, bool) {
	rule, err := recur.Parse(r.Rule)
	if err != nil {
		return recur.Local{}, 0, false
	}
	start, err1 := recur.ParseLocal(r.Start)
	current, err2 := recur.ParseLocal(r.Scheduled)
	wall, err3 := r.wall(now)
	if err1 != nil || err2 != nil || err3 != nil {
		return recur.Local{}, 0, false
	}
	switch {
	case r.Strict:
		return recur.Next(rule, start, current, r.Number, from)
	case r.FromCompletion:
		return recur.NextFromCompletion(rule, current, wall, r.Number)
	}
	return recur.Next(rule, start, current, r.Number, justAfter(wall, current.AllDay))
}

// wall is what a clock on the wall shows where the series is at home.
func (r *Repeat) wall(at time.Time) (recur.Local, error) {
	zone, err := loadZone(r.TimeZone)
	if err != nil {
		return recur.Local{}, err
	}
	return onWall(at.In(zone)), nil
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

// setRecurrence makes a task repeat, otherwise than before, or no more.
func (d *draft) setRecurrence(v SetRecurrence) error {
	if v.Recurrence == nil {
		return d.stopSeries(v.ID)
	}
	t, err := d.needOpen(v.ID)
	if err != nil {
		return err
	}
	if t.Due == nil {
		return needsDue(Content{}, v.Recurrence)
	}
	series := d.newSeries(t) // a task may stop and begin again
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
	return d.renew(t, *repeat, func(r *Repeat) Change { return TaskRepeats{r} })
}

// stopSeries lets a series end with a task, which may be done.
func (d *draft) stopSeries(id string) error {
	t, err := d.need(id)
	if err != nil || t.Repeat == nil {
		return err
	}
	if err := d.dropWaiting(t); err != nil {
		return err
	}
	return d.happen(t.ID, TaskRepeats{})
}
