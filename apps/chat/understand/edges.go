package understand

// edgeOf reads "end of next month", "beginning of june", "mid april", "middle of the week", "late may".
func (p *parser) edgeOf(i int) (dateVal, int) {
	j := p.opt(i, "the")
	where := ""
	switch p.w(j) {
	case "end", "close", "back":
		where, j = "end", j+1
		if p.is(j-1, "back") {
			j = p.opt(j, "end")
		}
	case "start", "beginning":
		where, j = "start", j+1
	case "middle", "mid":
		where, j = "mid", j+1
		if p.w(j) == "-" && p.glued(j) {
			j++
		}
	case "early":
		where, j = "start", j+1
	case "late":
		where, j = "end", j+1
	default:
		return dateVal{}, i
	}
	if p.is(j-1, "early", "late") {
		j = p.opt(j, "in")
	}
	j = p.opt(j, "of")
	if d, e := p.namedDay(j); where == "end" && e > j && p.is(j-1, "of") && !d.past {
		return d, e // "by the end of tomorrow"
	}
	if l := p.lex(j); where == "end" && l.weekday > 0 && !l.plural && p.is(j-1, "of") {
		return p.weekdayDate(j, "on")
	}
	first, last, k := p.period(j)
	if k == j {
		first, last, k = p.quarter(j)
	}
	if k == j {
		switch { // "end of month", "end of the week"
		case p.is(j, "week", "month", "year", "quarter"):
			first, last, k = p.periodOf(p.lex(j).unit, 0), noDay, j+1
			last = p.periodEnd(p.lex(j).unit, first)
		case p.lex(j).month > 0:
			y, m, e := p.monthNamed(j)
			first, last, k = newDay(y, m, 1), newDay(y, m, daysIn(y, m)), e
		default:
			return dateVal{}, i
		}
	}
	if where == "end" && p.is(i, "late") && p.lex(k-1).unit == weeks {
		return single(first + 4), k
	}
	if where == "end" && p.is(i, "late", "close") && p.lex(k-1).month == 0 {
		return dateVal{}, i
	}
	switch where {
	case "start":
		d := single(first)
		if first < p.today && p.lex(k-1).unit == noUnit {
			d = single(first.addMonths(12))
		} else if first < p.today && p.is(k-1, "month", "week", "year") && !p.is(k-2, "this") && !p.is(k-2, "last") {
			d = single(p.periodOf(p.lex(k-1).unit, 1))
		}
		return d, k
	case "mid":
		d := first + (last-first)/2
		if last-first >= 27 && last-first <= 30 {
			d = first + 14
		}
		if d < p.today && p.lex(k-1).month > 0 {
			d = d.addMonths(12)
		}
		return single(d), k
	}
	d := single(last)
	if p.is(k-1, "month") && p.is(j, "month", "the", "this") {
		d.nth = [2]int{-1, anyDay}
	}
	return d, k
}
