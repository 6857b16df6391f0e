package understand

import "slices"

// everyWeekdays reads "monday", "mon, wed and fri", "mon-thu".
func (p *parser) everyWeekdays(r *ruleVal, i int) int {
	days, j := p.weekdays(i)
	if j == i || !p.right(j) {
		return i
	}
	r.freq = "WEEKLY"
	for _, d := range days {
		r.byDay = append(r.byDay, nthDayOfWeek{wd: d})
	}
	return p.any(j, "of the week", "of each week", "of every week")
}

// everyNth reads "29th", "1st and 15th of the month", "3rd wednesday", "last day of the month", "first monday of may".
func (p *parser) everyNth(r *ruleVal, i int) int {
	j := p.nthList(r, i)
	if j == i {
		return i
	}
	r.freq = "MONTHLY"
	if k := p.any(j, "of the month", "of each month", "of every month", "of month", "in the month", "of a month"); k > j {
		return k
	}
	if k := p.opt(j, "of", "in"); k > j || len(r.byDay) == 0 || p.lex(k).month > 0 {
		if m := p.lex(k).month; m > 0 {
			r.freq, r.months = "YEARLY", []int{int(m)}
			return k + 1
		}
	}
	return j
}

// everyDayNumber reads "27", "5, 15 and 25": days of the month without their endings.
func (p *parser) everyDayNumber(r *ruleVal, i int) int {
	j, last := i, i
	var days []int
	for len(days) < 31 {
		d, ok := p.digits(j, 2)
		if !ok || d < 1 || d > 31 || !p.right(j+1) {
			break
		}
		days, last = append(days, d), j+1
		if j = p.separator(last); j == last {
			break
		}
	}
	if last == i || !p.endsTime(last) && !p.verbAt(last) || p.startsClock(i) {
		return i
	}
	r.freq, r.monthDay = "MONTHLY", days
	return last
}

// everyYearDay reads "may 9", "9 may", "jan 1 and jul 1", "january", "june and december".
func (p *parser) everyYearDay(r *ruleVal, i int) int {
	j, last := i, i
	whole := true
	for range 12 {
		m, d, k := p.monthAndDay(j)
		if k == j {
			break
		}
		if d == 0 {
			d = 1
		} else {
			whole = false
		}
		r.months = append(r.months, m)
		r.monthDay = append(r.monthDay, d)
		last = k
		if j = p.separator(k); j == k {
			break
		}
	}
	if last == i {
		r.months, r.monthDay = nil, nil
		return i
	}
	if same := slices.Compact(slices.Clone(r.months)); len(same) == 1 && !whole { // "july 4th and july 15"
		r.freq, r.months = "YEARLY", same
		return last
	}
	// One BYMONTHDAY serves all months; different days of different months are no single rule.
	for _, d := range r.monthDay[1:] {
		if d != r.monthDay[0] {
			r.months, r.monthDay = nil, nil
			return i
		}
	}
	r.freq, r.monthDay = "YEARLY", r.monthDay[:1]
	if !whole {
		return last
	}
	if !p.right(last) {
		return i
	}
	return p.dayOfMonths(r, last)
}

// dayOfMonths reads the day behind months named as wholes: "every november on the 5th", "every june, on the last friday".
func (p *parser) dayOfMonths(r *ruleVal, i int) int {
	j := p.opt(i, ",")
	k := p.opt(p.opt(j, "on"), "the")
	if k == j {
		return i
	}
	was := r.monthDay
	r.monthDay = nil
	if e := p.nthList(r, k); e > k && p.right(e) {
		return e
	}
	r.monthDay, r.byDay, r.setPos = was, nil, 0
	return i
}

// everyMovable reads "thanksgiving", "labor day": a weekday of its month.
func (p *parser) everyMovable(r *ruleVal, i int) int {
	for _, h := range movable {
		if j := p.seq(i, h.name); movableWords[p.w(i)] && j > i && p.right(j) {
			r.freq, r.months, r.byDay = "YEARLY", []int{h.month}, []nthDayOfWeek{{n: h.n, wd: h.weekday}}
			return j
		}
	}
	return i
}

// monthAndDay reads a month with or without its day; d is 0 when there is none.
func (p *parser) monthAndDay(i int) (m, d, next int) {
	if m, d, j := p.holiday(i); j > i {
		return m, d, j
	}
	if l := p.lex(i); l.month > 0 {
		j := i + 1
		if p.w(j) == "." && p.glued(j) && l.abbr {
			j++
		}
		j = p.opt(j, "the")
		if d, k := p.dayNumber(j); k > j && !p.startsClock(j) && !(p.lex(j).ordinal > 0 && p.lex(k).weekday > 0) && d <= daysIn(2028, int(l.month)) {
			return int(l.month), d, k
		}
		return int(l.month), 0, i + 1
	}
	j := p.opt(i, "the")
	if p.kind(j) == number && p.w(j+1) == "/" { // "each 4/15"
		if v, k := p.numericDate(j, "on"); k == j+3 && v.alt == noDay && p.right(k) {
			_, m, d := v.day.date()
			return m, d, k
		}
	}
	d, k := p.dayNumber(j)
	if k == j {
		return 0, 0, i
	}
	k = p.opt(k, "of")
	if l := p.lex(k); l.month > 0 && d <= daysIn(2028, int(l.month)) {
		return int(l.month), d, k + 1
	}
	return 0, 0, i
}
