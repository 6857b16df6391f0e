package understand

import "slices"

// maxInterval bounds "every N": more is a mistake, not a plan.
const maxInterval = 1000

// every reads what follows "every" and gives the place behind it; i when it is no rule ("every child").
func (p *parser) every(r *ruleVal, i int) int {
	j := i
	if p.w(j) == "!" && p.glued(j) {
		r.fromCompletion = true
		j++
	}
	j = p.opt(j, "single")
	start := j
	for _, read := range [...]func(*parser, *ruleVal, int) int{
		(*parser).otherThing, (*parser).everyNumber, (*parser).everyWeekdays, (*parser).everyYearDay, (*parser).everyNth,
	} {
		if k := read(p, r, j); k > j {
			return k
		}
	}
	if k := p.everyUnit(r, j, 1); k > start {
		return k
	}
	return i
}

// otherThing reads "other tuesday", "other week", "alternate days".
func (p *parser) otherThing(r *ruleVal, i int) int {
	j := p.opt(i, "other", "alternate")
	if j == i && !p.is(i-1, "alternate") {
		return i
	}
	if days, k := p.weekdays(j); k > j {
		r.freq, r.interval = "WEEKLY", 2
		for _, d := range days {
			r.byDay = append(r.byDay, nthDayOfWeek{wd: d})
		}
		return k
	}
	if k := p.everyUnit(r, j, 2); k > j {
		return k
	}
	return i
}

// everyNumber reads "2 weeks", "couple of days", "third month".
func (p *parser) everyNumber(r *ruleVal, i int) int {
	if o, j := p.ordinal(i); j > i {
		if u, k := p.unitAt(j); u != noUnit && !p.lex(j).plural && u != seconds {
			if p.any(k, "of the month", "of month", "of every month", "of each month") > k && u == days {
				return i
			}
			if e := p.everyUnit(r, j, o); e > j {
				return e
			}
		}
		return i
	}
	if p.is(i, "a", "an", "one", "half") && !p.is(i+1, "couple", "few") {
		if p.is(i, "half") && p.is(i+1, "hour", "year") {
			if p.is(i+1, "hour") {
				r.freq, r.interval = "MINUTELY", 30
			} else {
				r.freq, r.interval = "MONTHLY", 6
			}
			return i + 2
		}
		if p.is(i, "one") {
			if e := p.everyUnit(r, i+1, 1); e > i+1 {
				return e
			}
		}
		return i
	}
	m, j := p.number(i)
	if j == i || m%1000 != 0 {
		return i
	}
	n := m / 1000
	if n < 1 || n > maxInterval {
		return i
	}
	if k := p.everyUnit(r, j, n); k > j {
		return k
	}
	if p.kind(i) == number {
		if l := p.lex(j); l.month > 0 { // "every 9 may"
			return i
		}
	}
	return i
}

// everyUnit reads a unit that repeats every n.
func (p *parser) everyUnit(r *ruleVal, i, n int) int {
	u, j := p.unitAt(i)
	l := p.lex(i)
	switch {
	case p.is(i, "weekday", "weekdays", "workday", "workdays"), u == workdays:
		if n != 1 {
			return i
		}
		p.workWeek(r)
		return max(j, i+1)
	case p.is(i, "weekend", "weekends"):
		r.freq, r.interval, r.byDay = "WEEKLY", n, []nthDayOfWeek{{wd: 5}}
		return i + 1
	case l.part != noPart:
		if n != 1 {
			return i
		}
		r.freq, r.part = "DAILY", l.part
		return i + 1
	case p.is(i, "spring", "summer", "autumn", "winter", "fall"):
		return i
	}
	switch u {
	case minutes:
		r.freq = "MINUTELY"
	case hours:
		r.freq = "HOURLY"
	case days:
		r.freq = "DAILY"
	case weeks:
		r.freq = "WEEKLY"
	case fortnights:
		r.freq, n = "WEEKLY", 2*n
	case months:
		r.freq = "MONTHLY"
	case quarters:
		r.freq, n = "MONTHLY", 3*n
	case years:
		r.freq = "YEARLY"
	default:
		return i
	}
	r.interval = n
	if !p.right(j) {
		return i
	}
	return j
}

