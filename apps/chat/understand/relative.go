package understand

// relativeDay reads the days that have a name from where we stand: "today", "tmrw", "the day after tomorrow",
// "tonight", "later today", "this morning" (as a date and a part of the day).
func (p *parser) relativeDay(i int, prep string) (dateVal, int) {
	if k := p.any(i, "this time", "the same time", "same time", "around this time", "about this time"); k > i {
		k = p.opt(k, "on")
		if d, e := p.namedDay(k); e > k && d.part == noPart {
			d.instant, d.min, d.name = true, p.minute, false
			return d, e
		}
		if d, e := p.weekdayDate(k, "on"); e > k {
			d.instant, d.min, d.name, d.weak = true, p.minute, false, false
			return d, e
		}
		if p.seq(k, "next week") > k {
			d := single(p.today + 7)
			d.instant, d.min = true, p.minute
			return d, k + 2
		}
		return dateVal{}, i
	}
	j := p.opt(i, "the")
	if k := p.any(j, "day after tom"); k > j && p.right(k) {
		return single(p.today + 2), k
	}
	if k := p.any(j, "next working day", "next business day", "next workday", "next weekday", "next day"); k > j && j > i {
		return p.relativeDay(j, prep)
	}
	if k := p.seq(j, "day after"); k > j {
		if d, e := p.namedDay(k); e > k {
			d.day++
			d.last = d.day
			return d, e
		}
	}
	if k := p.any(i, "day after"); k > i && j == i && (k >= len(p.t) || p.isBreak(k) || p.startsClock(k) || p.is(k, "at", "@", "morning", "evening", "afternoon", "night")) { // Indian English
		return single(p.today + 2), k
	}
	if k := p.seq(j, "day before"); k > j {
		if d, e := p.namedDay(k); e > k && d.day < p.today {
			d.day--
			d.last = d.day
			return d, e
		}
	}
	if k := p.any(j, "day before", "day after"); k > j && p.lex(k).rel == 0 {
		k, at := p.opt(k, "the"), k
		if e := p.any(k, "day before", "day after"); e > k && p.any(p.opt(e, "the"), "day before", "day after") > e { // a chain of them counts from nowhere
			return dateVal{}, i
		}
		if d, e := p.plainDate(k, "on"); e > k && !d.past && !d.coarse && !d.instant {
			step := day(1)
			if p.is(at-1, "before") {
				step = -1
			}
			d = single(d.day + step)
			return d, e
		}
	}
	if j > i {
		return dateVal{}, i
	}
	if k := p.any(i, "later this week", "later next week"); k > i {
		d := p.today
		if d.weekday() < 4 {
			d += 2
		}
		if p.is(i+1, "next") {
			d += 7
		}
		return single(d), k
	}
	if k := p.any(i, "next working day", "next business day", "next work day", "next workday", "next weekday"); k > i {
		d := p.today + 1
		for d.weekday() > 4 {
			d++
		}
		return single(d), k
	}
	if p.is(i, "next") && p.lex(i+1).part != noPart && p.lex(i+1).part != noon && !p.lex(i+1).plural {
		d := single(p.today + 1)
		d.part, d.weak = p.lex(i+1).part, true
		return d, i + 2
	}
	if k := p.any(i, "next day"); k > i {
		d := single(p.today + 1)
		d.weak = true
		return d, k
	}
	if p.is(i, "late", "early") && p.is(i-1, "coming", "running", "arriving", "working", "staying", "stay", "work", "be", "is", "are", "am", "too", "come", "arrive", "leaving", "leave", "sleep", "home", "being", "very", "not") {
		return dateVal{}, i
	}
	j = p.opt(i, "later", "early", "earlier", "late")
	if d, e := p.namedDay(j); e > j && (j == i || p.is(i, "early", "late") || d.day == p.today) {
		if p.is(e, "week") && d.day != p.today-1 { // "tomorrow week"
			if p.right(e + 1) {
				d.day += 7
				d.last = d.day
				return d, e + 1
			}
		}
		return d, e
	}
	return dateVal{}, i
}

// namedDay reads one word for a day near today.
func (p *parser) namedDay(i int) (dateVal, int) {
	l := p.lex(i)
	d := single(p.today)
	d.typo = l.typo
	switch l.rel {
	case 1:
		d.name = true
	case 2:
		d = single(p.today + 1)
		d.name, d.typo = true, l.typo
	case 3:
		d = single(p.today - 1)
		d.past = true
	case 4:
		d.part, d.name = night, true
	case 5:
		d = single(p.today + 2)
	default:
		return dateVal{}, i
	}
	return d, i + 1
}
