package talk

import (
	"time"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/understand"
)

// reschedule gives a task the due date that was said, and what else was said
// with it; nothing, with words, when nothing can be made of it.
func (p *Plan) reschedule(a Asked, t tasklist.Task) []tasklist.Verb {
	s := a.Reading.Slots
	v := p.newDue(a, t)
	if v == nil {
		return nil
	}
	verbs := []tasklist.Verb{v}
	set, ok := v.(tasklist.SetDue)
	if !ok {
		return verbs
	}
	s.Title, s.DueSecond = t.Title, 0
	s.DueDate, s.DueTime = seenFrom(set.Due, a.Now.Location())
	edit := tasklist.EditTask{ID: t.ID}
	if minutes := p.minutes(a, s); minutes > 0 {
		edit.Minutes = &minutes
	}
	if reminders := p.reminders(a, s); len(reminders) > 0 {
		edit.Reminders = &reminders
	}
	if edit.Minutes != nil || edit.Reminders != nil {
		verbs = append(verbs, edit)
	}
	if r := recurrence(s); r != nil {
		r.Strict = a.Reading.Strict
		verbs = append(verbs, tasklist.SetRecurrence{ID: t.ID, Recurrence: r})
	}
	return verbs
}

// newDue is the verb for the date alone.
func (p *Plan) newDue(a Asked, t tasklist.Task) tasklist.Verb {
	s := a.Reading.Slots
	switch {
	case s.ClearDue:
		return tasklist.ClearDue{ID: t.ID}
	case s.Shift != "":
		return p.shift(a, t)
	case s.DueDate == "" && s.DueTime == "":
		p.say("When should %s be due? Say for example “move %s to friday 5pm”.", quote(t.Title), t.Title)
		return nil
	}
	due := tasklist.Due{Date: s.DueDate, Time: clockOf(s), TimeZone: a.zone()}
	switch {
	case due.Time == "" && t.Due != nil && !t.Due.AllDay():
		due = sameTime(t, s, a.Now.Location())
	case due.Date == "" && t.Due != nil:
		due.Date = dueDay(t, a.Now) // another time, the same day
	case due.Date == "":
		due.Date = nextDay(due.Time, a.Now)
	}
	return tasklist.SetDue{ID: t.ID, Due: due}
}

// sameTime is a task's due date on another day, at the same time. Both are the
// person's: the day that was said, and the time that they are shown. The task
// stays in its own zone, unless it is to repeat and that day is another one
// there: the days of the rule are the person's too.
func sameTime(t tasklist.Task, s understand.Slots, here *time.Location) tasklist.Due {
	due := tasklist.Due{Date: s.DueDate, Time: t.Due.Time, TimeZone: t.Due.TimeZone}
	there, err := time.LoadLocation(due.TimeZone)
	if err != nil || due.TimeZone == here.String() {
		return due
	}
	shown := wallClock(t.DueAt.In(here))
	at, err := tasklist.OnWallClock(s.DueDate, shown, here)
	if err != nil {
		return due // and the list says what is wrong with the date
	}
	if at = at.In(there); s.RRule == "" || at.Format(time.DateOnly) == s.DueDate {
		due.Date, due.Time = at.Format(time.DateOnly), wallClock(at)
		return due
	}
	return tasklist.Due{Date: s.DueDate, Time: shown, TimeZone: here.String()}
}

// seenFrom is the date of a due date, and its time if it has one, as clocks
// show them here.
func seenFrom(due tasklist.Due, here *time.Location) (date, clock string) {
	zone, err := time.LoadLocation(due.TimeZone)
	if err != nil || due.AllDay() {
		return due.Date, due.Time
	}
	at, err := tasklist.OnWallClock(due.Date, due.Time, zone)
	if err != nil {
		return due.Date, due.Time
	}
	return at.In(here).Format(time.DateOnly), wallClock(at.In(here))
}

// nextDay is the day on which a clock shows the time next.
func nextDay(clock string, now time.Time) string {
	if clock <= now.Format(time.TimeOnly) {
		now = now.AddDate(0, 0, 1)
	}
	return now.Format(time.DateOnly)
}

// shift moves a due date by a duration: days and longer on the calendar,
// hours and minutes on the clock.
func (p *Plan) shift(a Asked, t tasklist.Task) tasklist.Verb {
	d, err := parseDuration(a.Reading.Slots.Shift)
	switch {
	case err != nil:
		p.say("I did not understand by how much to move %s.", quote(t.Title))
		return nil
	case t.Due == nil:
		p.say("%s has no due date to move: say when it is due.", quote(t.Title))
		return nil
	case d.clock != 0 && t.Due.AllDay():
		p.say("%s is due all day: say a time for it.", quote(t.Title))
		return nil
	}
	day, err := time.Parse(time.DateOnly, t.Due.Date)
	if err != nil {
		p.say("I cannot read when %s is due.", quote(t.Title))
		return nil
	}
	due := *t.Due
	due.Date = d.addTo(day).Format(time.DateOnly)
	if d.clock != 0 {
		zone, err := time.LoadLocation(due.TimeZone)
		if err != nil {
			p.say("I do not know the time zone in which %s is due.", quote(t.Title))
			return nil
		}
		at := t.DueAt.In(zone).Add(d.clock)
		if d.days != 0 || d.months != 0 {
			at = d.addTo(t.DueAt.In(zone)).Add(d.clock)
		}
		due.Date, due.Time = at.Format(time.DateOnly), wallClock(at)
	}
	return tasklist.SetDue{ID: t.ID, Due: due}
}
