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

// year reads a year behind a date: ", 2027", "2027", "'27", "next year".
func (p *parser) year(i int) (y, next int, stated bool) {
	ty, _, _ := p.today.date()
	j := i
	if p.is(j, "-", "/") && p.glued(j) && p.glued(j+1) {
		j++
	} else {
		j = p.opt(j, ",")
		j = p.opt(j, "of", "in")
	}
	if n, ok := p.digits(j, 4); ok && len(p.t[j].n) == 4 && n >= 1970 && n <= 2199 && p.right(j+1) && !p.lex(j+1).short {
		return n, j + 1, true
	}
	if n, ok := p.digits(j, 2); ok && j == i && p.lex(i-2).ordinal > 0 && p.kind(i-2) == number && p.lex(i-1).month > 0 && n >= ty%100 && n <= ty%100+20 && (j+1 >= len(p.t) || p.isBreak(j+1)) {
		return 2000 + n, j + 1, true // "14th April 15"
	}
	if p.w(j) == "'" && p.glued(j+1) {
		if n, ok := p.digits(j+1, 2); ok && len(p.t[j+1].n) == 2 && p.right(j+2) {
			return 2000 + n, j + 2, true
		}
	}
	if k := p.seq(j, "next year"); k > j {
		return ty + 1, k, true
	}
	if k := p.seq(j, "this year"); k > j {
		return ty, k, true
	}
	return 0, i, false
}

// inYear puts a date into the year n years from now, the 29th of February clamped.
func (p *parser) inYear(d dateVal, n int) dateVal {
	y, _, _ := p.today.date()
	_, m, dd := d.day.date()
	return single(newDay(y+n, m, min(dd, daysIn(y+n, m))))
}

// yearFirst reads "2012/Aug/20", "2026 june 3" and the eight digits of 20260601.
func (p *parser) yearFirst(i int) (dateVal, int) {
	if n, ok := p.digits(i, 8); ok && len(p.t[i].n) == 8 && p.right(i+1) && n/10000 >= 1990 && n/10000 <= 2099 && validDate(n/10000, n/100%100, n%100) && !p.is(i-1, "#", "no", "order", "invoice", "ticket", "case", "number", "id") {
		d := single(newDay(n/10000, n/100%100, n%100))
		d.weak = true
		return d, i + 1
	}
	y, ok := p.digits(i, 4)
	if !ok || len(p.t[i].n) != 4 || y < 1990 || y > 2199 {
		return dateVal{}, i
	}
	j := p.opt(i+1, "/", "-", ".")
	m := p.lex(j).month
	if m == 0 || p.lex(j).typo {
		return dateVal{}, i
	}
	k := p.opt(j+1, "/", "-", ".")
	d, e := p.dayNumber(k)
	if e == k || !p.right(e) || !validDate(y, int(m), d) || p.startsClock(k) {
		return dateVal{}, i
	}
	return single(newDay(y, int(m), d)), e
}
