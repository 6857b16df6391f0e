package understand

// newlyPrioritized tells whether "make …", "set …", "mark …" in front of a priority is what is to be done and no change of
// a task: "set up the router low priority", "make an appointment, urgent", "mark exam papers by friday p2". A link
// ("to high", "as urgent") or a place in the list always makes it a change.
func (p *parser) newlyPrioritized(n int) bool {
	if !p.is(0, "set", "make", "flag", "mark", "put", "turn", "drop", "give", "move", "push") {
		return false
	}
	k := p.levelFrom(n)
	if k < 2 || p.is(k-1, "as", "to", "at", "with", "is", "into", "a", "an", "be", "of") || p.is(k-1, "not", "less", "more", "non") {
		return false
	}
	e := k
	for e > 1 && p.is(e-1, ",", "-", "(", ".", ";") {
		e--
	}
	if _, all := p.bulk(1, e); all || p.strongRef(1, e) || p.listedRef(1, e) {
		return false
	}
	switch bare := e == k && p.is(k, "urgent", "critical", "important"); {
	case p.is(1, "up", "down", "out", "off", "away", "aside") && e > 2:
		return true
	case p.is(1, "a", "an", "some"):
		return !bare
	case e < k && !p.is(0, "move", "push"):
		return true
	}
	return (!p.is(0, "make") || !determiners[p.w(1)] || possessive(p.w(1))) && p.endsDated(1, e)
}

// listedRef tells whether tokens [lo, hi) speak of things in the list: "my task for friday", "everything due today".
func (p *parser) listedRef(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if p.is(i, "task", "tasks", "todo", "todos", "one", "ones", "everything", "all", "both") {
			return true
		}
	}
	return false
}

// levelFrom finds where the priority begins that ends at n; 0 when there is none.
func (p *parser) levelFrom(n int) int {
	for k := max(2, n-4); k < n; k++ {
		if _, f := p.anyLevel(k); f == n {
			return k
		}
	}
	return 0
}

// endsDated tells whether a date or time of day stands behind something in tokens [lo, hi) and ends them.
func (p *parser) endsDated(lo, hi int) bool {
	q := p.part(0, hi)
	for k := max(lo+1, hi-12); k < hi; k++ {
		if w, ok := q.timePhrase(k); ok && w.to == hi && (w.hasDate || w.hasClock) {
			return true
		}
	}
	return false
}