// everyWeekdays reads "monday", "mon, wed and fri", "mon-thu".
func (p *parser) everyWeekdays(r *ruleVal, i int) int {
	days, j := p.weekdays(i)
	if j == i || !p.right(j) {
		return i
	}
	r.freq = "WEEKLY"
	for _, d := range days {
		r.byDay = append(r.byDay, nthDayOfWeek{wd: d})
	}
	return j
}

// everyNth reads "29th", "1st and 15th of the month", "3rd wednesday", "last day of the month", "first monday of may".
func (p *parser) everyNth(r *ruleVal, i int) int {
	j := p.nthList(r, i)
	if j == i {
		return i
	}
	r.freq = "MONTHLY"
	if k := p.any(j, "of the month", "of each month", "of every month", "of month", "in the month", "of a month"); k > j {
		return k
	}
	if k := p.opt(j, "of", "in"); k > j || len(r.byDay) == 0 {
		if m := p.lex(k).month; m > 0 {
			r.freq, r.months = "YEARLY", []int{int(m)}
			return k + 1
		}
	}
	return j
}

// everyYearDay reads "may 9", "9 may", "jan 1 and jul 1", "january", "june and december".
func (p *parser) everyYearDay(r *ruleVal, i int) int {
	j, last := i, i
	whole := true
	for range 12 {
		m, d, k := p.monthAndDay(j)
		if k == j {
			break
		}
		if d == 0 {
			d = 1
		} else {
			whole = false
		}
		r.months = append(r.months, m)
		r.monthDay = append(r.monthDay, d)
		last = k
		if j = p.separator(k); j == k {
			break
		}
	}
	if last == i {
		r.months, r.monthDay = nil, nil
		return i
	}
	// One BYMONTHDAY serves all months; different days of different months are no single rule.
	for _, d := range r.monthDay[1:] {
		if d != r.monthDay[0] {
			r.months, r.monthDay = nil, nil
			return i
		}
	}
	r.freq, r.monthDay = "YEARLY", r.monthDay[:1]
	if whole && !p.right(last) {
		return i
	}
	return last
}

// monthAndDay reads a month with or without its day; d is 0 when there is none.
func (p *parser) monthAndDay(i int) (m, d, next int) {
	if l := p.lex(i); l.month > 0 {
		j := i + 1
		if p.w(j) == "." && p.glued(j) && l.abbr {
			j++
		}
		j = p.opt(j, "the")
		if d, k := p.dayNumber(j); k > j && !p.startsClock(j) && d <= daysIn(2028, int(l.month)) {
			return int(l.month), d, k
		}
		return int(l.month), 0, i + 1
	}
	j := p.opt(i, "the")
	d, k := p.dayNumber(j)
	if k == j {
		return 0, 0, i
	}
	k = p.opt(k, "of")
	if l := p.lex(k); l.month > 0 && d <= daysIn(2028, int(l.month)) {
		return int(l.month), d, k + 1
	}
	return 0, 0, i
}

// ruleTail reads what narrows a rule behind its unit: "on thursday", "on the 15th", "on the first monday",
// "on october 3rd", "except sundays", "after completion".
func (p *parser) ruleTail(r *ruleVal, i int) int {
	for range 3 {
		j := i
		if j = p.ruleOn(r, i); j == i {
			if j = p.ruleExcept(r, i); j == i {
				j = p.completion(r, i)
			}
		}
		if j == i {
			break
		}
		i = j
	}
	return i
}

