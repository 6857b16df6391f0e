package understand

// coarseDate reads a period that stands for one of its days: "next week" is its Monday, "end of month" its last day,
// "in october" the 1st, "mid june" the 15th, "the weekend" Saturday.
func (p *parser) coarseDate(i int, prep string) (dateVal, int) {
	switch p.w(i) {
	case "eom":
		return single(p.today.lastOfMonth()), i + 1
	case "eow":
		return single(p.today.monday() + 6), i + 1
	case "eoy":
		y, _, _ := p.today.date()
		return single(newDay(y, 12, 31)), i + 1
	}
	if j := p.any(i, "year end", "year - end", "the year end", "the year's end"); j > i {
		y, _, _ := p.today.date()
		return single(newDay(y, 12, 31)), j
	}
	if j := p.any(i, "month end", "month - end", "the month's end"); j > i {
		return single(p.today.lastOfMonth()), j
	}
	if d, j := p.weekend(i, prep); j > i {
		return d, j
	}
	if d, j := p.edgeOf(i); j > i {
		return d, j
	}
	if first, last, j := p.period(i); j > i {
		if e, k := p.within(first, last, j); k > j {
			return e, k
		}
		d := single(first)
		d.last, d.coarse, d.past = last, true, last < p.today
		if p.is(i, "this") {
			d.day = max(first, p.today)
		}
		return d, j
	}
	return p.monthAlone(i, prep)
}

// within reads the day behind a named month or year: "next month on the 5th", "next year on march 3".
func (p *parser) within(first, last day, j int) (dateVal, int) {
	k := p.opt(j, "on", ",", "in")
	if k == j || last-first < 27 {
		return dateVal{}, j
	}
	y, m, _ := first.date()
	if last-first > 300 {
		if d, e := p.absolute(k, "on"); e > k {
			_, m, dd := d.day.date()
			return single(newDay(y, m, min(dd, daysIn(y, m)))), e
		}
		return dateVal{}, j
	}
	if last-first > 31 {
		return dateVal{}, j
	}
	n, e := p.nth(p.opt(k, "the"))
	if e == p.opt(k, "the") {
		return dateVal{}, j
	}
	kind, f := p.nthDay(e)
	if f == e {
		kind = anyDay
	}
	if d := nthDayOf(y, m, n, kind); d != noDay {
		return single(d), f
	}
	return dateVal{}, j
}

// weekend reads "this weekend", "the weekend", "next weekend", "weekend after next".
func (p *parser) weekend(i int, prep string) (dateVal, int) {
	j, how := i, ""
	switch p.w(i) {
	case "this", "the", "next", "coming", "last", "upcoming":
		how, j = p.w(i), i+1
		j = p.opt(j, "coming", "next")
		if p.is(j-1, "next") {
			how = "next"
		}
	}
	if p.seq(i, "week end") > i || p.seq(j, "week end") > j {
		return dateVal{}, i
	}
	if !p.is(j, "weekend") {
		return dateVal{}, i
	}
	sat := p.today.monday() + 5
	d := dateVal{alt: noDay, coarse: true}
	switch how {
	case "next":
		d.day = sat + 7
	case "last":
		d.day, d.past = sat-7, true
	default:
		d.day = max(sat, p.today)
		d.weak = how == ""
	}
	d.last = sat + 1
	if how == "next" {
		d.last = sat + 8
	} else if how == "last" {
		d.last = sat - 6
	}
	if k := p.seq(j+1, "after next"); k > j+1 {
		d.day, d.last = sat+14, sat+15
		return d, k
	}
	return d, j + 1
}

// edgeOf reads "end of next month", "beginning of june", "mid april", "middle of the week", "late may".
func (p *parser) edgeOf(i int) (dateVal, int) {
	j := p.opt(i, "the")
	where := ""
	switch p.w(j) {
	case "end", "close", "back":
		where, j = "end", j+1
		if p.is(j-1, "back") {
			j = p.opt(j, "end")
		}
	case "start", "beginning":
		where, j = "start", j+1
	case "middle", "mid":
		where, j = "mid", j+1
		if p.w(j) == "-" && p.glued(j) {
			j++
		}
	case "early":
		where, j = "start", j+1
	case "late":
		where, j = "end", j+1
	default:
		return dateVal{}, i
	}
	j = p.opt(j, "of")
	first, last, k := p.period(j)
	if k == j {
		switch { // "end of month", "end of the week"
		case p.is(j, "week", "month", "year", "quarter"):
			first, last, k = p.periodOf(p.lex(j).unit, 0), noDay, j+1
			last = p.periodEnd(p.lex(j).unit, first)
		case p.lex(j).month > 0:
			y, m, e := p.monthNamed(j)
			first, last, k = newDay(y, m, 1), newDay(y, m, daysIn(y, m)), e
		default:
			return dateVal{}, i
		}
	}
	if where == "end" && p.is(i, "late", "close") && p.lex(k-1).month == 0 {
		return dateVal{}, i
	}
	switch where {
	case "start":
		d := single(first)
		if first < p.today && p.lex(k-1).unit == noUnit {
			d = single(first.addMonths(12))
		} else if first < p.today && p.is(k-1, "month", "week", "year") && !p.is(k-2, "this") && !p.is(k-2, "last") {
			d = single(p.periodOf(p.lex(k-1).unit, 1))
		}
		return d, k
	case "mid":
		d := first + (last-first)/2
		if last-first >= 27 && last-first <= 30 {
			d = first + 14
		}
		if d < p.today && p.lex(k-1).month > 0 {
			d = d.addMonths(12)
		}
		return single(d), k
	}
	return single(last), k
}

