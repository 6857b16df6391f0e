package understand

// onceIn reads "once in 2 months", "once in a week": how Indian English says "every". "Once in a while" is no rule.
func (p *parser) onceIn(r *ruleVal, i int) int {
	if !p.is(i, "once") || !p.is(i+1, "in") {
		return i
	}
	if j := i + 2; p.is(j, "a", "an", "every") {
		if k := p.everyUnit(r, j+1, 1); k > j+1 && p.lex(j+1).unit != noUnit {
			return k
		}
		return i
	}
	if k := p.everyNumber(r, i+2); k > i+2 {
		return k
	}
	return i
}

// onBasis reads "on a daily basis".
func (p *parser) onBasis(r *ruleVal, i int) int {
	if !p.is(i, "on") || !p.is(i+1, "a") || !p.is(i+3, "basis") || !p.right(i+4) {
		return i
	}
	if a, ok := adverbs[p.w(i+2)]; ok {
		r.rule, r.until = a, noDay
		return i + 4
	}
	return i
}

// dayOfEvery reads "day 12 of every month".
func (p *parser) dayOfEvery(r *ruleVal, i int) int {
	n, ok := p.digits(i+1, 2)
	if !p.is(i, "day") || !ok || n < 1 || n > 31 {
		return i
	}
	e := p.any(i+2, "of every month", "of each month", "every month", "each month")
	if e == i+2 {
		return i
	}
	r.freq, r.monthDay = "MONTHLY", []int{n}
	return e
}

// restOf reads "for the rest of the month" behind a rule: it runs to the end of that.
func (p *parser) restOf(w *when, i int) int {
	j := p.any(i, "the rest of", "the remainder of")
	if j == i || w.until != noDay {
		return i
	}
	if _, last, e := p.period(j); e > j {
		w.until = last
		return e
	}
	return i
}

// doneWords reads the end of a turn as a rule may count from it: "counting from completion", "from when it's completed",
// "after the last one is done".
func (p *parser) doneWords(i int) int {
	j := p.opt(i, "counting", "counted", "measured")
	k := p.opt(j, "from", "after", "since", "upon", "once", "when")
	if k == j {
		return i
	}
	k = p.opt(k, "when", "the")
	k = p.opt(k, "day", "date", "moment")
	if e := p.opt(p.opt(k, "last", "previous"), "completion"); e > k && p.is(e-1, "completion") {
		return e
	}
	e := p.any(k, "it's", "it is", "it was", "it's been", "i've", "i have", "last one is", "last one was", "last is", "previous one is", "previous one was", "one before is")
	if f := p.opt(e, "done", "completed", "finished", "complete"); e > k && f > e {
		return f
	}
	return i
}
