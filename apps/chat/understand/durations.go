package understand

// durationPiece reads "for 2 hours", or "2h" behind a time of day.
func (p *parser) durationPiece(w *when, k int, prep string) int {
	if w.hasDuration || w.endMin >= 0 {
		return k
	}
	if p.is(k, "lasting", "for") && prep == "" && p.is(k, "lasting") {
		k2 := k + 1
		if a, j, ok := p.amount(k2); ok && a.clockOnly() {
			w.duration, w.hasDuration = a, true
			return j
		}
		return k
	}
	a, j, ok := p.amount(k)
	if !ok || a.secs > 0 || p.is(j, "before", "after", "ago", "early", "later") {
		return k
	}
	if p.is(j, "from") && !(prep == "for" && p.startFollows(j+1, a)) {
		return k
	}
	switch {
	case prep == "for" && p.is(j, "from", "starting") && a.months == 0 && p.startFollows(j+1, a):
	case prep == "for" && a.clockOnly(), prep == "for" && w.hasDate && a.months == 0 && a.days <= 31 && !w.hasRule:
	case prep == "" && w.hasClock && a.clockOnly() && p.kind(k) == number:
	case prep == "" && w.pieces == 0 && a.clockOnly() && p.kind(k) == number && p.timeFollows(j):
	default:
		return k
	}
	w.duration, w.hasDuration = a, true
	return j
}

// lastsFrom tells whether the date at i is followed by how long it lasts: "from july 3 for 2 weeks".
func (p *parser) lastsFrom(i int) bool {
	d, e := p.absolute(i, "from")
	if e == i || !d.month || !p.is(e, "for") {
		return false
	}
	_, _, ok := p.amount(e + 1)
	return ok
}

// startFollows tells whether what lasts a begins at i: a time of day for hours, a date with its month for days: "for 2
// hours from 6", "for 5 days from july 3".
func (p *parser) startFollows(i int, a amount) bool {
	if a.clockOnly() {
		_, e := p.clock(p.opt(i, "at"), "from")
		return e > p.opt(i, "at")
	}
	d, e := p.absolute(p.opt(i, "the"), "from")
	return e > p.opt(i, "the") && d.month && a.days > 1
}

// timeFollows tells whether a day or a time of day comes next, so that the amount before it is how long it takes:
// "piano 45 min tomorrow at 5".
func (p *parser) timeFollows(i int) bool {
	prep, k := p.preposition(i)
	if d, e := p.date(k, prep); e > k && !d.instant && !d.past && (prep == "" && !p.is(k, "in") || prep == "on") {
		return true
	}
	v, e := p.clock(k, prep)
	return e > k && p.right(e) && (prep == "at" || prep == "@" || prep == "" && !v.weak)
}
