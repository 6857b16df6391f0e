package understand

import "time"

// offset reads a distance from now or from a date: "in 3 days", "within 4 days", "2 weeks from today", "a week from
// friday", "3 days after tomorrow", "in two weeks' time", "an hour from now".
func (p *parser) offset(i int, prep string) (dateVal, int) {
	j := i
	in := false
	switch {
	case p.is(i, "in", "within"):
		in, j = true, i+1
		j = p.opt(j, "about", "around", "exactly", "another", "roughly", "approximately", "like", "just", "approx", "only")
		j = p.opt(j, "~", "another", "about")
		if k := p.any(j, "the next", "the coming"); k > j {
			if u := p.lex(k).unit; u == hours || u == minutes { // "in the next hour"
				a := amount{}
				a.add(1000, u)
				return p.fromNow(a), k + 1
			}
			j = k
		} else if p.is(i, "within") {
			j = p.opt(j, "the")
			j = p.opt(j, "next")
		}
	case p.is(i, "after") && prep == "":
		in, j = true, i+1
	case p.kind(i) != number && !p.lex(i).isNum && !p.is(i, "a", "an", "half", "couple", "few", "several", "another") && p.lex(i).unit != weeks && p.lex(i).unit != fortnights:
		return dateVal{}, i
	}
	if n, ok := p.digits(j, 3); ok && in && n > 0 && p.is(j+1, "-", "to", "or") && p.kind(j+2) == number { // "in 2-3 days"
		more, _ := p.digits(j+2, 3)
		if u, e := p.unitAt(j + 3); u != noUnit && more > n && p.right(e) {
			if a := (amount{}); a.add(n*1000, u) {
				return p.fromNow(a), e
			}
		}
	}
	a, k, ok := p.amount(j)
	if e := p.any(k, "or two", "or so", "or thereabouts"); ok && in && e > k {
		k = e
	}
	if !ok && !in && p.lex(j).unit >= weeks && !p.lex(j).plural { // "week from friday"
		a, k, ok = amount{}, j+1, a.add(1000, p.lex(j).unit)
		a.add(1000, p.lex(j).unit)
	}
	if !ok {
		return dateVal{}, i
	}
	if p.is(i, "after") && (prep != "" || i > 0 && !(p.endsTime(k) && p.separator(k) == k)) {
		return dateVal{}, i
	}
	if p.w(k) == "'" && p.is(k+1, "time") {
		return p.fromNow(a), k + 2
	}
	if p.is(k, "time") && in {
		return p.fromNow(a), k + 1
	}
	if !in || p.is(k, "from") {
		switch {
		case p.is(k, "before") && !a.clockOnly() && a.workdays == 0:
			if d, e := p.plainDate(k+1, "on"); e > k+1 {
				d.day = d.day.addMonths(-a.months) - day(a.days)
				d.last, d.weak, d.alt = d.day, false, noDay
				return d, e
			}
		case p.is(k, "from", "after"):
			if e := p.opt(k+1, "now"); e > k+1 {
				return p.fromNow(a), e
			}
			if a.clockOnly() {
				return dateVal{}, i
			}
			if prep == "for" && p.is(k, "from") && a.months == 0 && p.startFollows(k+1, a) {
				return dateVal{}, i // "rent a car for 5 days from july 3"
			}
			if d, e := p.plainDate(k+1, "on"); e > k+1 {
				d.day = a.after(d.day)
				d.last, d.weak, d.alt = d.day, false, noDay
				return d, e
			}
		case p.is(k, "on") && a.days > 0 && a.days%7 == 0 && a.days <= 56 && a.months == 0:
			if d, e := p.weekdayDate(k+1, "on"); e > k+1 {
				d.day += day(a.days)
				d.last, d.weak, d.alt = d.day, false, noDay
				return d, e
			}
		case a.days%7 == 0 && a.days > 0 && a.months == 0 && (p.lex(k).rel == 1 || p.lex(k).rel == 2): // "a week tomorrow"
			d := single(p.today + day(a.days) + day(p.lex(k).rel-1))
			return d, k + 1
		case p.is(k, "hence"):
			return p.fromNow(a), k + 1
		case p.is(k, "ago"):
			d := single(p.today - day(a.days))
			d.day = d.day.addMonths(-a.months)
			d.last, d.past = d.day, true
			return d, k + 1
		}
		return dateVal{}, i
	}
	if l := p.lex(k + 1); p.is(k, "on") && a.days > 0 && a.days%7 == 0 && a.months == 0 && l.weekday > 0 && !l.plural && p.right(k+2) { // "in two weeks on tuesday"
		return single((p.today + day(a.days)).monday() + day(l.weekday-1)), k + 2
	}
	return p.fromNow(a), k
}

// fromNow counts from this moment: hours and minutes are elapsed time, days and longer are calendar dates.
func (p *parser) fromNow(a amount) dateVal {
	if a.calendar() {
		return single(a.after(p.today))
	}
	t := p.now
	if !a.clockOnly() {
		t = t.AddDate(0, a.months, a.days)
	}
	t = t.Add(minutesOf(a.mins) + time.Duration(a.secs)*time.Second)
	d, m := dayOf(t)
	v := single(d)
	v.instant, v.min = true, m
	if a.secs > 0 {
		v.sec = t.Second()
	}
	return v
}
