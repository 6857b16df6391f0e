package understand

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
	if n, ok := p.digits(j, 2); ok && j == i && p.kind(i-2) == number && p.lex(i-1).month > 0 && n >= ty%100 && (p.lex(i-2).ordinal > 0 && n <= ty%100+20 || n <= ty%100+3) && (j+1 >= len(p.t) || p.isBreak(j+1)) {
		return 2000 + n, j + 1, true // "14th April 15"
	}
	if p.w(j) == "'" && p.glued(j+1) {
		if n, ok := p.digits(j+1, 2); ok && len(p.t[j+1].n) == 2 && p.right(j+2) {
			return 2000 + n, j + 2, true
		}
	}
	if y, k := p.spokenYear(j); k > j && p.right(k) {
		return y, k, true
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

// spokenYear reads "twenty twenty-six" and "two thousand and twenty-six".
func (p *parser) spokenYear(i int) (y, next int) {
	k := p.opt(i+1, "-")
	if p.is(i, "twenty") {
		if n, e := p.numberWord(k); e > k && n >= 10 {
			return 2000 + n, e
		}
	}
	if k := p.seq(i, "two thousand"); k > i {
		k = p.opt(k, "and")
		if n, e := p.numberWord(k); e > k && n > 0 {
			return 2000 + n, e
		}
	}
	return 0, i
}
