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
		d := single(p.today.lastOfMonth())
		d.nth = [2]int{-1, anyDay}
		return d, j
	}
	if n, j := p.nth(p.opt(i, "the")); j > p.opt(i, "the") && n != 0 && n <= 5 && n >= -1 && p.is(j, "week") && p.is(j+1, "of", "in") { // "the first week of july"
		if y, m, e := p.monthNamed(j + 2); e > j+2 {
			d := single(newDay(y, m, min(1+7*(max(n, 1)-1), daysIn(y, m))))
			if n < 0 {
				d = single(newDay(y, m, daysIn(y, m)) - 6)
			}
			d.last, d.coarse = d.day+6, true
			return d, e
		}
	}
	if j := p.any(i, "the week of", "week of", "the week starting", "week starting", "the week beginning", "week beginning", "week commencing", "the week commencing"); j > i {
		if d, e := p.absolute(p.opt(j, "the"), "on"); e > p.opt(j, "the") {
			first := d.day.monday()
			d = single(max(first, p.today))
			d.last, d.coarse = first+6, true
			return d, e
		}
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
	if d, j := p.quarterDate(i, prep); j > i {
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

// monthAlone reads a bare month; only a preposition makes it a date ("in october", "by may").
func (p *parser) monthAlone(i int, prep string) (dateVal, int) {
	l := p.lex(i)
	if y, ok := p.digits(i, 4); ok && len(p.t[i].n) == 4 && (p.is(i-1, "in", "by", "during")) && p.endsTime(i+1) {
		if ty, _, _ := p.today.date(); y > ty && y <= ty+30 { // "in 2027"
			d := single(newDay(y, 1, 1))
			d.last, d.coarse = newDay(y, 12, 31), true
			return d, i + 1
		}
	}
	if l.month == 0 || l.typo {
		return dateVal{}, i
	}
	dot := i + 1
	if p.w(dot) == "." && p.glued(dot) && l.abbr {
		dot++
	}
	if y, e, stated := p.year(dot); stated && prep == "" && e > i+1 && p.kind(e-1) == number && len(p.w(e-1)) == 4 {
		d := single(newDay(y, int(l.month), 1))
		d.last, d.coarse, d.weak = d.day.lastOfMonth(), true, true
		return d, e
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
