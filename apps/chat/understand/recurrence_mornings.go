package understand

// dayMornings reads "saturday mornings", "tuesday and thursday evenings", "weekday mornings": the part of the day is
// what stands in the plural, the days are what repeats.
func (p *parser) dayMornings(r *ruleVal, i int) int {
	days, j := p.weekdays(i)
	if p.is(i, "weekday", "workday", "weekend") {
		j = i + 1
	}
	l := p.lex(j)
	if j == i || l.part == noPart || !l.plural || l.typo || !p.right(j+1) || p.lex(j-1).plural {
		return i
	}
	switch {
	case p.is(i, "weekend"):
		p.everyWeekend(r)
	case len(days) == 0:
		p.workWeek(r)
	default:
		r.freq = "WEEKLY"
		for _, d := range days {
			r.byDay = append(r.byDay, nthDayOfWeek{wd: d})
		}
	}
	r.part, r.weak = l.part, true
	return j + 1
}

// oftenNamed tells whether "quarterly" in [k, j) behind a date is part of what something is called: "sept 9 quarterly
// review", but not "friday weekly call the bank".
func (p *parser) oftenNamed(r *ruleVal, k, j int) bool {
	return r.weak && j == k+1 && p.lex(k).weekday == 0 && p.kind(j) == word && *p.lex(j) == nothing && !p.verbAt(j)
}
