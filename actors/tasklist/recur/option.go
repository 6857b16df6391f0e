package recur

import (
	"time"

	rrule "github.com/teambition/rrule-go"
)

var theirFreq = []rrule.Frequency{
	yearly: rrule.YEARLY, monthly: rrule.MONTHLY, weekly: rrule.WEEKLY,
	daily: rrule.DAILY, hourly: rrule.HOURLY, minutely: rrule.MINUTELY,
}

var theirDays = [7]rrule.Weekday{rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU}

// option is the rule in rrule-go's words, without DTSTART, COUNT, UNTIL and
// BYWEEKNO, which are ours (see walk). What a rule leaves open it takes from
// the start of the series, and all of it is said here, because DTSTART will be
// some other time.
func (r Rule) option(start Local) rrule.ROption {
	o := rrule.ROption{
		Freq: theirFreq[r.freq], Interval: r.interval, Wkst: theirDays[r.weekStart],
		Bymonth: r.months, Byyearday: r.yearDays, Bymonthday: r.monthDays, Bysetpos: r.setPos,
		Byhour: r.hours, Byminute: r.minutes, Bysecond: r.seconds,
	}
	if r.freq < hourly && len(o.Byhour) == 0 {
		o.Byhour = []int{start.Hour}
	}
	if r.freq < minutely && len(o.Byminute) == 0 {
		o.Byminute = []int{start.Minute}
	}
	if len(o.Bysecond) == 0 {
		o.Bysecond = []int{start.Second}
	}
	for _, d := range r.theirWeekdays() {
		day := theirDays[d.day]
		o.Byweekday = append(o.Byweekday, day.Nth(d.nth))
	}
	weekdayOfStart := theirDays[mondayFirst(start.time().Weekday())]
	switch {
	case len(r.weekNos) > 0 && len(r.yearDays)+len(r.monthDays)+len(r.days) == 0:
		// RFC 5545: what the rule does not say is taken from the start, so a
		// week number alone means one day of that week. rrule-go takes all seven.
		o.Byweekday = []rrule.Weekday{weekdayOfStart}
	case r.namesDays():
	case r.freq == yearly:
		if len(o.Bymonth) == 0 {
			o.Bymonth = []int{start.Month}
		}
		o.Bymonthday = []int{start.Day}
	case r.freq == monthly:
		o.Bymonthday = []int{start.Day}
	case r.freq == weekly:
		o.Byweekday = []rrule.Weekday{weekdayOfStart}
	}
	return o
}

// theirWeekdays is BYDAY. rrule-go takes "MO,1TU" for the days that are both,
// of which there are none, instead of either; numbered, "MO" is 1MO to 5MO.
func (r Rule) theirWeekdays() []weekday {
	var plain, numbered bool
	for _, d := range r.days {
		plain, numbered = plain || d.nth == 0, numbered || d.nth != 0
	}
	if !plain || !numbered {
		return r.days
	}
	most := 53
	if r.withinMonths() {
		most = 5
	}
	var all []weekday
	for _, d := range r.days {
		if d.nth != 0 {
			all = append(all, d)
			continue
		}
		for nth := 1; nth <= most; nth++ {
			all = append(all, weekday{nth, d.day})
		}
	}
	return all
}

// mondayFirst counts days from Monday, as ISO 8601 and Rule do.
func mondayFirst(d time.Weekday) int { return (int(d) + 6) % 7 }
