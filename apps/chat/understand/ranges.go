package understand

// rangeSign reads what joins the two ends of a range. "and" joins only behind "between".
func (p *parser) rangeSign(j int, prep string) int {
	switch p.w(j) {
	case "-", "to", "until", "till", "til", "through", "thru", "~":
		if p.is(j, "-") && p.w(j+1) == "-" {
			return j
		}
		return j + 1
	case "and", "&":
		if prep == "between" {
			return j + 1
		}
	}
	return j
}

// timeRange reads "2-4pm", "10am-11am", "from 9 to 5", "between 2 and 4pm", "22:00 to 06:00".
func (p *parser) timeRange(w *when, k int, prep string) int {
	if w.hasClock || p.kind(k) != number && !p.lex(k).isNum && p.lex(k).part != noon && p.lex(k).part != midnight {
		return k
	}
	a, j := p.clock(k, "from")
	if j == k {
		a, j = p.rangeStart(k)
	}
	if j == k {
		return k
	}
	e := p.rangeSign(j, prep)
	if e == j {
		return k
	}
	b, f := p.clock(e, "to")
	if f == e || !p.right(f) && !p.is(f, "-") || !p.right(f) {
		return k
	}
	if a.weak && b.weak && prep != "from" && prep != "between" && !w.hasDate && w.part == noPart && !w.hasRule {
		return k
	}
	if prep == "on" || prep == "in" || prep == "for" && a.weak && b.weak {
		return k
	}
	w.endMin, w.endBare = b.min, b.bare
	switch {
	case a.bare && !b.bare: // the start takes the half of the day that puts it nearest before the end
		for _, m := range [2]int{a.min%720 + 720, a.min % 720} {
			if a.min = m; m < b.min {
				break
			}
		}
		if a.min >= b.min {
			a.min = bareHour(a.min/60)*60 + a.min%60
		}
	case b.bare:
		w.endMin = b.min % 720
		if w.endMin <= a.min {
			w.endMin += 720
		}
		if w.endMin <= a.min {
			w.endMin = b.min % 720
		}
	}
	if !a.bare || !b.bare {
		a.bare = false
	}
	w.clock, w.hasClock, w.colon = a, true, true
	return f
}

// rangeStart reads the number before the dash of "2-4pm", which clock does not take for a phrase of its own.
func (p *parser) rangeStart(k int) (clockVal, int) {
	h, ok := p.digits(k, 2)
	if !ok || h > 23 || !p.left(k) {
		return clockVal{}, k
	}
	j, m := k+1, 0
	colon := false
	if p.w(j) == ":" && p.glued(j) && p.glued(j+1) {
		if m, ok = p.digits(j+1, 2); !ok || m > 59 {
			return clockVal{}, k
		}
		j, colon = j+2, true
	}
	if p.w(j) != "-" {
		return clockVal{}, k
	}
	if h >= 13 || p.t[k].n[0] == '0' {
		return clockVal{min: h*60 + m, weak: !colon}, j
	}
	return clockVal{min: bareHour(h)*60 + m, bare: true, weak: !colon}, j
}

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
	if j := p.monthRange(w, k); j > k {
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

// momentRange reads "friday 6pm to saturday 10am": both ends with their own day and time.
func (p *parser) momentRange(w *when, k int, prep string) int {
	if w.hasDate || w.hasClock || prep != "" && prep != "from" && prep != "between" && prep != "on" {
		return k
	}
	a, j := p.plainDate(k, "on")
	if j == k {
		return k
	}
	from, e := p.clock(p.opt(j, "at", "@"), "at")
	if e == p.opt(j, "at", "@") {
		return k
	}
	s := p.rangeSign(e, prep)
	if s == e {
		return k
	}
	b, f := p.plainDate(s, "on")
	if f == s {
		return k
	}
	to, g := p.clock(p.opt(f, "at", "@"), "at")
	if g == p.opt(f, "at", "@") || !p.right(g) {
		return k
	}
	for n := 0; n < 2 && b.day < a.day && b.name; n++ {
		b.day += 7
	}
	if b.day < a.day {
		return k
	}
	a.weak = false
	w.date, w.hasDate, w.clock, w.hasClock, w.colon = a, true, from, true, true
	w.endDay, w.endMin = b.day, to.min
	return g
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
	d, j := p.plainDate(k, "on")
	return d, j
}

// monthRange reads the two days of one month.
func (p *parser) monthRange(w *when, k int) int {
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
		s := p.rangeSign(a, "from")
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
		s := p.rangeSign(a, "from")
		if s == a {
			return k
		}
		if to, b = p.dayNumber(p.opt(s, "the")); b == p.opt(s, "the") {
			return k
		}
		b = p.opt(b, "of")
		l := p.lex(b)
		if l.month == 0 {
			return k
		}
		m, e = int(l.month), b+1
	}
	if to <= from || !p.right(e) {
		return k
	}
	y, e, stated = p.year(e)
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
