package understand

// weekdayDate reads a weekday and what may stand around it: "friday", "this fri", "next friday", "friday week",
// "a week on friday", "next week friday", "friday the 13th", "wed may 13".
func (p *parser) weekdayDate(i int, prep string) (dateVal, int) {
	if p.is(i, "early", "late") && p.lex(i+1).weekday > 0 && !p.lex(i+1).plural && p.lex(i+2).part == noPart && !p.is(i-1, "coming", "running", "arriving", "working", "staying", "be", "is", "too", "very", "not") {
		return p.weekdayDate(i+1, prep)
	}
	j, how := i, ""
	if p.is(i, "the") && (p.is(i+1, "coming", "upcoming", "next", "following") || p.lex(i+1).weekday > 0 && (p.seq(i+2, "after next") > i+2 || p.is(i+2, "of", "in") && p.inWeek(i+1))) {
		i0 := i
		if d, e := p.weekdayDate(i+1, prep); e > i+1 {
			return d, e
		}
		return dateVal{}, i0
	}
	switch p.w(i) {
	case "next", "this", "coming", "upcoming", "last", "past", "following":
		how, j = p.w(i), i+1
		if how == "this" || how == "next" {
			j = p.opt(j, "coming", "upcoming")
		}
	}
	l := p.lex(j)
	if l.weekday == 0 || l.plural || (l.abbr && l.typo) {
		return p.weekdayOfWeek(i)
	}
	wd := int(l.weekday) - 1
	d := dateVal{day: p.nextWeekday(wd), alt: noDay, name: true, weak: true, typo: l.typo}
	next := j + 1
	switch how {
	case "next":
		d.day = p.today.monday() + 7 + day(wd)
		if second := p.nextWeekday(wd) + 7; second != d.day {
			d.alt, d.doubt = second, "next"
		} else if p.today.weekday() < wd && p.nextWeekday(wd) != d.day {
			d.near = p.nextWeekday(wd)
		}
		d.weak = false
	case "last", "past":
		d.day = p.today - 1
		d.day -= day(mod(d.day.weekday()-wd, 7))
		d.weak, d.past = false, true
	case "":
		if p.today.weekday() == wd {
			d.alt, d.doubt = p.today, "same"
		}
	default:
		d.weak = false
		if p.today.weekday() == wd {
			d.alt, d.doubt = p.today, "same"
		}
	}
	d.last = d.day
	if how == "" || how == "this" || how == "next" {
		if k := p.opt(next, "after"); k > next && p.is(k, "next") && p.right(k+1) { // "the friday after next"
			d.day = p.today.monday() + 14 + day(wd)
			d.alt, d.weak, d.last = noDay, false, d.day
			return d, k + 1
		}
		if e, k := p.weekWord(next, wd); k > next {
			return e, k
		}
		if how == "" && p.nextBehind(next) { // "on monday next", "saturday coming"
			return single(p.nextWeekday(wd)), next + 1
		}
		k := next
		if p.w(k) == "." && p.glued(k) && l.abbr {
			k++
		}
		k = p.opt(k, ",")
		if e, m := p.absolute(k, "on"); m > k {
			e.weak = false
			return e, m
		}
		if k2 := p.opt(k, "the"); k2 < len(p.t) {
			if e, m := p.dayOfMonth(k2, "on"); m > k2 && (k2 > k || !p.lex(k2).typo && p.kind(k2) == number) {
				e.weak = false
				return e, m
			}
		}
	}
	return d, next
}

// weekWord reads what follows a weekday: "week", "fortnight", "next week", "this weekend".
func (p *parser) weekWord(i, wd int) (dateVal, int) {
	d := dateVal{alt: noDay}
	if p.is(i, "week", "wk") && p.right(i+1) && !p.is(i+1, "days") {
		d.day = p.nextWeekday(wd) + 7
		d.last = d.day
		return d, i + 1
	}
	if p.is(i, "fortnight") && p.right(i+1) {
		d.day = p.nextWeekday(wd) + 14
		d.last = d.day
		return d, i + 1
	}
	if d, k := p.weekendDay(i, wd); k > i {
		return d, k
	}
	return p.weekOf(i, wd)
}

// weekdayOfWeek reads "next week (on) friday" and "a week on friday".
func (p *parser) weekdayOfWeek(i int) (dateVal, int) {
	d := dateVal{alt: noDay}
	week := day(0)
	j := i
	switch {
	case p.seq(i, "next week") > i:
		j, week = i+2, 7
	case p.seq(i, "this week") > i:
		j = i + 2
	case p.seq(i, "last week") > i:
		j, week = i+2, -7
	default:
		return d, i
	}
	j = p.opt(j, "on", ",")
	l := p.lex(j)
	if l.weekday == 0 || l.plural {
		return d, i
	}
	d.day = p.today.monday() + week + day(l.weekday-1)
	d.last = d.day
	return d, j + 1
}

// nextWeekday is the first such weekday strictly after today.
func (p *parser) nextWeekday(wd int) day {
	d := p.today + 1
	return d + day(mod(wd-d.weekday(), 7))
}
