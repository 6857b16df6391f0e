package talk

import (
	"fmt"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/understand"
)

// When says when a task is due as a person says it, seen from now and in its
// zone: "today, 17:00", "Friday 5 Dec", "Friday 5 Dec 2027, 17:00". A task
// without a due date is due "some time".
func When(t tasklist.Task, now time.Time) string {
	if t.Due == nil {
		return "some time"
	}
	if t.Due.AllDay() {
		day, err := time.ParseInLocation(time.DateOnly, t.Due.Date, time.UTC)
		if err != nil {
			return t.Due.Date // the list has let it in, so it means something
		}
		return dayName(day, now)
	}
	at := t.DueAt.In(now.Location())
	return dayName(at, now) + ", " + wallClock(at)
}

// wallClock is a time of day: 17:00, and 17:00:05 where the second counts.
func wallClock(at time.Time) string {
	if at.Second() != 0 {
		return at.Format(time.TimeOnly)
	}
	return at.Format("15:04")
}

// clockOf is the time of day of what was said, with its second when it has one.
func clockOf(s understand.Slots) string {
	if s.DueTime != "" && s.DueSecond > 0 {
		return fmt.Sprintf("%s:%02d", s.DueTime, s.DueSecond)
	}
	return s.DueTime
}

// dayName is a day as it is called now; only its date counts.
func dayName(day, now time.Time) string {
	switch daysBetween(now, day) {
	case 0:
		return "today"
	case 1:
		return "tomorrow"
	case -1:
		return "yesterday"
	}
	if day.Year() != now.Year() {
		return day.Format("Monday 2 Jan 2006")
	}
	return day.Format("Monday 2 Jan")
}

// daysBetween counts calendar days, whatever the clocks do.
func daysBetween(from, to time.Time) int {
	return int(midnight(to).Sub(midnight(from)).Hours() / 24)
}

// midnight is the date alone.
func midnight(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// dueDay is the date on which a task is due for the person, "" for none.
func dueDay(t tasklist.Task, now time.Time) string {
	switch {
	case t.Due == nil:
		return ""
	case t.Due.AllDay():
		return t.Due.Date
	}
	return t.DueAt.In(now.Location()).Format(time.DateOnly)
}

// overdue reports whether an open task should have been done by now. What is
// due all day has the day.
func overdue(t tasklist.Task, now time.Time) bool {
	if t.Due == nil || t.Done() {
		return false
	}
	if t.Due.AllDay() {
		return t.Due.Date < now.Format(time.DateOnly)
	}
	return t.DueAt.Before(now)
}
