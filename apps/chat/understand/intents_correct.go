package understand

// correction reads a message that mends the one before: "no, friday", "sorry, I meant tomorrow", "actually 6pm",
// "tomorrow instead". It is about the task last spoken of.
func (p *parser) correction() (Reading, bool) {
	n := p.end()
	j, mends := 0, false
	for j < n && p.is(j, "no", "nope", "actually", "sorry", "oops", "wait", "hmm", ",", "-", "i", "well", "oh") {
		if p.is(j, "i") {
			break
		}
		mends = mends || p.is(j, "no", "nope", "actually", "sorry", "oops", "wait")
		j++
	}
	if k := p.any(j, "i meant to say", "i meant", "i mean", "i said", "make that", "that should be", "it should be", "that should have been", "it should have been", "should be", "i wanted"); k > j {
		mends, j = true, k
	}
	if n > 1 && p.is(n-1, "instead", "rather") {
		mends = true
		n--
	}
	if !mends || j >= n {
		return Reading{}, false
	}
	j = p.opt(j, "to", "for", "until")
	w, ok := p.readWhen(j)
	if !ok || w.to != n || w.hasRule || w.hasDuration {
		return Reading{}, false
	}
	u := p.work(&w)
	s := Slots{}
	u.fill(&s)
	if !w.hasDate && !w.hasStart && w.hasClock && !w.hasZone {
		s.DueDate, s.EndDate = "", ""
	}
	return p.about(Reschedule, Ref{Last: true}, j, j, s, claim{"due_date", j, n})
}
