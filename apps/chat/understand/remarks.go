package understand

// remarks reads the clauses behind a task that only speak of it: "it's urgent" and "and make it p2" are its priority;
// of "and tag it #work" and "put it in +home" the sigil was read before, and the rest goes out of the title.
func (p *parser) remarks(m *marks, level int) int {
	for i := 1; i < len(p.t); i++ {
		e := p.remarkLead(i)
		for e > i && m.taken[e-1] { // "as" of "as high priority"
			e--
		}
		if e == i || m.any(i, e) {
			continue
		}
		lo := i
		for lo > 1 && p.is(lo-1, "and", "but", "&", ",", "-", ".", ";", "(") && !p.t[lo-1].quoted {
			lo--
		}
		if lo == i && !m.taken[i-1] {
			continue // "ask if it's urgent", "tell Ana it's urgent"
		}
		if e < len(p.t) && m.taken[e] {
			m.hide(lo, e)
			continue
		}
		lv, f := p.level(p.opt(e, "a", "very", "really", "super", "quite", "pretty", "extremely"))
		if f <= e || level > 0 || p.kind(f-1) == number || !m.clearRight(f) && !p.isBreak(f) && !p.is(f, "and") {
			continue
		}
		level = lv
		m.claim("priority", lo, f)
	}
	return level
}

// remarkLead reads the words between a task and what is said of it.
func (p *parser) remarkLead(i int) int {
	switch p.w(i) {
	case "it's", "its", "it", "this", "that", "that's":
		return p.any(i, "it's", "its", "it is", "this is", "this one is", "that is", "that's", "it should be")
	case "make", "mark", "set", "flag", "give", "treat", "tag", "label", "file", "put", "add", "keep":
		if j := p.any(i+1, "it", "this", "that", "them"); j > i+1 {
			return p.opt(j, "as", "to", "with", "under", "in", "into", "on", "at")
		}
		return p.any(i, "set the priority to", "set its priority to", "set priority to", "set the priority at", "set priority as")
	case "priority":
		return p.any(i, "priority is", "priority should be")
	}
	return i
}

// hideSigilLead takes out of a title the preposition that only leads to its project: "email Ko for +work".
func (p *parser) hideSigilLead(m *marks) {
	for i := 1; i < len(p.t); i++ {
		if p.w(i) != "+" || !m.taken[i] || m.taken[i-1] || !p.is(i-1, "to", "in", "under", "for", "into", "on") || inVerbs[p.w(i-2)] {
			continue
		}
		if _, _, j := p.sigil(i); j > i && (m.clearLeft(i-1) || m.clearRight(j) || p.w(j) == ":" || j < len(p.t) && m.taken[j]) {
			m.hide(i-1, i)
		}
	}
}
