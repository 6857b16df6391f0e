package recur

// NextFromCompletion is the occurrence that follows when the task that was
// due at current, the nth of its series, was done at completed: the rule is
// read as if it began on that day. Done early or late, the next one is a whole
// INTERVAL away or on the first day after that the rule names.
//
// The time of day stays that of current, unless the rule speaks of hours or
// minutes. A rule that is nothing but months or years keeps within the month:
// a month after 31 January is 28 February. (RFC 5545 would leave February out;
// but it does not know completion, and that is what people mean by it.)
//
// It answers false when the series has ended, as Next does.
func NextFromCompletion(r Rule, current, completed Local, n int) (next Local, number int, ok bool) {
	if Check(r, current) != nil || !completed.sane() || r.spent(n) {
		return Local{}, 0, false
	}
	switch {
	case r.plain() && (r.freq == monthly || r.freq == yearly):
		next, ok = r.monthsOn(completed).at(current), true
	case r.NeedsTime():
		next, ok = r.nextTime(current, completed)
	default:
		start := completed.at(current)
		walk := r.walk(start, start)
		// Not the day it was done, nor the one that was done early.
		for next, ok = walk(); ok && (next.date().Compare(completed.date()) == 0 || next.Compare(current) == 0); {
			next, ok = walk()
		}
	}
	if !ok || next.Year > MaxYear || r.over(next) {
		return Local{}, 0, false
	}
	return next, n + 1, true
}

// nextTime is the first time that the rule names after the task was done, and
// not the one that was done, nor one before it on the same day.
func (r Rule) nextTime(current, completed Local) (Local, bool) {
	if completed.AllDay {
		completed = completed.at(current)
	}
	start, last := completed, completed
	if r.freq >= hourly {
		start.Second = 0
	} else {
		start = r.earliestOn(completed.at(current))
		if current.date() == completed.date() && current.Compare(completed) > 0 {
			last = current
		}
	}
	walk := r.walk(start, last)
	next, ok := walk()
	for ok && next.Compare(last) <= 0 {
		next, ok = walk()
	}
	return next, ok
}

// earliestOn is l with zero for what the rule names of its time of day.
func (r Rule) earliestOn(l Local) Local {
	if len(r.hours) > 0 {
		l.Hour = 0
	}
	if len(r.minutes) > 0 {
		l.Minute = 0
	}
	if len(r.seconds) > 0 {
		l.Second = 0
	}
	return l
}

// monthsOn is the same day INTERVAL months or years later, or the last of that
// month.
func (r Rule) monthsOn(l Local) Local {
	months := r.interval
	if r.freq == yearly {
		months *= 12
	}
	m := l.Year*12 + l.Month - 1 + months
	l.Year, l.Month = m/12, m%12+1
	first := Local{Year: l.Year, Month: l.Month, Day: 1}
	l.Day = min(l.Day, first.time().AddDate(0, 1, -1).Day())
	return l
}
