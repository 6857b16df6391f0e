package understand

// ofDue is the message without the words "the due date of", for who moves the deadline of a task moves the task: "push
// the deadline of gym to friday" is read as "push gym to friday", and "set the due date to friday" as "reschedule it to
// friday". ok is false when it says nothing of a due date.
func (p *parser) ofDue(n int) (q *parser, ok bool) {
	lo := p.any(0, "push back", "push out", "push off", "move back", "move up", "move forward", "bring forward", "pull forward", "pull in", "put off", "put back", "set back")
	if lo == 0 && p.is(0, "push", "move", "bump", "shift", "pull", "bring", "advance", "slide", "roll", "drag", "carry", "reschedule", "postpone", "defer", "delay", "extend", "put", "prepone", "snooze",
		"set", "change", "update", "make", "edit", "adjust", "switch", "fix", "correct", "modify", "reset") {
		lo = 1
	}
	hi := p.dueNoun(lo)
	if lo == 0 || hi == lo {
		return p, false
	}
	of := p.opt(hi, "of", "for", "on")
	if due := p.is(hi-1, "deadline", "due") || p.is(hi-2, "due"); of >= n || of == hi && !p.dueMoves(hi, due) || !due && p.is(0, "make", "put") {
		return p, false
	}
	s := *p
	s.t = append(append(make([]token, 0, len(p.t)), p.t[:lo]...), p.t[of:]...)
	if of == hi { // of none: the task last spoken of
		it := token{s: p.t[lo].s, e: p.t[hi-1].e, n: "it", k: word}
		s.t = append(append(s.t[:lo:lo], it), p.t[hi:]...)
	}
	if p.is(0, "set", "change", "update", "make", "edit", "adjust", "switch", "fix", "correct", "modify", "reset", "put") && lo == 1 {
		s.t[0].n = "reschedule"
	}
	return &s, true
}

// dueMoves tells whether what stands at i moves the date named before it. due is true for a due date or a deadline: a
// day off and a time capsule are no such dates.
func (p *parser) dueMoves(i int, due bool) bool {
	if p.is(i, "to", "until", "till", "til", "by", "back", "out", "in", "forward", "up", "earlier", "later", "be", "from", "ahead", ":", "=") {
		return true
	}
	_, _, ok := p.amount(i)
	return due && (ok || p.is(i, "off") || p.startsDate(i))
}

// dueNoun steps over "the due date", "its deadline", "a new due date"; i when there is none.
func (p *parser) dueNoun(i int) int {
	j := p.opt(i, "the", "its", "that", "my", "their")
	a := p.opt(j, "a", "an", "another")
	j = p.opt(a, "new", "current")
	k := p.any(j, "due date and time", "due dates", "due date", "due time", "due", "deadline", "deadlines")
	if k == j && a == p.opt(i, "the", "its", "that", "my", "their") { // "a date" is another thing
		k = p.any(j, "date and time", "date", "time", "day")
	}
	if k == j {
		return i
	}
	return k
}

// dueless leaves the deadline out of "the report deadline"; with plain also the time of "dentist time".
func (p *parser) dueless(lo, hi int, plain bool) int {
	for hi-1 > lo && (p.is(hi-1, "deadline", "due") || p.is(hi-1, "date", "time") && (plain || p.is(hi-2, "due"))) {
		hi--
	}
	return hi
}
