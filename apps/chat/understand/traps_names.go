package understand

// nameAt steps over words in [i, next) that would be time anywhere else, but are the name of what a verb is done to:
// "watch 60 Minutes", "listen to This Week in Tech", "return Tuesdays with Morrie", "study Romans 8:28". Capitals tell,
// where they mean anything; a real time may still follow.
func (m *marks) nameAt(i int) int {
	p := m.p
	if i == 0 || p.t[0].upper {
		return i
	}
	e := p.verse(i)
	if e == i {
		e = p.workAt(i)
	}
	if e == i || m.allCaps() {
		return i
	}
	for e < len(p.t) && p.kind(e) == word && p.t[e].cap && !p.t[e].upper && p.lex(e).weekday == 0 { // "Last Week Tonight"
		e++
	}
	return e
}

// workAt reads the beginning of a name of a book, a film or a programme behind its verb.
func (p *parser) workAt(i int) int {
	v, the := i-1, false
	if v > 0 && p.is(v, "the") && p.t[v].cap {
		v, the = v-1, true
	}
	watched := media[p.w(v)] || p.is(v, "to") && p.is(v-1, "listen")
	if !watched && !handed[p.w(v)] {
		return i
	}
	l := p.lex(i)
	switch {
	case l.weekday > 0 && l.plural && p.t[i].cap:
		if p.is(i+1, "with", "at", "in", "on") && p.kind(i+2) == word && p.t[i+2].cap && p.lex(i+2).weekday == 0 {
			return i + 1
		}
	case !watched:
	case the && p.t[i].cap && (p.is(i, "daily", "weekly", "monthly") || *l != nothing):
		return i + 1
	case p.kind(i) == number && p.lex(i+1).unit != noUnit && p.t[i+1].cap && !p.glued(i+1):
		return i + 2
	case p.is(i, "this", "next", "last") && p.t[i].cap && p.lex(i+1).unit != noUnit && p.t[i+1].cap:
		return i + 2
	}
	return i
}

// handed are verbs that cannot do without an object: what stands behind one is that object.
var handed = set("return lend give borrow buy get order find rent download finish start wrap post send bring take pick donate sell recommend review")

// verse reads the chapter and verse of "study Romans 8:28".
func (p *parser) verse(i int) int {
	if i < 2 || p.kind(i) != number || p.w(i+1) != ":" || !p.glued(i+1) || p.kind(i+2) != number || !p.glued(i+2) {
		return i
	}
	if p.kind(i-1) != word || !p.t[i-1].cap || *p.lex(i - 1) != nothing {
		return i
	}
	if p.is(i-2, "memorise", "memorize", "recite", "quote") || p.is(i-2, "study", "read", "reread", "learn", "discuss", "on") && p.clockVerse(i+2) {
		return i + 3
	}
	return i
}
