package recur

import (
	"cmp"
	"fmt"
	"time"
)

// The years that a Local can be in.
const (
	MinYear = 1970
	MaxYear = 9998
)

// A Local is what a calendar and a clock on the wall show: a date, or a date
// and a time of day, in no zone. The zero Local is no time at all.
type Local struct {
	Year, Month, Day     int
	Hour, Minute, Second int  // zero when AllDay
	AllDay               bool // a date alone
}

const (
	dateLayout   = "2006-01-02"
	minuteLayout = "2006-01-02T15:04"
	secondLayout = "2006-01-02T15:04:05"
)

// ParseLocal reads 2026-11-24, 2026-11-24T17:00 or 2026-11-24T17:00:30. It
// fails on days that no calendar has and on years outside MinYear to MaxYear.
func ParseLocal(text string) (Local, error) {
	for _, layout := range []string{dateLayout, minuteLayout, secondLayout} {
		if len(text) != len(layout) {
			continue
		}
		t, err := time.Parse(layout, text)
		if err != nil || t.Year() < MinYear || t.Year() > MaxYear {
			break
		}
		return fromTime(t, layout == dateLayout), nil
	}
	return Local{}, fmt.Errorf("recur: %.40q is no date or local time; one looks like 2026-11-24 or 2026-11-24T17:00", text)
}

// Format writes what ParseLocal reads; seconds only when there are any.
func (l Local) Format() string {
	switch {
	case l.AllDay:
		return fmt.Sprintf("%04d-%02d-%02d", l.Year, l.Month, l.Day)
	case l.Second == 0:
		return fmt.Sprintf("%04d-%02d-%02dT%02d:%02d", l.Year, l.Month, l.Day, l.Hour, l.Minute)
	default:
		return fmt.Sprintf("%04d-%02d-%02dT%02d:%02d:%02d", l.Year, l.Month, l.Day, l.Hour, l.Minute, l.Second)
	}
}

// String is Format, for people who print.
func (l Local) String() string { return l.Format() }

// IsZero reports whether l is no time at all.
func (l Local) IsZero() bool { return l == Local{} }

// Compare is -1, 0 or +1 as l is before, with or after m. When either is a
// date alone, only dates are compared: 24 November at 17:00 is neither before
// nor after 24 November. So an UNTIL date is inclusive, and a task that is due
// all day is not late on its day.
func (l Local) Compare(m Local) int {
	c := cmp.Or(cmp.Compare(l.Year, m.Year), cmp.Compare(l.Month, m.Month), cmp.Compare(l.Day, m.Day))
	if c != 0 || l.AllDay || m.AllDay {
		return c
	}
	return cmp.Or(cmp.Compare(l.Hour, m.Hour), cmp.Compare(l.Minute, m.Minute), cmp.Compare(l.Second, m.Second))
}

// date is the day that l is on.
func (l Local) date() Local { return Local{Year: l.Year, Month: l.Month, Day: l.Day, AllDay: true} }

// at is the day that l is on, with the time of day of clock, or none.
func (l Local) at(clock Local) Local {
	clock.Year, clock.Month, clock.Day = l.Year, l.Month, l.Day
	return clock
}

// time is l on a clock in UTC, which has no gaps: it stands in for any wall.
func (l Local) time() time.Time {
	return time.Date(l.Year, time.Month(l.Month), l.Day, l.Hour, l.Minute, l.Second, 0, time.UTC)
}

func fromTime(t time.Time, allDay bool) Local {
	l := Local{Year: t.Year(), Month: int(t.Month()), Day: t.Day(), AllDay: allDay}
	if !allDay {
		l.Hour, l.Minute, l.Second = t.Clock()
	}
	return l
}

func (l Local) sane() bool {
	return l.Year >= MinYear && l.Year <= MaxYear && fromTime(l.time(), l.AllDay) == l
}
