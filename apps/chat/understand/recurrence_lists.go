package understand

// ofEvery reads "the 28th of every month", "first monday of each month", "the 15th and last day of every month",
// "last friday of the month" beside nothing else is a date and not read here.
func (p *parser) ofEvery(r *ruleVal, i int) int {
	if k := p.dayOfEvery(r, i); k > i {
		return k
	}
	j := p.opt(i, "the")
	if p.is(j, "end", "start", "beginning", "close") && p.is(j+1, "of") && p.is(j+2, "every", "each") {
		if k := p.edgeOfEvery(r, j+3, p.is(j, "end", "close")); k > j+3 {
			return k
		}
	}
	if p.lex(j).ordinal == 0 && !p.lex(j).isNum && !p.is(j, "last", "penultimate", "final") {
		return i
	}
	k := p.nthList(r, j)
	if k == j {
		return i
	}
	if e := p.monthlyList(r, j, k); e > k {
		return e
	}
	e := p.opt(k, "of", "in")
	if e == k || !p.is(e, "every", "each", "alternate") {
		*r = ruleVal{rule: rule{until: noDay}}
		return i
	}
	e++
	if p.is(e, "other") {
		r.interval, e = 2, e+1
	} else if n, ok := p.digits(e, 2); ok && n > 0 {
		r.interval, e = n, e+1
	} else if n, k := p.ordinal(e); k > e && n <= 12 && (p.lex(k).unit == months || p.lex(k).unit == quarters) {
		r.interval, e = n, k
	}
	switch l := p.lex(e); {
	case l.unit == months, l.unit == quarters:
		if l.unit == quarters {
			r.interval = 3
		}
		r.freq = "MONTHLY"
	case l.month > 0:
		r.freq, r.months = "YEARLY", []int{int(l.month)}
	default:
		*r = ruleVal{rule: rule{until: noDay}}
		return i
	}
	return e + 1
}

// monthlyList reads what makes counted days monthly without an "of every": "third friday each month", "first thursday
// monthly", and a list of them, which one month alone would rarely have: "the 1st and 15th of the month". The days
// stand in tokens [i, j).
func (p *parser) monthlyList(r *ruleVal, i, j int) int {
	k := p.opt(j, ",")
	e := p.any(k, "every month", "each month", "monthly")
	if e == k && len(r.byDay)+len(r.monthDay) > 1 && r.setPos == 0 {
		e = p.any(j, "of the month", "of month", "in the month", "in a month", "of a month")
		k = j
	}
	if e == k || !p.right(e) {
		return j
	}
	if lone := len(r.monthDay) == 1 && !p.is(j-1, "day"); lone && (p.kind(i) == word || p.is(e-1, "monthly")) {
		return j // "the first monthly report"
	}
	r.freq = "MONTHLY"
	return e
}

// edgeOfEvery is the first or the last day of every week, month, quarter or year named at i.
func (p *parser) edgeOfEvery(r *ruleVal, i int, end bool) int {
	switch p.lex(i).unit {
	case weeks:
		r.freq, r.byDay = "WEEKLY", []nthDayOfWeek{{wd: 0}}
		if end {
			r.byDay[0].wd = 6
		}
		return i + 1
	case months:
		r.freq = "MONTHLY"
	case quarters:
		r.freq, r.months = "YEARLY", []int{1, 4, 7, 10}
	case years:
		r.freq, r.months = "YEARLY", []int{1}
	default:
		return i
	}
	r.monthDay = []int{1}
	if end {
		r.monthDay = []int{-1}
		for k := range r.months { // the end of a quarter lies two months behind its first
			r.months[k] += 2
		}
		if p.lex(i).unit == years {
			r.months, r.monthDay = []int{12}, []int{31}
		}
	}
	return i + 1
}

// nthList reads days counted in a month: "1st and 15th", "15th and last day", "1st and 3rd monday", "last workday".
func (p *parser) nthList(r *ruleVal, i int) int {
	var ns []int
	j := i
	for len(ns) < 12 {
		k := p.opt(j, "the")
		n, e := p.nth(k)
		if e == k {
			break
		}
		kind, f := p.nthDay(e)
		switch {
		case f == e:
			ns = append(ns, n)
			j = e
		case kind == anyDay:
			ns = append(ns, n)
			j = f
		case kind == workDay:
			if len(ns) > 0 {
				return i
			}
			for d := range 5 {
				r.byDay = append(r.byDay, nthDayOfWeek{wd: d})
			}
			r.setPos = n
			return f
		default: // the ordinals so far count this weekday
			for _, m := range append(ns, n) {
				if m > 5 || m < -5 {
					return i
				}
				r.byDay = append(r.byDay, nthDayOfWeek{n: m, wd: kind})
			}
			ns = nil
			j = f
		}
		if k = p.separator(j); k == j {
			break
		}
		if m, e := p.nth(p.opt(k, "the")); e == p.opt(k, "the") || m == 0 {
			break
		}
		j = k
	}
	for _, n := range ns {
		if n < -1 {
			r.monthDay = append(r.monthDay, n)
			continue
		}
		r.monthDay = append(r.monthDay, n)
	}
	if len(r.byDay) > 0 && len(r.monthDay) > 0 {
		return i
	}
	return j
}

// separator reads what stands between the items of a list.
func (p *parser) separator(j int) int {
	k := p.opt(j, ",")
	return p.opt(k, "and", "&", "+", "/", "or", "n")
}

// weekdays reads a list of weekdays with ranges: "mon, wed and fri", "mon-thu", "monday through friday".
func (p *parser) weekdays(i int) (out []int, next int) {
	next = i
	for j := i; len(out) < 14; {
		l := p.lex(j)
		if l.weekday == 0 {
			break
		}
		from := int(l.weekday) - 1
		out = append(out, from)
		next = j + 1
		if p.w(next) == "." && p.glued(next) && l.abbr {
			next++
		}
		k := next
		if p.is(k, "-") || p.is(k, "to", "through", "thru", "till", "until") {
			if m := p.lex(k + 1); m.weekday > 0 {
				for d := mod(from+1, 7); ; d = mod(d+1, 7) {
					out = append(out, d)
					if d == int(m.weekday)-1 || len(out) > 14 {
						break
					}
				}
				next = k + 2
			}
		}
		if k = p.separator(next); p.lex(k).weekday == 0 || k == next && !(l.abbr && p.lex(k).abbr) {
			break
		}
		j = k
	}
	return out, next
}