func (p *parser) ruleOn(r *ruleVal, i int) int {
	if len(r.byDay) > 0 || len(r.monthDay) > 0 || r.part != noPart {
		return i
	}
	j := p.opt(i, ",")
	k := p.opt(j, "on", "in", "every")
	on := k > j
	start := k
	switch r.freq {
	case "WEEKLY", "DAILY":
		if r.freq == "DAILY" && (r.interval > 1 || !on) {
			return i
		}
		if p.is(k, "weekdays") && on {
			p.workWeek(r)
			r.weak = false
			return k + 1
		}
		days, e := p.weekdays(k)
		if e == k || !on && r.interval < 2 && !p.lex(k).plural || !p.right(e) {
			return i
		}
		r.freq, r.weak = "WEEKLY", false
		for _, d := range days {
			r.byDay = append(r.byDay, nthDayOfWeek{wd: d})
		}
		return e
	case "MONTHLY":
		if !on {
			return i
		}
		k = p.opt(k, "the")
		if p.is(k, "day") {
			if n, ok := p.digits(k+1, 2); ok && n >= 1 && n <= 31 && p.right(k+2) {
				r.monthDay = []int{n}
				return k + 2
			}
		}
		e := p.nthList(r, k)
		if e == k {
			return i
		}
		r.weak = false
		return p.any2(e, "of the month", "of each month", "of every month")
	case "YEARLY":
		if !on {
			return i
		}
		if e := p.everyYearDay(r, k); e > start {
			r.weak = false
			return e
		}
		e := p.nthList(r, p.opt(k, "the"))
		if e > k && p.is(e, "of", "in") && p.lex(e+1).month > 0 {
			r.months, r.weak = []int{int(p.lex(e + 1).month)}, false
			return e + 2
		}
		r.byDay, r.monthDay, r.setPos = nil, nil, 0
	}
	return i
}

// any2 is any, but steps over nothing when no phrase matches.
func (p *parser) any2(i int, phrases ...string) int { return p.any(i, phrases...) }

// ruleExcept reads "except sunday", "but not on weekends".
func (p *parser) ruleExcept(r *ruleVal, i int) int {
	j := p.opt(i, ",")
	k := p.any(j, "except on", "except for", "except", "excluding", "but not on", "but not", "but")
	if k == j || r.freq != "DAILY" && r.freq != "WEEKLY" || r.interval > 1 || r.freq == "WEEKLY" && len(r.byDay) < 2 {
		return i
	}
	var skip [7]bool
	for d := range skip {
		skip[d] = r.freq == "WEEKLY" && !slices.Contains(r.byDay, nthDayOfWeek{wd: d})
	}
	e := k
	if p.is(k, "weekends", "weekend") || p.seq(k, "the weekend") > k {
		skip[5], skip[6] = true, true
		e = k + 1
		if p.is(k, "the") {
			e++
		}
	} else {
		var days []int
		if days, e = p.weekdays(k); e == k {
			return i
		}
		for _, d := range days {
			skip[d] = true
		}
	}
	r.freq, r.byDay = "WEEKLY", nil
	for d, s := range skip {
		if !s {
			r.byDay = append(r.byDay, nthDayOfWeek{wd: d})
		}
	}
	return e
}

// completion reads "after completion", "from completion", "when done", "after I finish it".
func (p *parser) completion(r *ruleVal, i int) int {
	j := p.opt(i, ",", "(")
	k := p.any(j, "after completion", "from completion", "after completing", "after completed", "after each completion", "after the last completion",
		"from last completion", "from the last completion", "after last completion", "after it's done", "after it is done", "after done", "after finishing", "when done", "when completed", "once done", "once completed",
		"after i finish", "after i complete", "after i do", "after i'm done", "after being completed", "after being done", "since completion", "upon completion", "counted from completion")
	if k == j {
		return i
	}
	k = p.opt(k, "it", "them")
	if p.w(k) == ")" && p.is(j-1, "(") {
		k++
	}
	r.fromCompletion = true
	r.weak = false
	return k
}
