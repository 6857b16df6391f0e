package understand

// noteFrame reads what is to be written down about a task: "note on 2: gate code 4417", "change the note on 3 to use the
// side door", "add "bring towel" to the notes of gym", "on 3, note that the shop shuts at 6".
func (p *parser) noteFrame() (Reading, bool) {
	n := p.end()
	if k := p.any(0, "add a note :", "add note :", "with a note :", "add the note :", "attach a note :", "make a note on it :"); k > 0 && k < len(p.t) {
		return p.noted(Ref{Last: true}, k, k, k, len(p.t))
	}
	if r, ok := p.noteSaying(n); ok {
		return r, true
	}
	if r, ok := p.noteInto(n); ok {
		return r, true
	}
	if r, ok := p.noteGiven(n); ok {
		return r, true
	}
	if j := p.noteOpening(); j > 0 {
		return p.noteBehind(j)
	}
	return p.noteUnder(n)
}

// noted writes tokens [from, to) down about the task in [lo, hi).
func (p *parser) noted(r Ref, lo, hi, from, to int) (Reading, bool) {
	return p.about(Note, r, lo, hi, Slots{Notes: unquote(p.raw(from, to))}, claim{"notes", from, to})
}

var (
	// noteAdds write a note, noteChanges write over one.
	noteAdds    = set("add put leave make write attach append save jot scribble record include stick drop enter set")
	noteChanges = set("change edit update replace set amend modify rewrite")
)

// noteNoun steps over "the notes", "a quick note", "its comment".
func (p *parser) noteNoun(i int) int {
	j := p.opt(i, "the", "a", "an", "another", "my", "its", "this", "some")
	j = p.opt(j, "new", "quick", "short", "small", "little", "extra")
	k := p.opt(j, "note", "notes", "comment", "comments", "remark")
	if k == j && p.is(0, "add") {
		k = p.opt(j, "details", "description")
	}
	if k == j {
		return i
	}
	return k
}

// noteOpening reads the words before the task: "add a note to", "jot down on", "in the notes of", "change the note on";
// 0 when they are others. A note to somebody ("write a note to Bob") is work, unless it is to a place in the list.
func (p *parser) noteOpening() int {
	if p.is(0, "annotate") {
		return 1
	}
	if k := p.any(0, "add this to", "add the following to", "add this info to", "add this note to"); k > 0 {
		if p.calledTaskBefore(k) {
			return k
		}
		return 0
	}
	verb := 0
	if noteAdds[p.w(0)] || noteChanges[p.w(0)] {
		verb = 1
	}
	if p.is(0, "jot", "write", "scribble", "note") {
		j := p.opt(p.opt(1, "this", "it", "something"), "down")
		if k := p.opt(j, "on", "onto"); k > j {
			return k
		}
	}
	j := p.opt(verb, "to", "in", "into", "under")
	j = p.noteNoun(j)
	if !p.is(j-1, "note", "notes", "comment", "comments", "remark", "details", "description") {
		return 0
	}
	k := p.opt(j, "to", "on", "for", "of")
	if k == j && verb == 0 {
		k = p.opt(j, "about")
	}
	if k == j || p.is(k, "self", "myself") || p.is(j, "to") && p.is(0, "write", "make", "leave", "save", "drop", "record") && !p.startsRef(k, len(p.t)) {
		return 0
	}
	return k
}

// calledTaskBefore tells whether what stands before the colon is certainly a task: "add this to the plumber task: …".
func (p *parser) calledTaskBefore(i int) bool {
	for k := i + 1; k < len(p.t); k++ {
		if p.w(k) == ":" {
			return p.strongRef(i, k)
		}
	}
	return false
}
