package understand

// weekOf reads the week that is said behind a weekday, and gives that week's weekday wd: "next week", "of this week",
// "the week after next"; a part of the day may stand before it: "tuesday morning next week".
func (p *parser) weekOf(i, wd int) (dateVal, int) {
	d := dateVal{alt: noDay}
	k := i
	if l := p.lex(i); l.part > noPart && l.part != noon && l.part != midnight && !l.plural {
		d.part, k = l.part, i+1
	}
	k = p.opt(k, "of", "in", ",")
	first := p.today.monday()
	e := k
	switch {
	case p.seq(k, "next week") > k:
		first, e = first+7, k+2
	case p.seq(k, "this week") > k:
		e = k + 2
	case p.seq(k, "last week") > k:
		first, e, d.past = first-7, k+2, true
	case p.seq(k, "the following week") > k:
		first, e = first+7, k+3
	case p.any(k, "the week after next", "week after next") > k:
		first, e = first+14, p.any(k, "the week after next", "week after next")
	}
	if e == k || !p.right(e) {
		return dateVal{alt: noDay}, i
	}
	d.day = first + day(wd)
	d.last = d.day
	return d, e
}

// weekendDay reads the weekend behind one of its days: "sunday this weekend", "saturday of next weekend".
func (p *parser) weekendDay(i, wd int) (dateVal, int) {
	if wd < 5 {
		return dateVal{alt: noDay}, i
	}
	k := p.opt(i, "of", ",")
	if !p.is(k, "this", "next", "the") || !p.is(k+1, "weekend") || !p.right(k+2) {
		return dateVal{alt: noDay}, i
	}
	d := p.today.monday() + day(wd)
	if p.is(k, "next") {
		d += 7
	}
	return single(max(d, p.today)), k + 2
}

// dayOfWeekend reads the day behind a weekend: "next weekend on sunday", "this weekend, saturday". sat is its Saturday.
func (p *parser) dayOfWeekend(i int, sat day) (dateVal, int) {
	k := p.opt(p.opt(i, ","), "on")
	l := p.lex(k)
	if l.weekday < 6 || l.plural || l.typo || !p.right(k+1) {
		return dateVal{alt: noDay}, i
	}
	return single(max(sat+day(l.weekday-6), p.today)), k + 1
}

// nextBehind tells whether "next" or "coming" at i belongs to the weekday before it, as in "on monday next": what is to
// be done follows, or nothing.
func (p *parser) nextBehind(i int) bool {
	return p.is(i, "next", "coming") && p.right(i+1) && (i+1 >= p.end() || p.isBreak(i+1) || p.is(i+1, "at", "@") || p.startsClock(i+1) || p.verbAt(i+1))
}

// inWeek tells whether the weekday at i is said of a week: "the monday of next week".
func (p *parser) inWeek(i int) bool {
	_, e := p.weekOf(i+1, 0)
	return e > i+1
}
