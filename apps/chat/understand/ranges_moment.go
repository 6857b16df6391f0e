package understand

// momentRange reads "friday 6pm to saturday 10am": both ends with their own day and time.
func (p *parser) momentRange(w *when, k int, prep string) int {
	if w.hasDate || w.hasClock || prep != "" && prep != "from" && prep != "between" && prep != "on" {
		return k
	}
	a, j := p.plainDate(k, "on")
	var from clockVal
	e := j
	if j == k { // "from 5pm today to 5pm tomorrow"
		if from, j = p.clock(k, "from"); j == k {
			return k
		}
		if a, e = p.plainDate(p.opt(j, "on", ","), "on"); e == p.opt(j, "on", ",") {
			return k
		}
	} else if from, e = p.clock(p.opt(j, "at", "@"), "at"); e == p.opt(j, "at", "@") {
		return k
	}
	s := p.rangeSign(e, prep)
	if s == e {
		return k
	}
	b, f := p.plainDate(p.opt(s, "on"), "on")
	to, g := clockVal{min: -1}, f
	if f == p.opt(s, "on") { // "… - 2pm March 3"
		if to, g = p.clock(s, "to"); g == s || !p.right(g) && !p.is(g, "-") {
			return k
		}
		if b, f = p.plainDate(p.opt(g, "on", ","), "on"); f == p.opt(g, "on", ",") {
			return k
		}
		g = f
	} else if v, h := p.clock(p.opt(f, "at", "@"), "at"); h > p.opt(f, "at", "@") {
		to, g = v, h
	} else if prep != "from" && p.is(s-1, "to") {
		return k
	}
	if !p.right(g) {
		return k
	}
	for n := 0; n < 2 && b.day < a.day && b.name; n++ {
		b.day += 7
	}
	if b.day < a.day && !b.name && !b.year { // "from Feb 12 at 3pm to the 15th"
		if b.month {
			b.day = b.day.addMonths(12)
		} else if _, _, dd := b.day.date(); b.weak {
			y, m, _ := a.day.date()
			b.day = newDay(y, m, min(dd, daysIn(y, m)))
		}
	}
	if b.day > a.day && b.weak && !b.month && !b.name {
		if _, _, dd := b.day.date(); true {
			y, m, d0 := a.day.date()
			if dd > d0 && validDate(y, m, dd) {
				b.day = newDay(y, m, dd)
			}
		}
	}
	if b.day < a.day {
		return k
	}
	a.weak = false
	w.date, w.hasDate, w.clock, w.hasClock, w.colon = a, true, from, true, true
	w.endDay, w.endMin = b.day, to.min
	return g
}
