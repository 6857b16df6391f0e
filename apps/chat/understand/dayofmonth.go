package understand

// dayOfMonth reads "the 20th", "20th", "the twenty-first", "the 5th of next month": the next month that has that day.
// A spelled ordinal needs an article, since "first" and "second" are mostly something else.
func (p *parser) dayOfMonth(i int, prep string) (dateVal, int) {
	j := p.opt(i, "the")
	n, k := p.ordinal(j)
	if d, ok := p.digits(j, 2); k == j && ok && d >= 1 && d <= 31 && p.t[j].n[0] != '0' && p.right(j+1) && (p.is(i-1, "on") || j > i && p.is(i-1, "by", "before", "due", "until")) && (p.endsTime(j+1) || p.verbAt(j+1)) && !p.startsClock(j) { // "on 15", "by the 15"
		n, k = d, j+1
	}
	if k == j || (p.kind(j) == word && j == i && prep != "on") {
		return dateVal{}, i
	}
	if p.kind(j) == word && adverbs[p.w(k)].freq != "" && !p.endsTime(k+1) {
		return dateVal{}, i // "the first monthly report"
	}
	if p.lex(i-1).month > 0 && i > 0 && !p.isBreak(i-1) {
		return dateVal{}, i // "february 30th"
	}
	if e := p.any(k, "day of"); e > k {
		k++
	}
	base, shift := p.today, -1
	if e := p.any(k, "of the month after next"); e > k {
		k, shift = e, 2
	} else if e := p.any(k, "of next month", "next month"); e > k {
		k, shift = e, 1
	} else if e := p.any(k, "of this month", "this month", "of the month", "of month"); e > k {
		if p.is(k+1, "this") || p.is(k, "this") {
			shift = 0
		}
		k = e
	}
	y, m, _ := base.date()
	first := newDay(y, m, 1)
	if shift >= 0 {
		first = first.addMonths(shift)
		y, m, _ = first.date()
		if n > daysIn(y, m) {
			return dateVal{}, i
		}
		return single(newDay(y, m, n)), k
	}
	for range 13 {
		y, m, _ = first.date()
		if n <= daysIn(y, m) && newDay(y, m, n) >= p.today {
			d := single(newDay(y, m, n))
			d.weak = true
			return d, k
		}
		first = first.addMonths(1)
	}
	return dateVal{}, i
}
