package understand

// absolute reads a date with its month: "may 15", "15th of may 2027", "2026-08-01", "31/12", "20.11.2026".
func (p *parser) absolute(i int, prep string) (dateVal, int) {
	if i >= len(p.t) || !p.left(i) {
		return dateVal{}, i
	}
	if p.kind(i) == number {
		if d, j := p.numericDate(i, prep); j > i {
			return d, j
		}
		if d, j := p.yearFirst(i); j > i {
			return d, j
		}
	}
	if l := p.lex(i); l.month > 0 {
		return p.monthDay(i)
	}
	j := i
	if p.is(i, "the") {
		j++
	}
	if d, k := p.dayMonth(j); k > j {
		return d, k
	}
	if p.is(i, "next", "this", "coming") && p.lex(i+1).month > 0 && !p.lex(i+1).typo { // "next december 23rd"
		if d, k := p.monthDay(i + 1); k > i+1 {
			return d, k
		}
	}
	if j := p.seq(i, "next year's"); j > i && p.lex(j).month > 0 {
		if d, k := p.monthDay(j); k > j {
			return p.inYear(d, 1), k
		}
	}
	return dateVal{}, i
}

// monthDay reads "may 15", "jun. 3", "may the 4th, 2027", "sept first".
func (p *parser) monthDay(i int) (dateVal, int) {
	m := int(p.lex(i).month)
	j := i + 1
	if p.w(j) == "." && p.glued(j) && (p.lex(i).abbr || p.kind(j+1) == number && !p.glued(j+1)) {
		j++
	} else if p.is(j, "-", "/") && p.glued(j) && p.glued(j+1) {
		j++
	} else if p.w(j) == "," {
		j++
	}
	j = p.opt(j, "the")
	d, k := p.dayNumber(j)
	if w, e := p.numberWord(j); k == j && e > j && w >= 1 && w <= 31 && p.endsTime(e) && p.right(e) { // "May twenty one"
		d, k = w, e
	}
	if k == j || p.startsClock(j) {
		return dateVal{}, i
	}
	y, e, stated := p.year(k)
	v, next := p.resolveDate(y, m, d, stated, i, e)
	v.month, v.year = true, stated
	return v, next
}

// dayMonth reads "8 Oct", "15th of may", "the first of june 2027", "15-may-2026".
func (p *parser) dayMonth(i int) (dateVal, int) {
	d, j := p.dayNumber(i)
	if j == i {
		return dateVal{}, i
	}
	switch {
	case p.is(j, "-", "/") && p.glued(j) && p.glued(j+1), p.w(j) == "." && p.glued(j):
		j++
	default:
		j = p.opt(j, "of")
		j = p.opt(j, "day")
		j = p.opt(j, "of")
	}
	m := p.lex(j).month
	if m == 0 || (p.is(j, "may", "march") && p.t[j].k == word && p.lex(j).typo) {
		return dateVal{}, i
	}
	k := j + 1
	if p.w(k) == "." && p.glued(k) && p.lex(j).abbr && !p.glued(k+1) && k+1 < len(p.t) && p.kind(k+1) == number {
		k++
	}
	y, e, stated := p.year(k)
	v, next := p.resolveDate(y, int(m), d, stated, i, e)
	v.month, v.year = true, stated
	return v, next
}

// startsClock tells whether the number at i begins a time of day, not a day of the month: "june 5pm", "may 5:30".
func (p *parser) startsClock(i int) bool {
	n, ok := p.digits(i, 2)
	if !ok {
		return false
	}
	if p.w(i+1) == ":" && p.glued(i+1) && p.glued(i+2) && p.kind(i+2) == number {
		return true
	}
	_, _, ok = p.meridiem(i+1, n)
	return ok
}

// resolveDate checks a day of a month; without a year it is the next to come, today counts.
func (p *parser) resolveDate(y, m, d int, stated bool, i, next int) (dateVal, int) {
	if stated {
		if !validDate(y, m, d) {
			return dateVal{}, i
		}
		return single(newDay(y, m, d)), next
	}
	y, _, _ = p.today.date()
	for n := range 9 {
		if validDate(y+n, m, d) && newDay(y+n, m, d) >= p.today {
			return single(newDay(y+n, m, d)), next
		}
	}
	return dateVal{}, i
}
