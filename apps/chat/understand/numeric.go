package understand

// numericDate reads a date of digits: year first ("2026-08-01", "2026/8/1"), dots for day first ("20.11.2026"),
// slashes or dashes with the part above 12 as the day. Two readings that both hold carry the other one as alt.
func (p *parser) numericDate(i int, prep string) (dateVal, int) {
	if i+2 >= len(p.t) || !p.glued(i+1) || !p.glued(i+2) {
		return dateVal{}, i
	}
	sep := p.w(i + 1)
	if sep != "-" && sep != "/" && sep != "." {
		return dateVal{}, i
	}
	a, ok := p.digits(i, 4)
	b, ok2 := p.digits(i+2, 2)
	if !ok || !ok2 || len(p.t[i].n) == 3 {
		return dateVal{}, i
	}
	c, three := 0, false
	j := i + 3
	if p.w(j) == sep && p.glued(j) && p.glued(j+1) {
		if c, three = p.digits(j+1, 4); three {
			three = len(p.t[j+1].n) == 2 || len(p.t[j+1].n) == 4 || len(p.t[j+1].n) == 1 && len(p.t[i].n) == 4
		}
		if !three {
			return dateVal{}, i
		}
		j += 2
	}
	if p.glued(j) && p.kind(j) == word && !p.isoClock(j) || p.w(j) == ":" && p.glued(j) && p.glued(j+1) {
		return dateVal{}, i
	}
	switch {
	case len(p.t[i].n) == 4:
		if !three || !validDate(a, b, c) {
			return dateVal{}, i
		}
		return single(newDay(a, b, c)), j
	case three:
		if len(p.t[j-1].n) == 2 {
			c += 2000
		}
		return p.orderDate(a, b, c, true, sep, i, j)
	case sep == "/":
		d, k := p.orderDate(a, b, 0, false, sep, i, j)
		d.weak = true
		return d, k
	case sep == "." && len(p.t[i].n) == 2 && p.t[i].n[0] == '0' && len(p.t[i+2].n) == 2 && prep != "at" && prep != "@" && prep != "by":
		d, k := p.orderDate(a, b, 0, false, sep, i, j)
		d.weak = true
		return d, k
	case sep == "." && (prep != "" && prep != "at" && prep != "@") && p.w(j) == "." && p.glued(j) && !p.glued(j+1):
		return p.orderDate(a, b, 0, false, sep, i, j+1)
	}
	return dateVal{}, i
}

// orderDate decides which of a and b is the day.
func (p *parser) orderDate(a, b, y int, stated bool, sep string, i, j int) (dateVal, int) {
	monthFirst, k1 := p.resolveDate(y, a, b, stated, i, j)
	dayFirst, k2 := p.resolveDate(y, b, a, stated, i, j)
	switch {
	case k1 == i && k2 == i:
		return dateVal{}, i
	case sep == ".":
		if k2 > i {
			return dayFirst, k2
		}
		return dateVal{}, i
	case k1 == i:
		return dayFirst, k2
	case k2 == i || a == b:
		return monthFirst, k1
	}
	monthFirst.alt, monthFirst.doubt = dayFirst.day, "numeric"
	return monthFirst, k1
}

// isoClock tells whether the word at i is the T of "2026-08-01T14:00".
func (p *parser) isoClock(i int) bool {
	return p.w(i) == "t" && p.glued(i) && p.glued(i+1) && p.kind(i+1) == number && p.w(i+2) == ":"
}

