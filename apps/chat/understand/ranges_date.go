package understand

// dateRange reads "apr 20-22", "20-22 april", "from monday until thursday", "june 20 - june 25".
func (p *parser) dateRange(w *when, k int, prep string) int {
	if w.hasDate || w.endDay != noDay || p.w(k) == "" {
		return k
	}
	switch prep {
	case "", "on", "from", "between", "for", "due":
	default:
		return k
	}
	if j := p.monthRange(w, k, prep); j > k {
		return j
	}
	a, j := p.rangeDate(k)
	if j == k || a.instant || a.past {
		return k
	}
	e := p.rangeSign(j, prep)
	if e == j {
		return k
	}
	b, f := p.rangeDate(e)
	if f == e || b.instant || !p.right(f) || p.startsClock(e) {
		return k
	}
	if b.year && !a.year && a.month { // "10 August - 12 September 2013"
		_, m, dd := a.day.date()
		y, _, _ := b.day.date()
		if d := newDay(y, m, min(dd, daysIn(y, m))); d < b.day {
			a.day, a.last = d, d
		}
	}
	if b.day <= a.day {
		switch {
		case p.lex(f-1).weekday > 0 || p.lex(e).weekday > 0:
			for b.day <= a.day {
				b.day += 7
			}
		case p.lex(f-1).month > 0 || p.lex(e).month > 0:
			b.day = b.day.addMonths(12)
		default:
			b.day = b.day.addMonths(1)
		}
	}
	if b.day <= a.day {
		return k
	}
	a.weak = a.weak && prep == "" && p.is(e-1, "-")
	w.date, w.hasDate, w.endDay = a, true, b.day
	if b.coarse {
		w.endDay = b.last
	}
	return f
}

// rangeDate reads one end of a range of dates; the dash behind it may be glued.
func (p *parser) rangeDate(k int) (dateVal, int) {
	if l := p.lex(k); l.weekday > 0 && !l.plural && p.is(k+1, "-") {
		d := single(p.nextWeekday(int(l.weekday) - 1))
		d.name, d.weak = true, true
		return d, k + 1
	}
	if p.lex(k).month > 0 {
		return p.monthDay(k)
	}
	if d, j := p.numericDate(k, "on"); p.kind(k) == number && j > k && (p.is(j, "-") && p.kind(j+1) == number || p.is(k-1, "-") && p.glued(k) && p.right(j)) {
		return d, j
	}
	if d, j := p.dayMonth(k); j > k && p.is(j, "-") && p.glued(j) {
		return d, j
	}
	d, j := p.plainDate(k, "on")
	return d, j
}

// monthRange reads the two days of one month.
func (p *parser) monthRange(w *when, k int, prep string) int {
	var m, from, to, e int
	y, stated := 0, false
	if l := p.lex(k); l.month > 0 {
		m = int(l.month)
		j := k + 1
		if p.w(j) == "." && p.glued(j) && l.abbr {
			j++
		}
		var a, b int
		if from, a = p.dayNumber(j); a == j || p.startsClock(j) {
			return k
		}
		s := p.rangeSign(a, prep)
		if s == a {
			return k
		}
		if to, b = p.dayNumber(p.opt(s, "the")); b == p.opt(s, "the") || p.startsClock(s) || p.is(b, "of") || p.lex(b).month > 0 {
			return k
		}
		e = b
	} else {
		j := p.opt(k, "the")
		var a, b int
		if from, a = p.dayNumber(j); a == j {
			return k
		}
		if p.w(a) == "." && p.glued(a) { // "21.-23. april"
			a++
		}
		s := p.rangeSign(a, prep)
		if s == a {
			return k
		}
		if to, b = p.dayNumber(p.opt(s, "the")); b == p.opt(s, "the") {
			return k
		}
		dots := p.w(a-1) == "." && p.w(b) == "."
		if p.w(b) == "." && p.glued(b) {
			b++
		}
		if n, ok := p.digits(b, 2); ok && dots && p.glued(b) && n >= 1 && n <= 12 { // "07.-10.08.2026"
			m, e = n, p.opt(b+1, ".")
		} else {
			b = p.opt(b, "of")
			m, e = int(p.lex(b).month), b+1
		}
		if m == 0 {
			return k
		}
	}
	if y, e, stated = p.year(e); to <= from || !p.right(e) {
		return k
	}
	a, f := p.resolveDate(y, m, from, stated, k, e)
	if f == k {
		return k
	}
	y, _, _ = a.day.date()
	if !validDate(y, m, to) {
		return k
	}
	w.date, w.hasDate, w.endDay = a, true, newDay(y, m, to)
	return f
}
