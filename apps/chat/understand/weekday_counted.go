package understand

// countedWeekday reads a weekday found by another day: "the friday after september 14", "the 2nd monday before may 25",
// "3 mondays after may 25", "5 fridays from now", "not this saturday but the one after".
func (p *parser) countedWeekday(i int, _ string) (dateVal, int) {
	if d, j := p.otherWeek(i); j > i {
		return d, j
	}
	n, j := 1, p.opt(i, "the")
	plural := false
	if v, ok := p.digits(j, 2); ok {
		n, j, plural = v, j+1, true
	} else if v, k := p.numberWord(j); k > j {
		n, j, plural = v, k, true
	} else if v, k := p.ordinal(j); k > j {
		n, j = v, k
	}
	l := p.lex(j)
	if l.weekday == 0 || l.typo || l.plural != plural && n != 1 || l.plural && !plural || n < 1 || n > 53 {
		return dateVal{}, i
	}
	wd, k := int(l.weekday)-1, j+1
	if e := p.any(k, "from now", "from today", "hence"); e > k && plural {
		return single(p.today + 1 + day(mod(wd-(p.today+1).weekday(), 7)+7*(n-1))), e
	}
	if !p.is(k, "after", "before", "following", "preceding") {
		return dateVal{}, i
	}
	d, e := p.plainDay(k + 1)
	if e == k+1 || j == i && !d.month { // "swap monday after friday"
		return dateVal{}, i
	}
	if p.is(k, "before", "preceding") {
		d.day -= 1 + day(mod((d.day-1).weekday()-wd, 7)+7*(n-1))
	} else {
		d.day += 1 + day(mod(wd-(d.day+1).weekday(), 7)+7*(n-1))
	}
	return single(d.day), e
}

// plainDay reads a day that another one can be counted from.
func (p *parser) plainDay(i int) (dateVal, int) {
	for _, read := range [...]func(*parser, int, string) (dateVal, int){
		(*parser).holidayDate, (*parser).nthOfMonth, (*parser).absolute, (*parser).weekdayDate,
	} {
		if d, j := read(p, i, "on"); j > i && p.right(j) && !d.past && !d.coarse && !d.instant {
			return d, j
		}
	}
	if j := p.opt(i, "the"); j > i && p.kind(j) == number {
		return p.dayOfMonth(i, "on")
	}
	return dateVal{}, i
}

// otherWeek reads "not this saturday but the one after", "not this friday but next".
func (p *parser) otherWeek(i int) (dateVal, int) {
	if !p.is(i, "not") || !p.is(i+1, "this", "next") || p.lex(i+2).weekday == 0 {
		return dateVal{}, i
	}
	d, j := p.weekdayDate(i+1, "")
	if j != i+3 {
		return dateVal{}, i
	}
	k := p.opt(p.opt(j, ","), "but")
	if k == j {
		return dateVal{}, i
	}
	k = p.opt(k, "the")
	e := p.any(k, "one after that", "one after", "next one", "following one", "following", "week after", "next")
	if e == k && p.lex(k).weekday == p.lex(i+2).weekday {
		e = p.any(k+1, "after that", "after next", "after", "following")
		if e == k+1 {
			return dateVal{}, i
		}
	}
	if e == k || !p.right(e) {
		return dateVal{}, i
	}
	if p.is(e-1, "next", "following") && p.lex(e).weekday > 0 && p.lex(e).weekday == p.lex(i+2).weekday { // "but next saturday"
		e++
	}
	return single(d.day + 7), e
}
