package tasklist

import (
	"slices"
	"time"
)

// nextRing is the first moment after another at which a task rings: when it
// is due, and as its reminders say. Zero is never.
func (t Task) nextRing(after time.Time) time.Time {
	var next time.Time
	at := func(moment time.Time) {
		if !moment.IsZero() && moment.After(after) {
			next = earlier(next, moment)
		}
	}
	at(t.DueAt)
	for _, r := range t.Reminders {
		switch {
		case !r.At.IsZero():
			at(r.At)
		case t.DueAt.IsZero():
		case r.BeforeMin != nil:
			at(t.DueAt.Add(-time.Duration(*r.BeforeMin) * time.Minute))
		case r.NagMin > 0:
			step := time.Duration(r.NagMin) * time.Minute
			first := t.DueAt.Add(step)
			if !first.After(after) {
				first = first.Add((after.Sub(first)/step + 1) * step)
			}
			at(first)
		}
	}
	return next
}

// ringFrom is nextRing for something that is set now: what was meant for this
// very minute still rings.
func (t Task) ringFrom(now time.Time) time.Time {
	if t.Done() {
		return time.Time{}
	}
	after := now.Add(-ringGrace)
	if t.CameDueAt.After(after) {
		after = t.CameDueAt
	}
	return t.nextRing(after)
}

// beside is reminders with one more. One that is there stays once, and a task
// nags in one rhythm.
func beside(reminders []Reminder, r Reminder) []Reminder {
	if r.NagMin != 0 {
		reminders = slices.DeleteFunc(reminders, func(o Reminder) bool { return o.NagMin != 0 })
	}
	same := func(o Reminder) bool {
		return o.At.Equal(r.At.Truncate(time.Second)) && o.NagMin == r.NagMin && (o.BeforeMin == nil) == (r.BeforeMin == nil) &&
			(r.BeforeMin == nil || *o.BeforeMin == *r.BeforeMin)
	}
	if slices.ContainsFunc(reminders, same) {
		return reminders
	}
	return append(reminders, r)
}

// Bounds of reminders.
const (
	maxBeforeMin = 366 * 24 * 60
	minNagMin    = 5
	maxNagMin    = 7 * 24 * 60
)

// cleanReminders checks each and says the moments in UTC.
func cleanReminders(reminders []Reminder) ([]Reminder, error) {
	if len(reminders) > MaxReminders {
		return nil, refuse(CodeTooManyRemind, "reminders", "A task has at most %d reminders; this one would have %d.", MaxReminders, len(reminders))
	}
	var clean []Reminder
	for _, r := range reminders {
		set := 0
		if r.BeforeMin != nil {
			set++
			if *r.BeforeMin < 0 || *r.BeforeMin > maxBeforeMin {
				return nil, refuse(CodeBadReminder, "reminders", "A reminder is 0 to %d minutes before the due time; %d is not.", maxBeforeMin, *r.BeforeMin)
			}
		}
		if !r.At.IsZero() {
			set++
			if y := r.At.UTC().Year(); y < 1970 || y > 9998 {
				return nil, refuse(CodeBadReminder, "reminders", "A reminder cannot be in the year %d.", y)
			}
			r.At = r.At.UTC().Truncate(time.Second)
		}
		if r.NagMin != 0 {
			set++
			if r.NagMin < minNagMin || r.NagMin > maxNagMin {
				return nil, refuse(CodeBadReminder, "reminders", "Nagging is every %d to %d minutes; %d is not.", minNagMin, maxNagMin, r.NagMin)
			}
		}
		if set != 1 {
			return nil, refuse(CodeBadReminder, "reminders", "A reminder is one of beforeMin, at or nagMin.")
		}
		clean = append(clean, r)
	}
	return clean, nil
}
