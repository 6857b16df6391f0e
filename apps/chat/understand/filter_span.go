package understand

// orDays reads a second stretch behind the one from first to last: "friday or saturday", "this week or next". A filter has
// one stretch only, so it reaches from the first day of them to the last.
func (p *parser) orDays(k int, first, last day) (from, to day, next int) {
	e := p.opt(k, "or", "and", "&", "/")
	if e == k || first == noDay || last == noDay {
		return first, last, k
	}
	b, c, m := p.days(e, "")
	if u := p.lex(k - 1).unit; m == e && p.is(k-2, "this") && p.is(e, "next") && (u == weeks || u == months) {
		b = p.periodOf(u, 1)
		c, m = p.periodEnd(u, b), e+1
	}
	if m == e || b == noDay || c == noDay {
		return first, last, k
	}
	return min(first, b), max(last, c), m
}

// lately reads days that seem to lie ahead as the last such days behind today: what is done, and what "was due", lies
// behind. It reads the words once more with a calendar turned back, by as little as will do.
func (p *parser) lately(f *filterVal) {
	if !f.ahead(p.today) || f.said == nil {
		return
	}
	for _, back := range [...]day{p.today - 7, p.today.addMonths(-1), p.today.addMonths(-12)} {
		q := *f.said
		q.today = back
		var g filterVal
		e := q.filterDate(&g, f.saidAt)
		for i := f.saidAt; i < e; i++ {
			if q.lex(i).rel > 0 || q.is(i, "next", "coming") { // "tomorrow" is never behind
				return
			}
		}
		if e > f.saidAt && !g.ahead(p.today) {
			f.from, f.to = g.from, g.to
			return
		}
	}
}

// ahead tells whether the days named are still to come.
func (f *filterVal) ahead(today day) bool {
	return f.from != noDay && f.from > today || f.from == noDay && f.to != noDay && f.to > today
}
