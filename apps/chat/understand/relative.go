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

// offset reads a distance from now or from a date: "in 3 days", "within 4 days", "2 weeks from today", "a week from
// friday", "3 days after tomorrow", "in two weeks' time", "an hour from now".
func (p *parser) offset(i int, prep string) (dateVal, int) {
	j := i
	in := false
	switch {
	case p.is(i, "in", "within"):
		in, j = true, i+1
		j = p.opt(j, "about", "around", "exactly", "another", "roughly", "approximately", "like", "just", "approx", "only")
		j = p.opt(j, "~", "another", "about")
		if k := p.any(j, "the next", "the coming"); k > j {
			if u := p.lex(k).unit; u == hours || u == minutes { // "in the next hour"
				a := amount{}
				a.add(1000, u)
				return p.fromNow(a), k + 1
			}
			j = k
		} else if p.is(i, "within") {
			j = p.opt(j, "the")
			j = p.opt(j, "next")
		}
	case p.is(i, "after") && prep == "":
		in, j = true, i+1
	case p.kind(i) != number && !p.lex(i).isNum && !p.is(i, "a", "an", "half", "couple", "few", "several", "another") && p.lex(i).unit != weeks && p.lex(i).unit != fortnights:
		return dateVal{}, i
	}
	a, k, ok := p.amount(j)
	if !ok && !in && p.lex(j).unit >= weeks && !p.lex(j).plural { // "week from friday"
		a, k, ok = amount{}, j+1, a.add(1000, p.lex(j).unit)
		a.add(1000, p.lex(j).unit)
	}
	if !ok {
		return dateVal{}, i
	}
	if p.is(i, "after") && (prep != "" || i > 0 && !(p.endsTime(k) && p.separator(k) == k)) {
		return dateVal{}, i
	}
	if p.w(k) == "'" && p.is(k+1, "time") {
		return p.fromNow(a), k + 2
	}
	if p.is(k, "time") && in {
		return p.fromNow(a), k + 1
	}
	if !in || p.is(k, "from") {
		switch {
		case p.is(k, "before") && !a.clockOnly() && a.workdays == 0:
			if d, e := p.plainDate(k+1, "on"); e > k+1 {
				d.day = d.day.addMonths(-a.months) - day(a.days)
				d.last, d.weak, d.alt = d.day, false, noDay
				return d, e
			}
		case p.is(k, "from", "after"):
			if e := p.opt(k+1, "now"); e > k+1 {
				return p.fromNow(a), e
			}
			if a.clockOnly() {
				return dateVal{}, i
			}
			if d, e := p.plainDate(k+1, "on"); e > k+1 {
				d.day = a.after(d.day)
				d.last, d.weak, d.alt = d.day, false, noDay
				return d, e
			}
		case p.is(k, "on") && (a.days == 7 || a.days == 14) && a.months == 0:
			if d, e := p.weekdayDate(k+1, "on"); e > k+1 {
				d.day += day(a.days)
				d.last, d.weak, d.alt = d.day, false, noDay
				return d, e
			}
		case a.days%7 == 0 && a.days > 0 && a.months == 0 && (p.lex(k).rel == 1 || p.lex(k).rel == 2): // "a week tomorrow"
			d := single(p.today + day(a.days) + day(p.lex(k).rel-1))
			return d, k + 1
		case p.is(k, "hence"):
			return p.fromNow(a), k + 1
		case p.is(k, "ago"):
			d := single(p.today - day(a.days))
			d.day = d.day.addMonths(-a.months)
			d.last, d.past = d.day, true
			return d, k + 1
		}
		return dateVal{}, i
	}
	return p.fromNow(a), k
}

// fromNow counts from this moment: hours and minutes are elapsed time, days and longer are calendar dates.
func (p *parser) fromNow(a amount) dateVal {
	if a.calendar() {
		return single(a.after(p.today))
	}
	t := p.now
	if !a.clockOnly() {
		t = t.AddDate(0, a.months, a.days)
	}
	t = t.Add(minutesOf(a.mins))
	d, m := dayOf(t)
	v := single(d)
	v.instant, v.min = true, m
	return v
}
