package understand

// filterSort reads the order that is asked for: "sorted by priority", "in date order", "chronologically", "most important
// first".
func (p *parser) filterSort(f *filterVal, i int) int {
	by, j := p.sortKey(i)
	if j == i {
		by, j = p.firstComes(i)
	}
	if j == i {
		by, j = p.inOrder(i)
	}
	if j > i {
		f.sort = by
	}
	for k := i; k < j; k++ { // "most important tasks first"
		f.noun = f.noun || nounWords[p.w(k)]
	}
	return j
}

// sortKey reads "by due date", "in order of importance", "ordered by when they're due".
func (p *parser) sortKey(i int) (by string, next int) {
	j := p.any(i, "sorted by", "sort by", "ordered by", "order by", "sorted on", "arranged by", "arrange by", "in order of", "in the order of", "by order of", "ranked by", "rank by", "grouped by", "organized by", "organised by", "by")
	if j == i {
		return "", i
	}
	j = p.opt(j, "their", "the", "order")
	j = p.opt(j, "of")
	if k := p.opt(p.any(j, "how", "level of"), "most"); p.is(k, "priority", "importance", "urgency", "prio", "priorities") || k > j && p.is(k, "important", "urgent") {
		return "priority", p.any(k+1, "they are", "level", "levels")
	}
	if k := p.any(j, "due dates", "due date", "date due", "when they're due", "when they are due", "when it's due", "when it is due", "when things are due", "when due", "what's due first", "what is due first", "what's due soonest", "what's due next"); k > j {
		return "due", k
	}
	if p.is(j, "due", "deadline", "date", "deadlines", "dates") && (j+1 >= len(p.t) || !p.startsDate(j+1)) {
		return "due", j + 1
	}
	return "", i
}

// firstComes reads "most important first", "soonest ones first", "oldest first".
func (p *parser) firstComes(i int) (by string, next int) {
	k := p.opt(p.opt(i, "with", "the"), "the")
	k = p.opt(k, "most", "more")
	switch {
	case p.is(k, "urgent", "important", "critical", "pressing", "high", "highest", "top"):
		by = "priority"
	case p.is(k, "soonest", "earliest", "nearest", "oldest", "closest", "overdue") && (k == i || !p.is(k, "overdue") || p.is(k-1, "most")):
		by = "due"
	case p.seq(k, "next due") > k:
		by, k = "due", k+1
	default:
		return "", i
	}
	e := p.opt(k+1, "priority", "due", "deadline", "deadlines")
	e = p.opt(e, "stuff", "ones", "tasks", "things", "items", "todos")
	if !p.is(e, "first", "on") || p.is(e, "on") && p.seq(e, "on top") == e || by == "priority" && e+1 < p.end() && !p.is(e, "on") {
		return "", i
	}
	if p.is(e, "on") {
		e++
	}
	return by, e + 1
}

// inOrder reads "in date order", "chronologically".
func (p *parser) inOrder(i int) (by string, next int) {
	if p.is(i, "chronologically") {
		return "due", i + 1
	}
	j := p.opt(p.opt(i, "in"), "a", "the")
	if j == i {
		return "", i
	}
	switch k := p.any(j, "due date", "due", "date", "deadline", "chronological", "priority", "importance", "urgency", "prio"); {
	case k == j || !p.is(k, "order"):
		return "", i
	case p.is(j, "priority", "importance", "urgency", "prio"):
		return "priority", k + 1
	default:
		return "due", k + 1
	}
}
