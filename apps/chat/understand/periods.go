package understand

// period reads a named week, month, quarter or year, from its first day to its last.
func (p *parser) period(i int) (first, last day, next int) {
	j := i
	n := 0
	if k := p.any(i, "the week after next", "week after next"); k > i {
		first = p.today.monday() + 14
		return first, first + 6, k
	}
	if k := p.any(i, "the month after next", "month after next"); k > i {
		first = p.periodOf(months, 2)
		return first, first.lastOfMonth(), k
	}
	switch p.w(i) {
	case "next", "following":
		n, j = 1, i+1
	case "this", "the", "current":
		j = i + 1
		if p.is(j, "coming", "following", "next") {
			n, j = 1, j+1
		} else if p.is(j, "current") {
			j++
		}
		if p.is(i, "the") && j == i+1 && !p.is(i-1, "of") {
			return 0, 0, i
		}
	case "last", "past", "previous":
		n, j = -1, i+1
	case "coming":
		n, j = 1, i+1
	}
	if j > i {
		l := p.lex(j)
		switch l.unit {
		case weeks, months, quarters, years:
			if l.plural {
				return 0, 0, i
			}
			if n == 1 {
				if k := p.seq(j+1, "after next"); k > j+1 {
					first = p.periodOf(l.unit, 2)
					return first, p.periodEnd(l.unit, first), k
				}
			}
			first = p.periodOf(l.unit, n)
			return first, p.periodEnd(l.unit, first), j + 1
		}
		if l.month > 0 && n != 0 && !l.typo {
			y, m, _ := p.today.date()
			if int(l.month) <= m {
				y++
			}
			if n < 0 {
				y--
			}
			first = newDay(y, int(l.month), 1)
			return first, first.lastOfMonth(), j + 1
		}
		if l.month > 0 && (p.is(i, "this") || p.is(i-1, "of")) {
			y, m, k := p.monthNamed(j)
			first = newDay(y, m, 1)
			return first, first.lastOfMonth(), k
		}
	}
	if y, ok := p.digits(i, 4); ok && y >= 1990 && y <= 2199 && p.is(i-1, "of") && p.is(i-2, "end", "start", "beginning") {
		return newDay(y, 1, 1), newDay(y, 12, 31), i + 1
	}
	return 0, 0, i
}

// periodOf is the first day of the n-th week, month, quarter or year from the current one.
func (p *parser) periodOf(u unit, n int) day {
	y, m, _ := p.today.date()
	switch u {
	case weeks:
		return p.today.monday() + day(7*n)
	case months:
		return p.today.firstOfMonth().addMonths(n)
	case quarters:
		return newDay(y, (m-1)/3*3+1, 1).addMonths(3 * n)
	}
	return newDay(y+n, 1, 1)
}

func (p *parser) periodEnd(u unit, first day) day {
	switch u {
	case weeks:
		return first + 6
	case months:
		return first.lastOfMonth()
	case quarters:
		return first.addMonths(3) - 1
	}
	return first.addMonths(12) - 1
}
