package understand

// ruleTail reads what narrows a rule behind its unit: "on thursday", "on the 15th", "on the first monday",
// "on october 3rd", "except sundays", "after completion".
func (p *parser) ruleTail(r *ruleVal, i int) int {
	for range 3 {
		j := i
		if j = p.ruleOn(r, i); j == i {
			if j = p.ruleExcept(r, i); j == i {
				j = p.completion(r, i)
			}
		}
		if j == i {
			break
		}
		i = j
	}
	return i
}

func (p *parser) ruleOn(r *ruleVal, i int) int {
	if len(r.byDay) > 0 || len(r.monthDay) > 0 || r.part != noPart {
		return i
	}
	j := p.opt(i, ",", ":")
	k := p.opt(j, "on", "in", "every")
	on := k > j
	start := k
	switch r.freq {
	case "WEEKLY", "DAILY":
		if r.freq == "DAILY" && (r.interval > 1 || !on) {
			return i
		}
		if p.is(k, "weekdays") && on {
			p.workWeek(r)
			r.weak = false
			return k + 1
		}
		days, e := p.weekdays(k)
		if e == k || !on && r.interval < 2 && !p.lex(k).plural && len(days) < 2 || !p.right(e) {
			return i
		}
		r.freq, r.weak = "WEEKLY", r.weak && !on && r.interval < 2
		for _, d := range days {
			r.byDay = append(r.byDay, nthDayOfWeek{wd: d})
		}
		return e
	case "MONTHLY":
		k = p.opt(k, "the")
		if !on {
			return p.monthlyDay(r, i, k)
		}
		if p.is(k, "day") {
			if n, ok := p.digits(k+1, 2); ok && n >= 1 && n <= 31 && p.right(k+2) {
				r.monthDay = []int{n}
				return k + 2
			}
		}
		e := p.nthList(r, k)
		if e == k {
			return i
		}
		r.weak = false
		return p.any(e, "of the month", "of each month", "of every month")
	case "YEARLY":
		if !on {
			return i
		}
		if e := p.everyYearDay(r, k); e > start {
			r.weak = false
			return e
		}
		e := p.nthList(r, p.opt(k, "the"))
		if e > k && p.is(e, "of", "in") && p.lex(e+1).month > 0 {
			r.months, r.weak = []int{int(p.lex(e + 1).month)}, false
			return e + 2
		}
		if e > k && len(r.byDay) > 0 && r.setPos == 0 { // "every year on the 1st friday"
			r.weak = false
			return e
		}
		r.byDay, r.monthDay, r.setPos = nil, nil, 0
	}
	return i
}

// monthlyDay reads a counted weekday behind "monthly" that no "on" leads: "every month, last thursday".
func (p *parser) monthlyDay(r *ruleVal, i, k int) int {
	e := p.nthList(r, k)
	if e == k || len(r.byDay) == 0 || !p.right(e) {
		r.byDay, r.monthDay, r.setPos = nil, nil, 0
		return i
	}
	return e
}

// completion reads "after completion", "from completion", "when done", "after I finish it".
func (p *parser) completion(r *ruleVal, i int) int {
	j := p.opt(i, ",", "(")
	k := p.any(j, "after completion", "from completion", "after completing", "after completed", "after each completion", "after the last completion",
		"from last completion", "from the last completion", "after last completion", "after it's done", "after it is done", "after done", "after finishing", "when done", "when completed", "once done", "once completed",
		"after i finish", "after i complete", "after i do", "after i'm done", "after being completed", "after being done", "from when i last did it", "from the last time", "from last time", "since the last time", "since i last did it", "after the last time", "since completion", "upon completion", "counted from completion")
	if k == j {
		if k = p.doneWords(j); k == j {
			return i
		}
	}
	k = p.opt(k, "it", "them")
	if p.w(k) == ")" && p.is(j-1, "(") {
		k++
	}
	r.fromCompletion = true
	r.weak = false
	return k
}
