package understand

// filterFlag reads whether there is a date or a recurrence: "without a due date", "that haven't got a deadline yet",
// "undated", "with a deadline", "recurring", "that don't repeat".
func (p *parser) filterFlag(f *filterVal, i int) int {
	if yes, j := p.hasDate(i); j > i {
		f.filter.HasDue = &yes
		return j
	}
	if yes, j := p.isDated(i); j > i {
		f.filter.HasDue = &yes
		return j
	}
	if yes, j := p.recurs(i); j > i {
		f.filter.Recurring = &yes
		return j
	}
	return i
}

// hasDate reads having a date, and having none.
func (p *parser) hasDate(i int) (yes bool, next int) {
	j := p.opt(i, "that", "which", "who")
	k, no := p.denied(j)
	e := p.opt(k, "have", "has", "having", "got", "with", "are", "do", "carry", "carrying")
	e = p.opt(e, "got")
	if m := p.opt(e, "no", "without", "missing", "lacking", "lack"); m > e {
		e, no = m, true
	}
	stated := no || e > j
	e = p.opt(e, "a", "an", "any", "the", "set")
	m := p.any(e, "due date", "due dates", "due-date", "deadline", "deadlines", "date", "dates", "due", "date set")
	if m == e || !stated || p.is(e, "due") && m == e+1 && !no {
		return false, i
	}
	return !no, p.opt(p.opt(m, "set", "assigned", "attached"), "yet")
}

// isDated reads "dated", "undated", "that aren't scheduled", "hasn't been given a date".
func (p *parser) isDated(i int) (yes bool, next int) {
	if p.is(i, "undated", "unscheduled", "dateless") {
		return false, i + 1
	}
	if e := p.any(i, "no schedule"); e > i {
		return false, e
	}
	j := p.opt(i, "that", "which", "who")
	k, no := p.denied(j)
	k = p.opt(k, "been")
	if e := p.any(k, "dated", "given a date", "given a due date", "given a deadline", "assigned a date", "assigned a due date"); e > k && !p.startsDate(e) {
		return !no, p.opt(e, "yet")
	}
	if no && p.is(k, "scheduled", "planned") && !p.startsDate(p.opt(k+1, "for", "on", "in")) {
		return false, p.opt(k+1, "yet")
	}
	return false, i
}

// recurs reads "recurring" and "that repeat", and both denied.
func (p *parser) recurs(i int) (yes bool, next int) {
	if e := p.any(i, "one - off", "one off", "one - time", "one time"); e > i {
		return false, e
	}
	j := p.opt(i, "that", "which", "who")
	k, no := p.denied(j)
	if m := p.any(k, "non -", "non", "un -"); m > k {
		k, no = m, true
	}
	if p.is(k, "recurring", "repeating", "recurrent", "repeated", "repeat", "repeats", "recur", "recurs") {
		return !no, k + 1
	}
	return false, i
}

// denied steps over what denies the word behind it: "don't", "are not", "haven't".
func (p *parser) denied(i int) (next int, no bool) {
	j := p.opt(i, "do", "does", "is", "are", "have", "has", "still", "was", "were")
	j = p.opt(j, "still", "currently")
	k := p.opt(j, "not", "don't", "doesn't", "isn't", "aren't", "haven't", "hasn't", "wasn't", "weren't", "never")
	if k == j {
		return i, false
	}
	return p.opt(k, "yet", "currently", "even"), true
}