// period reads a named week, month, quarter or year, from its first day to its last.
func (p *parser) period(i int) (first, last day, next int) {
	j := i
	n := 0
	if k := p.seq(i, "the week after next"); k > i {
		first = p.today.monday() + 14
		return first, first + 6, k
	}
	if k := p.seq(i, "the month after next"); k > i {
		first = p.periodOf(months, 2)
		return first, first.lastOfMonth(), k
	}
	switch p.w(i) {
	case "next", "following":
		n, j = 1, i+1
	case "this", "the", "current":
		j = i + 1
		if p.is(j, "coming", "following", "next") {
			n, j = 1, j+1
		} else if p.is(j, "current") {
			j++
		}
		if p.is(i, "the") && j == i+1 && !p.is(i-1, "of") {
			return 0, 0, i
		}
	case "last", "past", "previous":
		n, j = -1, i+1
	case "coming":
		n, j = 1, i+1
	}
	if j > i {
		l := p.lex(j)
		switch l.unit {
		case weeks, months, quarters, years:
			if l.plural {
				return 0, 0, i
			}
			if n == 1 {
				if k := p.seq(j+1, "after next"); k > j+1 {
					first = p.periodOf(l.unit, 2)
					return first, p.periodEnd(l.unit, first), k
				}
			}
			first = p.periodOf(l.unit, n)
			return first, p.periodEnd(l.unit, first), j + 1
		}
		if l.month > 0 && n != 0 && !l.typo {
			y, m, _ := p.today.date()
			if int(l.month) <= m {
				y++
			}
			if n < 0 {
				y--
			}
			first = newDay(y, int(l.month), 1)
			return first, first.lastOfMonth(), j + 1
		}
		if l.month > 0 && (p.is(i, "this") || p.is(i-1, "of")) {
			y, m, k := p.monthNamed(j)
			first = newDay(y, m, 1)
			return first, first.lastOfMonth(), k
		}
	}
	if y, ok := p.digits(i, 4); ok && y >= 1990 && y <= 2199 && p.is(i-1, "of") && p.is(i-2, "end", "start", "beginning") {
		return newDay(y, 1, 1), newDay(y, 12, 31), i + 1
	}
	return 0, 0, i
}

// periodOf is the first day of the n-th week, month, quarter or year from the current one.
func (p *parser) periodOf(u unit, n int) day {
	y, m, _ := p.today.date()
	switch u {
	case weeks:
		return p.today.monday() + day(7*n)
	case months:
		return p.today.firstOfMonth().addMonths(n)
	case quarters:
		return newDay(y, (m-1)/3*3+1, 1).addMonths(3 * n)
	}
	return newDay(y+n, 1, 1)
}

func (p *parser) periodEnd(u unit, first day) day {
	switch u {
	case weeks:
		return first + 6
	case months:
		return first.lastOfMonth()
	case quarters:
		return first.addMonths(3) - 1
	}
	return first.addMonths(12) - 1
}

// monthAlone reads a bare month; only a preposition makes it a date ("in october", "by may").
func (p *parser) monthAlone(i int, prep string) (dateVal, int) {
	l := p.lex(i)
	if l.month == 0 || l.typo {
		return dateVal{}, i
	}
	switch prep {
	case "in", "by", "until", "till", "before", "during", "since", "through", "starting", "from", "after", "to":
	default:
		return dateVal{}, i
	}
	if !p.t[i].cap && p.is(i, "march", "may") && prep != "in" && prep != "by" && prep != "until" {
		return dateVal{}, i
	}
	y, m, j := p.monthNamed(i)
	d := single(newDay(y, m, 1))
	d.last, d.coarse, d.name = d.day.lastOfMonth(), true, true
	if d.day < p.today {
		if prep != "in" && prep != "during" {
			d = single(newDay(y+1, m, 1))
			d.coarse = true
		} else {
			d.day = p.today
		}
	}
	return d, j
}
