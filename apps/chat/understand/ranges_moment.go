package understand

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
