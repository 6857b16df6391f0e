package understand

import "slices"

// exceptWord reads what takes days out of a rule.
func (p *parser) exceptWord(i int) int {
	return p.any(i, "except on", "except for", "except", "excluding", "excl", "but not on", "but not", "but skip", "but", "minus", "besides",
		"apart from", "aside from", "other than", "barring", "save for", "and not on", "and not", "not on", "not", "skipping", "skip", "without")
}

// ruleExcept reads "except sunday", "but not on weekends", "minus friday" behind a rule of several days.
func (p *parser) ruleExcept(r *ruleVal, i int) int {
	j := p.opt(i, ",")
	k := p.exceptWord(j)
	if k == j || r.freq != "DAILY" && r.freq != "WEEKLY" || r.interval > 1 || r.freq == "WEEKLY" && len(r.byDay) < 2 && !r.weekend {
		return i
	}
	var skip [7]bool
	for d := range skip {
		skip[d] = r.freq == "WEEKLY" && !slices.Contains(r.byDay, nthDayOfWeek{wd: d}) && !(r.weekend && d == 6)
	}
	e := p.any(k, "weekends", "weekend", "the weekends", "the weekend")
	if e > k {
		skip[5], skip[6] = true, true
	} else {
		var days []int
		if days, e = p.weekdays(k); e == k || p.exceptDate(k) {
			return i
		}
		for _, d := range days {
			skip[d] = true
		}
	}
	if !slices.Contains(skip[:], false) {
		return i
	}
	r.freq, r.byDay, r.weekend, r.weak = "WEEKLY", nil, false, false
	for d, s := range skip {
		if !s {
			r.byDay = append(r.byDay, nthDayOfWeek{wd: d})
		}
	}
	return e
}
