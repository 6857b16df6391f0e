package recur

// checkParts refuses parts that do not go together: RFC 5545's table of which
// part means what under which FREQ, and its other "MUST NOT"s.
func (r Rule) checkParts() error {
	name := freqNames[r.freq]
	switch {
	case r.freq == yearly && r.interval > MaxYearsInterval:
		return wrong("INTERVAL", "must be at most %d for YEARLY", MaxYearsInterval)
	case r.freq == minutely && r.interval < MinMinutes:
		return wrong("INTERVAL", "must be at least %d for MINUTELY", MinMinutes)
	case len(r.weekNos) > 0 && r.freq != yearly:
		return wrong("BYWEEKNO", "is for YEARLY only, not %s", name)
	case len(r.weekNos) > 0 && len(r.setPos) > 0:
		return wrong("BYSETPOS", "with BYWEEKNO is not supported")
	case len(r.yearDays) > 0 && (r.freq == monthly || r.freq == weekly || r.freq == daily):
		return wrong("BYYEARDAY", "is not for %s", name)
	case len(r.monthDays) > 0 && r.freq == weekly:
		return wrong("BYMONTHDAY", "is not for WEEKLY")
	case len(r.setPos) > 0 && r.freq >= hourly:
		return wrong("BYSETPOS", "with %s is not supported", name)
	case len(r.setPos) > 0 && r.plain():
		return wrong("BYSETPOS", "needs another part to choose from, as BYDAY")
	}
	for _, d := range r.days {
		switch {
		case d.nth == 0:
		case r.freq != monthly && r.freq != yearly:
			return wrong("BYDAY", "with a number, as %s, is for MONTHLY and YEARLY only", d)
		case len(r.weekNos) > 0:
			return wrong("BYDAY", "with a number, as %s, does not go with BYWEEKNO", d)
		case (d.nth > 5 || d.nth < -5) && r.withinMonths():
			return wrong("BYDAY", "asks for %s, and no month has more than five", d)
		}
	}
	return nil
}

// checkTimes keeps occurrences MinMinutes apart and a day's work small.
func (r Rule) checkTimes() error {
	if len(r.seconds) > 1 {
		return wrong("BYSECOND", "must be one second")
	}
	for i, m := range r.minutes {
		next := r.minutes[(i+1)%len(r.minutes)]
		if gap := (next - m + 60) % 60; len(r.minutes) > 1 && gap < MinMinutes {
			return wrong("BYMINUTE", "has %d and %d, which are less than %d minutes apart", m, next, MinMinutes)
		}
	}
	if r.freq < hourly && max(1, len(r.hours))*max(1, len(r.minutes)) > MaxTimes {
		return wrong("BYHOUR", "and BYMINUTE ask for more than %d times a day", MaxTimes)
	}
	return nil
}

// plain reports whether the rule is an interval and nothing else.
func (r Rule) plain() bool {
	return len(r.months)+len(r.hours)+len(r.minutes)+len(r.seconds) == 0 && !r.namesDays()
}

// namesDays reports whether the rule says by itself on which days it falls,
// so that nothing of it comes from the day it starts on.
func (r Rule) namesDays() bool {
	return len(r.weekNos)+len(r.yearDays)+len(r.monthDays)+len(r.days) > 0
}

// withinMonths reports whether the numbers of BYDAY count within a month
// rather than within a year.
func (r Rule) withinMonths() bool { return r.freq == monthly || len(r.months) > 0 }

// never reports whether no start at all makes the rule occur. The question is
// asked without INTERVAL, COUNT, UNTIL and times of day, which only leave
// occurrences out, and from a first of January, which every month can do. The
// years 2000 to 2399 are all the years there are: the calendar then repeats.
func (r Rule) never() bool {
	r.interval, r.count, r.until = 1, 0, Local{}
	if len(r.setPos) == 0 {
		r.hours, r.minutes, r.seconds = nil, nil, nil
	}
	start := Local{Year: 2000, Month: 1, Day: 1}
	_, ok := r.walkFor(start, start, cycle)()
	return !ok
}

// Check refuses a start that the rule cannot have, with a *RuleError.
func Check(r Rule, start Local) error {
	switch {
	case r.IsZero():
		return wrong("", "is empty")
	case !start.sane():
		return wrong("", "cannot start at %s", start.Format())
	case start.AllDay && r.NeedsTime():
		return wrong(r.timePart(), "needs a time of day to start from")
	}
	return nil
}

// timePart is the part that speaks of a time of day.
func (r Rule) timePart() string {
	switch {
	case r.freq >= hourly:
		return "FREQ"
	case len(r.hours) > 0:
		return "BYHOUR"
	case len(r.minutes) > 0:
		return "BYMINUTE"
	default:
		return "BYSECOND"
	}
}
