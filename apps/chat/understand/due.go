package understand

// partStart is when each part of the day begins, in minutes.
var partStart = [...]int{morning: 540, noon: 720, afternoon: 900, evening: 1140, night: 1200, midnight: 0}

// due is a time phrase worked out: what the task's due slots will say.
type due struct {
	date day // noDay when there is none
	min  int // -1 when all day
	sec  int // of the minute
	rule *rule

	endDate  day
	endMin   int
	duration int

	altDate day // the other reading's date
	altMin  int // the other reading's time; -1 when the same
	doubt   string
	said    string // what could not be kept, as a sentence
}

func noDue() due {
	return due{date: noDay, min: -1, endDate: noDay, endMin: -1, altDate: noDay, altMin: -1}
}

// work turns a time phrase into dates on the user's wall clock.
func (p *parser) work(w *when) due {
	u := noDue()
	if w.hasStart && !w.hasRule && !w.hasDate {
		w.date, w.hasDate = w.start, true
	}
	if w.endOfDay && !w.hasDate && !w.hasRule {
		w.date, w.hasDate = single(p.today), true
	}
	v, timed := w.time()
	if w.hasDuration {
		u.duration = w.duration.mins + (w.duration.days+w.duration.workdays)*1440
	}
	switch {
	case w.hasRule:
		p.workRule(w, &u, v, timed)
		p.zoned(w, &u)
	case w.hasDate && w.date.instant:
		u.date, u.min, u.sec = w.date.day, w.date.min, w.date.sec
	case w.hasDate:
		u.date, u.altDate, u.doubt = w.date.day, w.date.alt, w.date.doubt
		if timed {
			u.min = v.min
			if v.end {
				u.date++
			}
			p.zoned(w, &u)
		}
	case timed:
		p.nextTime(w, &u, v)
	}
	p.rangeEnd(w, &u)
	return u
}

// time gives the time of day a phrase says, by clock or by part of the day.
func (w *when) time() (clockVal, bool) {
	part := w.part
	if w.hasRule && part == noPart {
		part = w.rule.part
	}
	switch {
	case w.hasClock && part != noPart:
		v := inPart(w.clock, part)
		if w.endMin >= 0 && w.endBare && v.min != w.clock.min {
			w.endMin = w.endMin%720 + 720
		}
		return v, true
	case w.hasClock:
		return w.clock, true
	case part == midnight:
		return clockVal{end: true}, true
	case part != noPart:
		return clockVal{min: partStart[part]}, true
	}
	return clockVal{}, false
}

// nextTime finds the day of a time said alone: today while it is still to come, else tomorrow.
func (p *parser) nextTime(w *when, u *due, v clockVal) {
	if w.hasZone {
		for d := p.today - 1; ; d++ {
			u.date, u.min = d, v.min
			if v.end {
				u.date++
			}
			p.zoned(w, u)
			if u.date > p.today || u.date == p.today && u.min > p.minute {
				return
			}
			if d > p.today+2 {
				return
			}
		}
	}
	u.date, u.min = p.today, v.min
	if v.end || v.min <= p.minute {
		u.date++
	}
	if v.bare && w.hasClock && v.min < 720 && !v.end && u.date > p.today && v.min+720 > p.minute {
		u.altDate, u.altMin, u.doubt = p.today, v.min+720, "hour"
	}
}

// zoned moves a wall clock of the zone named in the text to the user's.
func (p *parser) zoned(w *when, u *due) {
	if !w.hasZone || u.date == noDay || u.min < 0 {
		return
	}
	move := func(d day, m int) (day, int) { return dayOf(w.zone.utcOf(d, m).In(p.zone)) }
	if w.endMin >= 0 {
		_, w.endMin = move(u.date, w.endMin)
	}
	u.date, u.min = move(u.date, u.min)
	u.altDate = noDay
}
