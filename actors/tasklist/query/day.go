package query

import (
	"fmt"
	"time"
)

// A day is one on the calendar, as the number yyyymmdd, so that days compare
// as numbers do.
type day int

// dayOf is the day that the clock t shows, in its own location; years before
// 0 count as year 0.
func dayOf(t time.Time) day {
	y, m, d := t.Date()
	return day(max(y, 0)*10000 + int(m)*100 + d)
}

// parseDay reads 2026-11-24; ok is false when it does not look like that.
// Whether the calendar has such a day is for real to say.
func parseDay(s string) (d day, ok bool) {
	if len(s) != len("2026-11-24") || s[4] != '-' || s[7] != '-' {
		return 0, false
	}
	for i := range len(s) {
		switch c := s[i]; {
		case i == 4 || i == 7:
		case c < '0' || c > '9':
			return 0, false
		default:
			d = d*10 + day(c-'0')
		}
	}
	return d, true
}

func (d day) date() (y int, m time.Month, n int) {
	return int(d / 10000), time.Month(d / 100 % 100), int(d % 100)
}

// noon is a moment of the day for arithmetic, far from its edges.
func (d day) noon() time.Time {
	y, m, n := d.date()
	return time.Date(y, m, n, 12, 0, 0, 0, time.UTC)
}

// real reports whether the calendar has the day.
func (d day) real() bool { return dayOf(d.noon()) == d }

func (d day) String() string {
	y, m, n := d.date()
	return fmt.Sprintf("%04d-%02d-%02d", y, m, n)
}

func (d day) addDays(n int) day { return dayOf(d.noon().AddDate(0, 0, n)) }

// addMonths keeps the day of the month, or takes the last one of a month that
// is too short: 2026-01-31 and a month is 2026-02-28.
func (d day) addMonths(n int) day {
	y, m, of := d.date()
	first := time.Date(y, m+time.Month(n), 1, 12, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return dayOf(first.AddDate(0, 0, min(of, last)-1))
}

// start is the first moment of the day in the zone. It is not always
// midnight: a clock that is put forward at midnight skips it (the day starts
// with the skip), and one that is put back to midnight shows it twice (the
// day starts with the first). See onWallClock of package tasklist.
func (d day) start(zone *time.Location) time.Time {
	y, m, n := d.date()
	wall := time.Date(y, m, n, 0, 0, 0, 0, time.UTC)
	before, after := offset(wall.AddDate(0, 0, -1), zone), offset(wall.AddDate(0, 0, 1), zone)
	early, late := wall.Add(-before), wall.Add(-after)
	if offset(early, zone) != before && offset(late, zone) == after {
		return late
	}
	return early
}

func offset(t time.Time, zone *time.Location) time.Duration {
	_, seconds := t.In(zone).Zone()
	return time.Duration(seconds) * time.Second
}