// dayOfMonth reads "the 20th", "20th", "the twenty-first", "the 5th of next month": the next month that has that day.
// A spelled ordinal needs an article, since "first" and "second" are mostly something else.
func (p *parser) dayOfMonth(i int, prep string) (dateVal, int) {
	j := p.opt(i, "the")
	n, k := p.ordinal(j)
	if k == j || (p.kind(j) == word && j == i && prep != "on") {
		return dateVal{}, i
	}
	if e := p.any(k, "day of"); e > k {
		k++
	}
	base, shift := p.today, -1
	if e := p.any(k, "of next month", "next month"); e > k {
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

// nthOfMonth reads "last friday of may", "the 3rd thursday in july", "first monday of next month", "last day of the
// month", "last workday of june".
func (p *parser) nthOfMonth(i int, _ string) (dateVal, int) {
	n, j := p.nth(p.opt(i, "the"))
	if j == i || n == 0 {
		return dateVal{}, i
	}
	wd, k := p.nthDay(j)
	if k == j {
		return dateVal{}, i
	}
	e := p.opt(k, "of", "in")
	if e == k {
		return dateVal{}, i
	}
	y, m, end := p.monthNamed(e)
	if end == e {
		return dateVal{}, i
	}
	d := nthDayOf(y, m, n, wd)
	if d == noDay {
		return dateVal{}, i
	}
	if d < p.today && p.lex(e).month > 0 && p.lex(end-1).month > 0 {
		d = nthDayOf(y+1, m, n, wd)
	} else if d < p.today && p.seq(e, "the month") > e {
		first := newDay(y, m, 1).addMonths(1)
		y, m, _ = first.date()
		d = nthDayOf(y, m, n, wd)
	}
	if d == noDay {
		return dateVal{}, i
	}
	return single(d), end
}

// nth reads "first".."31st", "last", "second to last", "second last", "penultimate".
func (p *parser) nth(i int) (n, next int) {
	if p.is(i, "last", "final") {
		return -1, i + 1
	}
	if p.is(i, "penultimate") {
		return -2, i + 1
	}
	n, j := p.ordinal(i)
	if j > i {
		if k := p.any(j, "to last", "last"); k > j && n <= 5 {
			return -n, k
		}
	}
	return n, j
}

// Day kinds of nthDay beyond the weekdays 0..6.
const (
	anyDay  = 7
	workDay = 8
)

// nthDay reads the kind of day an ordinal counts: a weekday, "day", "workday".
func (p *parser) nthDay(i int) (kind, next int) {
	l := p.lex(i)
	switch {
	case l.weekday > 0:
		return int(l.weekday) - 1, i + 1
	case p.is(i, "day"):
		return anyDay, i + 1
	case p.is(i, "workday", "weekday"):
		return workDay, i + 1
	case p.is(i, "business", "working", "work", "week") && p.is(i+1, "day"):
		return workDay, i + 2
	}
	return 0, i
}

func nthDayOf(y, m, n, kind int) day {
	switch kind {
	case anyDay:
		if n < 0 {
			return newDay(y, m, daysIn(y, m)) + day(n+1)
		}
		if n > daysIn(y, m) {
			return noDay
		}
		return newDay(y, m, n)
	case workDay:
		d, step, left := newDay(y, m, 1), day(1), n
		if n < 0 {
			d, step, left = newDay(y, m, daysIn(y, m)), -1, -n
		}
		for range 31 {
			if d.weekday() < 5 {
				if left--; left == 0 {
					return d
				}
			}
			d += step
		}
		return noDay
	}
	if n > 5 || n < -5 {
		return noDay
	}
	return nthWeekday(y, m, n, kind)
}

// monthNamed reads a month as a whole: "may", "may 2027", "next month", "this month", "the month".
func (p *parser) monthNamed(i int) (y, m, next int) {
	ty, tm, _ := p.today.date()
	if l := p.lex(i); l.month > 0 {
		m = int(l.month)
		j := i + 1
		if p.w(j) == "." && p.glued(j) && l.abbr {
			j++
		}
		if y, k, stated := p.year(j); stated {
			return y, m, k
		}
		if m < tm {
			ty++
		}
		return ty, m, j
	}
	switch {
	case p.seq(i, "next month") > i:
		y, m, _ = p.today.firstOfMonth().addMonths(1).date()
		return y, m, i + 2
	case p.seq(i, "last month") > i:
		y, m, _ = p.today.firstOfMonth().addMonths(-1).date()
		return y, m, i + 2
	case p.seq(i, "this month") > i, p.seq(i, "the month") > i, p.seq(i, "current month") > i:
		return ty, tm, i + 2
	case p.is(i, "month"):
		return ty, tm, i + 1
	}
	return 0, 0, i
}
