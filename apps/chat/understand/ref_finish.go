package understand

// end is the number of tokens without closing punctuation.
func (p *parser) end() int {
	n := len(p.t)
	for n > 0 && (p.kind(n-1) == line || p.kind(n-1) == mark && p.is(n-1, ".", "!", ",", ";", "…")) {
		n--
	}
	return n
}

// finish reads tokens [lo, hi) as the reference of a command that is certain.
func (p *parser) finish(i Intent, lo, hi int) (Reading, bool) {
	for lo < hi && p.is(lo, ":", "-", ",") {
		lo++
	}
	r, ok := p.ref(lo, hi, true)
	if !ok {
		return Reading{}, false
	}
	return p.about(i, r, lo, hi, Slots{})
}

// finishIf takes a place, "it" or a filter; a plain phrase only when text is true or it is called a task.
func (p *parser) finishIf(i Intent, lo, hi int, text bool) (Reading, bool) {
	r, ok := p.ref(lo, hi, true)
	if !ok {
		return Reading{}, false
	}
	if (r.Text != "" || r.Texts != nil) && !text && !p.calledTask(lo, hi) {
		return Reading{}, false
	}
	return p.about(i, r, lo, hi, Slots{})
}

// calledTask tells whether the words call their thing a task: "the gym task", "the milk one", or quote a title.
func (p *parser) calledTask(lo, hi int) bool {
	lo, hi = p.trimRef(lo, hi)
	if hi-lo < 1 {
		return false
	}
	if p.t[lo].quoted && p.t[hi-1].quoted {
		return true
	}
	return hi-lo > 1 && (p.is(hi-1, "task", "todo", "item", "one", "reminder") && !p.is(hi-2, "new") || p.is(lo, "task", "todo", "item") || p.is(lo, "the") && p.is(lo+1, "task", "todo"))
}

// dated tells whether a time phrase stands in tokens [lo, hi).
func (p *parser) dated(lo, hi int) bool {
	q := p.part(lo, hi)
	_, ok := q.scan(newMarks(q))
	return ok
}

// anyBack is i, or the place of one of ws right before it.
func (p *parser) anyBack(i int, ws ...string) int {
	if p.is(i-1, ws...) {
		return i - 1
	}
	return i
}
