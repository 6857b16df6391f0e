package understand

// nthOfMonth reads "last friday of may", "the 3rd thursday in july", "first monday of next month", "last day of the
// month", "last workday of june".
func (p *parser) nthOfMonth(i int, _ string) (dateVal, int) {
	n, j := p.nth(p.opt(i, "the"))
	if j == i || n == 0 {
		return dateVal{}, i
	}
	wd, k := p.nthDay(j)
	if p.is(j, "weekend") { // it begins on its Saturday
		wd, k = 5, j+1
	}
	if k == j {
		return dateVal{}, i
	}
	e := p.opt(k, "of", "in", "from", ",")
	if p.is(e, "this", "coming") && p.lex(e+1).month > 0 {
		e++
	}
	if e == k && p.any(k, "this month", "next month") == k && (p.lex(k).month == 0 || p.lex(k).typo) && p.any(k, "next month", "this month") == k {
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
	if d < p.today && e == k && p.lex(e).month == 0 {
		return dateVal{}, i // "first friday this month", when that is over
	}
	v := single(d)
	v.nth = [2]int{n, wd}
	return v, end
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
