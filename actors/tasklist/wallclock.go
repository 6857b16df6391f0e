package tasklist

import (
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // the zone database, for machines that have none
)

// moment is the instant a due date stands for, in UTC; one that is due all
// day stands for the morning. What the calendar, the clock or the zone
// database does not know is refused.
func (d Due) moment(morning time.Duration) (time.Time, error) {
	day, err := time.Parse("2006-01-02", d.Date)
	if err != nil || day.Year() < 1970 || day.Year() > 9998 {
		return time.Time{}, refuse(CodeImpossibleDate, "due.date", "There is no day %q; a date looks like 2026-11-24.", clip(d.Date))
	}
	clock := morning
	if !d.AllDay() {
		var ok bool
		if clock, ok = parseClock(d.Time); !ok {
			return time.Time{}, refuse(CodeImpossibleTime, "due.time", "There is no time %q; a time looks like 17:00.", clip(d.Time))
		}
	}
	zone, err := loadZone(d.TimeZone)
	if err != nil {
		return time.Time{}, refuse(CodeUnknownZone, "due.timeZone", "There is no time zone %q; one looks like Europe/Berlin.", clip(d.TimeZone))
	}
	return onWallClock(day.Add(clock), zone), nil
}

// OnWallClock is the instant at which a clock on the wall of the zone shows
// a date and a time of day, 2026-11-24 and 17:00, by the rule that due dates
// go by when clocks change.
func OnWallClock(date, clock string, zone *time.Location) (time.Time, error) {
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return time.Time{}, fmt.Errorf("read date: %w", err)
	}
	at, ok := parseClock(clock)
	if !ok {
		return time.Time{}, fmt.Errorf("read time: %q is none", clock)
	}
	return onWallClock(day.Add(at), zone), nil
}

// parseClock is a time of day, 17:00 or 17:00:30, from midnight.
func parseClock(s string) (time.Duration, bool) {
	layout := "15:04"
	if len(s) == len("15:04:05") {
		layout = "15:04:05"
	}
	t, err := time.Parse(layout, s)
	if err != nil || len(s) != len(layout) {
		return 0, false
	}
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute + time.Duration(t.Second())*time.Second, true
}

// loadZone knows IANA names only: neither the machine's own zone ("Local")
// nor the empty name.
func loadZone(name string) (*time.Location, error) {
	if name == "" || strings.EqualFold(name, "local") {
		return nil, errNoZone
	}
	return time.LoadLocation(name)
}

// onWallClock is the instant at which a clock on the wall of the zone shows
// the time that wall shows in UTC. A time that the clock shows twice, when it
// is put back, is the first of the two; a time that it skips, when it is put
// forward, is taken with the offset in force before the skip (RFC 5545,
// section 3.3.5), so half past two becomes half past three.
func onWallClock(wall time.Time, zone *time.Location) time.Time {
	before, after := offsetAt(wall.Add(-24*time.Hour), zone), offsetAt(wall.Add(24*time.Hour), zone)
	early, late := wall.Add(-before), wall.Add(-after)
	if offsetAt(early, zone) != before && offsetAt(late, zone) == after {
		return late
	}
	return early
}

func offsetAt(t time.Time, zone *time.Location) time.Duration {
	_, seconds := t.In(zone).Zone()
	return time.Duration(seconds) * time.Second
}
