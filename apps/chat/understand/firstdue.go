package understand

import "time"

// workRule finds a rule's first date: on or after today (or now), or its start; a date said beside the rule wins.
func (p *parser) workRule(w *when, u *due, v clockVal, timed bool) {
	r := w.rule.rule
	u.rule = &r
	if timed {
		u.min = v.min
	}
	from := p.today
	switch {
	case w.hasStart:
		from = w.start.day
	case w.endDay != noDay && w.hasDate: // "every day from june 20 to june 30"
		from, r.until = w.date.day, w.endDay
		w.until, w.endDay = r.until, noDay
	case w.hasDate && w.date.coarse && w.date.last > w.date.day && !w.hasStart && w.until == noDay && w.times == 0 && (r.freq == "DAILY" || r.freq == "WEEKLY") && w.span == (amount{}): // "every day next week"
		from, r.until = max(w.date.day, p.today), w.date.last
		w.until = r.until
	case w.hasDate:
		if n, kind := w.date.nth[0], w.date.nth[1]; r.freq == "MONTHLY" && n != 0 && len(r.byDay)+len(r.monthDay) == 0 { // "the last day of the month every month"
			switch kind {
			case anyDay:
				r.monthDay = []int{n}
			case workDay:
				rv := ruleVal{rule: r}
				p.workWeek(&rv)
				r.byDay, r.setPos = rv.byDay, n
			default:
				r.byDay = []nthDayOfWeek{{n: n, wd: kind}}
			}
		}
		if n, kind := w.date.nth[0], w.date.nth[1]; r.freq == "YEARLY" && n != 0 && kind <= anyDay && len(r.byDay)+len(r.monthDay)+len(r.months) == 0 { // "the second sunday of may every year"
			_, m, _ := w.date.day.date()
			if r.months = []int{m}; kind == anyDay { // "the last day of february every year"
				r.monthDay = []int{n}
			} else {
				r.byDay = []nthDayOfWeek{{n: n, wd: kind}}
			}
		}
		u.date = w.date.day
		if v.end {
			u.date++
		}
		w.bounded(&r, u.date)
		return
	}
	anchored := len(r.byDay)+len(r.monthDay)+len(r.months) > 0
	if (r.freq == "HOURLY" || r.freq == "MINUTELY") && !timed {
		if !w.hasStart {
			n := max(r.interval, 1)
			if r.freq == "HOURLY" {
				n *= 60
			}
			u.date, u.min = dayOf(p.now.Add(time.Duration(n) * time.Minute))
		} else {
			u.date = from
		}
		w.bounded(&r, u.date)
		return
	}
	if !anchored {
		u.date = from
		if timed && from == p.today && v.min <= p.minute && !v.end {
			u.date = p.step(&r, from)
		}
	} else {
		if timed && from == p.today && v.min <= p.minute && !v.end {
			from++
		}
		u.date = r.first(from)
		if u.date == noDay {
			u.rule = nil
			u.min = -1
			return
		}
	}
	p.leaveOut(w, &r, u)
	w.bounded(&r, u.date)
	if v.end {
		u.date++
	}
}

// step is the occurrence after from of a rule without a named day.
func (p *parser) step(r *rule, from day) day {
	n := max(r.interval, 1)
	switch r.freq {
	case "WEEKLY":
		return from + day(7*n)
	case "MONTHLY":
		return from.addMonths(n)
	case "YEARLY":
		return from.addMonths(12 * n)
	case "DAILY":
		return from + day(n)
	}
	return from + 1
}
