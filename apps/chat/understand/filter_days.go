package understand

// days reads a named stretch: a day, a week, "the next 3 days", "the rest of the month", a month.
func (p *parser) days(i int, how string) (from, to day, next int) {
	if p.is(i, "now", "today") && p.rangeSign(i+1, "between") > i+1 && (how == "between" || how == "from") {
		return p.today, p.today, i + 1
	}
	if p.is(i, "my", "our", "the") && p.is(i-1, "what's", "whats", "how's", "hows", "does", "is", "how") || p.is(i, "my") && i == 0 { // "how does my week look"
		switch {
		case (p.is(i-1, "how's") || p.is(i+1, "week")) && p.is(i, "my") && p.is(i+1, "day", "week") && (i+2 >= len(p.t) || p.is(i+2, "?")):
			if p.is(i+1, "day") {
				return p.today, p.today, i + 2
			}
			return p.today.monday(), p.today.monday() + 6, i + 2
		case p.is(i+1, "day") && (p.is(i, "my", "our") || p.is(i+2, "look", "looking")) && p.is(i+2, "look", "looking", "like", "looks") && p.right(i+2):
			return p.today, p.today, i + 2
		case p.is(i+1, "week", "month", "weekend", "year") && p.is(i+2, "look", "looking", "like", "looks", "ahead"):
			if p.is(i+1, "weekend") {
				sat := p.today.monday() + 5
				return sat, sat + 1, i + 2
			}
			u := p.lex(i + 1).unit
			return p.periodOf(u, 0), p.periodEnd(u, p.periodOf(u, 0)), i + 2
		}
	}
	j := p.opt(i, "the")
	if p.is(j, "next", "coming", "following", "last", "past", "previous") {
		if a, k, ok := p.amount(j + 1); ok && p.kind(j+1) != word || ok && p.lex(j+1).isNum || ok && p.is(j+1, "couple", "few") {
			if a.clockOnly() {
				return p.today, p.fromNow(a).day, k
			}
			if p.is(j, "last", "past", "previous") {
				return p.today.addMonths(-a.months) - day(a.days), p.today, k
			}
			return p.today, a.after(p.today), k
		}
	}
	if p.is(j, "next", "coming", "last", "past") && p.lex(j+1).unit == hours && !p.lex(j+1).short {
		return p.today, p.today, j + 2
	}
	if p.is(j, "next", "coming") && p.lex(j+1).unit == fortnights {
		return p.today, p.today + 14, j + 2
	}
	if p.is(j, "last", "past") && p.lex(j+1).unit == fortnights {
		return p.today - 14, p.today, j + 2
	}
	if half := p.any(j, "first half of", "second half of", "latter half of", "last half of"); half > j {
		if y, m, e := p.monthNamed(half); e > half {
			first := newDay(y, m, 1)
			if p.is(j, "first") {
				return first, first + 14, e
			}
			return first + 15, first.lastOfMonth(), e
		}
	}
	if k := p.any(j, "rest of the", "rest of this", "remainder of the", "remainder of this"); k > j {
		if u := p.lex(k).unit; u == weeks || u == months || u == years || u == quarters {
			return p.today, p.periodEnd(u, p.periodOf(u, 0)), k + 1
		}
		if p.is(k, "day") {
			return p.today, p.today, k + 1
		}
	}
	if how == "within" || how == "in" {
		if a, k, ok := p.amount(j); ok {
			if a.clockOnly() {
				return p.today, p.fromNow(a).day, k
			}
			if how == "within" {
				return p.today, a.after(p.today), k
			}
			d := a.after(p.today)
			return d, d, k
		}
	}
	if k := p.any(i, "later this week", "later this month"); k > i {
		u := p.lex(k - 1).unit
		return p.today, p.periodEnd(u, p.periodOf(u, 0)), k
	}
	if p.is(i, "this") && p.lex(i+1).part != noPart {
		return p.today, p.today, i + 2
	}
	if p.lex(i).weekday == 0 && !p.is(i+2, "on") {
		if first, last, k := p.period(i); k > i && p.lex(k).weekday == 0 {
			return first, last, k
		}
		if p.is(i, "the") {
			if u := p.lex(i + 1).unit; (u == weeks || u == months) && !p.lex(i+1).plural && p.right(i+2) && !p.is(i+2, "of", "starting", "beginning") {
				first := p.periodOf(u, 0)
				return first, p.periodEnd(u, first), i + 2
			}
		}
	}
	if l := p.lex(i); l.month > 0 && !l.typo && (how != "" || !p.is(i, "may", "march") || p.t[i].cap) {
		if _, k := p.monthDay(i); k == i {
			y, m, e := p.monthNamed(i)
			first := newDay(y, m, 1)
			return first, first.lastOfMonth(), e
		}
	}
	if o, e := p.ordinal(p.opt(i, "the")); e > i && o > 0 && p.kind(p.opt(i, "the")) == word && (p.is(e, "one", "ones", "task", "tasks", "item", "items", "thing", "todo") || how != "on" && how != "by" && how != "before" && how != "for" && e > i+1 || e == i+1) {
		return 0, 0, i // "the second one", "first"
	}
	d, k := p.date(i, "in")
	if k == i {
		d, k = p.date(i, "on")
	}
	if k == i || d.instant && how == "" {
		return 0, 0, i
	}
	if e := k; p.lex(e).part != noPart && p.right(e+1) { // "tomorrow morning"
		k++
	}
	return d.day, d.last, k
}
