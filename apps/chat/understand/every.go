package understand

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
		(*parser).otherThing, (*parser).everyNumber, (*parser).everyWeekdays, (*parser).everyYearDay, (*parser).everyMovable, (*parser).everyNth, (*parser).everyDayNumber,
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
			if u == workdays { // "every 1st workday" counts in its month
				return i
			}
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
	case p.is(i, "weeknight", "weeknights") && n == 1:
		p.workWeek(r)
		r.part = night
		return i + 1
	case p.is(i, "weekend", "weekends"):
		p.everyWeekend(r)
		r.interval = n
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
	if e := p.everyEnd(r, u, j); e > j {
		return e
	}
	if !p.right(j) {
		return i
	}
	return j
}

// everyEnd reads "end" behind a unit: "every month end", "each month-end", "every year end".
func (p *parser) everyEnd(r *ruleVal, u unit, j int) int {
	e := j
	if p.w(e) == "-" && p.glued(e) && p.glued(e+1) {
		e++
	}
	if !p.is(e, "end") || !p.right(e+1) {
		return j
	}
	if u == weeks || u == years && r.interval > 1 || p.edgeOfEvery(r, j-1, true) == j-1 {
		return j
	}
	if u == quarters {
		r.interval = 0
	}
	return e + 1
}
