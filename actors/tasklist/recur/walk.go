package recur

import (
	"slices"
	"time"

	rrule "github.com/teambition/rrule-go"
)

// Horizon is how far ahead an occurrence is looked for, in years. What lies
// further away is as good as never.
const Horizon = 100

// cycle is the number of years after which the calendar repeats itself, to
// the day of the week.
const cycle = 400

// walk gives the occurrences of a series from a time on, inclusive, one a
// call, without COUNT and UNTIL. It does not begin at the start of the series
// but in the period that from is in, so the way there costs nothing.
func (r Rule) walk(start, from Local) func() (Local, bool) { return r.walkFor(start, from, Horizon) }

func (r Rule) walkFor(start, from Local, years int) func() (Local, bool) {
	if from.Compare(start) < 0 {
		from = start
	}
	base := r.period(start.time(), from.time())
	if !r.meets(base) {
		return func() (Local, bool) { return Local{}, false }
	}
	option := r.option(start)
	shift := shiftOf(base.Year())
	option.Dtstart = addYears(base, shift)
	rule, err := rrule.NewRRule(option)
	if err != nil { // Parse let through a number that rrule-go refuses
		panic("recur: " + r.String() + ": " + err.Error())
	}
	next := rule.Iterator()
	return func() (Local, bool) {
		for {
			t, ok := next()
			if !ok {
				return Local{}, false
			}
			l := fromTime(addYears(t, -shift), start.AllDay)
			if l.Year > min(from.Year+years, MaxYear) {
				return Local{}, false
			}
			if l.Compare(from) >= 0 && l.Compare(start) >= 0 && r.inWeeks(l) {
				return l, true
			}
		}
	}
}

// period is the beginning of the last period, counted from start in steps of
// INTERVAL, that does not begin after from. It is the beginning of the whole
// year, month, week, day, hour or minute, because BYSETPOS chooses from all of
// it; rrule-go, left to itself, forgets what lies before DTSTART in its week.
func (r Rule) period(start, from time.Time) time.Time {
	step := func(start, from int64) int64 {
		every := int64(r.interval)
		return start + (from-start)/every*every
	}
	month := func(t time.Time) int64 { return int64(t.Year())*12 + int64(t.Month()) - 1 }
	switch r.freq {
	case yearly:
		return time.Date(int(step(int64(start.Year()), int64(from.Year()))), 1, 1, 0, 0, 0, 0, time.UTC)
	case monthly:
		m := step(month(start), month(from))
		return time.Date(int(m/12), time.Month(m%12+1), 1, 0, 0, 0, 0, time.UTC)
	case weekly:
		const monday = 4 - 2*7 // in days, the one two weeks before 5 January 1970
		offset := int64(monday+r.weekStart) * secondsOf[daily]
		week := func(t time.Time) int64 { return (t.Unix() - offset) / secondsOf[weekly] }
		return time.Unix(step(week(start), week(from))*secondsOf[weekly]+offset, 0).UTC()
	default:
		unit := secondsOf[r.freq]
		return time.Unix(step(start.Unix()/unit, from.Unix()/unit)*unit, 0).UTC()
	}
}

var secondsOf = []int64{weekly: 7 * 24 * 3600, daily: 24 * 3600, hourly: 3600, minutely: 60}

// meets reports whether steps of INTERVAL from base ever come to an hour and
// a minute that the rule names. Where they do not, rrule-go looks for ever.
func (r Rule) meets(base time.Time) bool {
	unit, perDay, at := 1, 24, base.Hour()
	switch r.freq {
	case hourly:
	case minutely:
		unit, perDay, at = 60, 24*60, base.Hour()*60+base.Minute()
	default:
		return true
	}
	stride := gcd(r.interval, perDay)
	for t := at % stride; t < perDay; t += stride {
		hour, minute := t/unit, t%unit
		if (len(r.hours) == 0 || slices.Contains(r.hours, hour)) &&
			(r.freq == hourly || len(r.minutes) == 0 || slices.Contains(r.minutes, minute)) {
			return true
		}
	}
	return false
}

// shiftOf is how many years later rrule-go is shown a year: whole cycles, to
// between 9500 and 9899. It looks for an occurrence until 9999 and cannot be
// told to stop sooner.
func shiftOf(year int) int {
	const earliest = 9500
	return earliest + mod(year-earliest, cycle) - year
}

// addYears is the same day and time some whole cycles away.
func addYears(t time.Time, years int) time.Time {
	return time.Date(t.Year()+years, t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}

func mod(a, b int) int { return (a%b + b) % b }

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
