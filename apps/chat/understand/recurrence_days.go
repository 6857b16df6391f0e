package understand

// pluralDays reads "tuesdays and thursdays", "weekdays", "on weekends", "mornings".
func (p *parser) pluralDays(r *ruleVal, i int, prep string) int {
	if p.kind(i-1) == number && i > 0 {
		return i
	}
	if j := p.dayMornings(r, i); j > i {
		return j
	}
	if j := p.workDays(i, prep); j > i && !p.lex(i-1).isNum {
		p.workWeek(r)
		r.weak = true
		return j
	}
	if p.is(i, "weeknights") {
		p.workWeek(r)
		r.part, r.weak = night, prep != "on"
		return i + 1
	}
	if p.is(i, "weekends") {
		p.everyWeekend(r)
		r.weak = true
		return i + 1
	}
	if p.is(i, "all") && p.is(i+1, "days") && (p.is(i+2, "at", "@") || p.startsClock(i+2)) { // Indian English
		r.freq = "DAILY"
		return i + 2
	}
	if p.is(i, "all") && (p.lex(i+1).weekday > 0 && p.lex(i+1).plural || p.is(i+1, "weekdays", "workdays", "weekends")) {
		if j := p.pluralDays(r, i+1, "on"); j > i+1 {
			r.weak = false
			return j
		}
		return i
	}
	l := p.lex(i)
	if l.part != noPart && l.plural && !p.lex(i-1).isNum && !determiners[p.w(i-1)] && (prep == "on" || i == 0 || p.startsClock(p.opt(i+1, "at", "@")) || p.is(i+1, "at", "@", "by")) {
		r.freq, r.part, r.weak = "DAILY", l.part, prep != "on"
		return i + 1
	}
	if l.weekday == 1 && p.is(i+1, "-", "to", "through", "thru", "till", "until") && p.lex(i+2).weekday == 5 && !p.is(i-1, "from", "between") { // "monday to friday at 9"
		if e := p.opt(i+3, "at", "@", ","); p.startsClock(e) || e > i+3 && p.kind(e) == number {
			p.workWeek(r)
			return i + 3
		}
	}
	if l.weekday == 0 || !l.plural && !p.slashed(i) && !p.listed(i) {
		return i
	}
	days, j := p.weekdays(i)
	r.freq, r.weak = "WEEKLY", len(days) == 1
	for _, d := range days {
		r.byDay = append(r.byDay, nthDayOfWeek{wd: d})
	}
	return j
}

// workDays reads the plural names of the days of work. Those of two words can also be what is counted: "count business
// days in june".
func (p *parser) workDays(i int, prep string) int {
	if j := p.any(i, "weekdays", "workdays"); j > i {
		return j
	}
	j := p.any(i, "business days", "working days", "work days")
	if j == i || prep != "on" && !p.is(j, "at", "@", "only") && !p.startsClock(j) && p.exceptWord(j) == j {
		return i
	}
	return j
}

func (p *parser) everyWeekend(r *ruleVal) {
	r.freq, r.byDay, r.weekend = "WEEKLY", []nthDayOfWeek{{wd: 5}}, true
}

// slashed tells whether weekdays are joined by slashes: "mon/wed/fri" repeats, "monday and friday" need not.
func (p *parser) slashed(i int) bool {
	return p.w(i+1) == "/" && p.glued(i+1) && p.lex(i+2).weekday > 0
}

// listed tells whether weekdays stand one behind the other, as only a timetable has them: "mon wed fri", "mon, wed, fri".
func (p *parser) listed(i int) bool {
	n := 0
	for j := i; p.lex(j).weekday > 0 && !p.lex(j).plural && n < 7; n++ {
		k := p.separator(j + 1)
		if p.lex(k).weekday == 0 || p.lex(k).plural {
			return n >= 2
		}
		if (k == j+1 || p.is(k-1, "&", "+")) && p.lex(j).abbr && p.lex(k).abbr {
			return true
		}
		j = k
	}
	return n >= 3
}

func (p *parser) workWeek(r *ruleVal) {
	r.freq = "WEEKLY"
	for d := range 5 {
		r.byDay = append(r.byDay, nthDayOfWeek{wd: d})
	}
}
