package understand

// noteFrame reads "note on 2: gate code 4417", "add a note to dentist: bring x-rays".
func (p *parser) noteFrame() (Reading, bool) {
	n := p.end()
	j := p.any(0, "add a note to", "add a note on", "add note to", "add note on", "add the note", "add a note for", "add note for", "add notes to", "add a comment to", "add a comment on", "add comment to", "attach a note to", "attach note to", "append a note to", "append note to", "append notes to", "append to the note of", "change the note of", "set the note for", "leave a note on", "leave a note for", "put a note on", "write a note on", "make a note on", "set the note of", "set the notes of", "set the note on", "set note on", "add to the notes of", "add to the notes on", "add to the notes for", "add to the note of", "add to the note on", "add to the note for", "put in the notes of", "put in the notes for", "in the notes of", "in the notes for", "add details to", "add description to", "add a description to",
		"add this to", "add the following to", "add this info to", "add this note to", "write this on", "jot on", "jot down on", "scribble on", "write on", "notes on", "notes for", "note on", "note for", "note to", "comment on", "note about", "annotate")
	if k := p.any(0, "add a note saying that", "add a note saying", "add a note that says", "add note saying", "leave a note saying", "put a note saying"); k > 0 { // "add a note saying bring ID to 2"
		for e := n - 1; e > k+1; e-- {
			if p.is(e-1, "to", "on", "for") && p.strongRef(e, n) {
				if ref, ok := p.ref(e, n, true); ok {
					return p.about(Note, ref, e, n, Slots{Notes: unquote(p.raw(k, e-1))}, claim{"notes", k, e - 1})
				}
			}
		}
	}
	if k := p.any(0, "add a note :", "add note :", "with a note :", "add the note :", "attach a note :", "make a note on it :"); k > 0 && k < len(p.t) {
		return p.about(Note, Ref{Last: true}, k, k, Slots{Notes: unquote(p.raw(k, len(p.t)))}, claim{"notes", k, len(p.t)})
	}
	if k := p.any(0, "add note", "add a note", "add the note", "attach the note"); k > 0 && k < n && p.t[k].quoted { // add note "ring twice" to parcel
		e := k
		for e < n && p.t[e].quoted {
			e++
		}
		if ref, ok := p.ref(e+1, n, false); ok && p.is(e, "to", "on", "for") {
			return p.about(Note, ref, e+1, n, Slots{Notes: unquote(p.raw(k, e))}, claim{"notes", k, e})
		}
	}
	if j == 0 || p.is(j, "self", "myself") || p.is(j-1, "to") && p.is(1, "this", "the") && !p.calledTaskBefore(j) {
		return Reading{}, false
	}
	for k := j + 1; k < len(p.t); k++ {
		if p.t[k].quoted && p.w(k) == "" {
			if k > j && p.t[k].quoted && !p.t[k-1].quoted && p.t[len(p.t)-1].quoted {
				if ref, ok := p.ref(j, k, false); ok {
					return p.about(Note, ref, j, k, Slots{Notes: unquote(p.raw(k, len(p.t)))}, claim{"notes", k, len(p.t)})
				}
			}
			continue
		}
		e := k
		switch {
		case p.w(k) == ":", p.w(k) == "-" && !p.glued(k) && !p.glued(k+1):
			e = k + 1
		case p.is(k, "to") && p.is(0, "set", "change") && p.is(2, "note", "notes"):
			e = k + 1
		case p.any(k, "saying that", "saying", "that says", "which says", "to say", "reading", "with the text") > k:
			e = p.opt(p.any(k, "saying that", "saying", "that says", "which says", "to say", "reading", "with the text"), ":")
		default:
			continue
		}
		ref, ok := p.ref(j, k, false)
		if !ok || e >= len(p.t) {
			return Reading{}, false
		}
		return p.about(Note, ref, j, k, Slots{Notes: unquote(p.raw(e, len(p.t)))}, claim{"notes", e, len(p.t)})
	}
	if p.is(0, "note", "annotate", "comment") && n > j+1 && !p.is(0, "note") { // "comment on 2 call first"
		if ref, ok := p.ref(j, j+1, false); ok && len(ref.Numbers) > 0 {
			return p.about(Note, ref, j, j+1, Slots{Notes: p.raw(j+1, len(p.t))}, claim{"notes", j + 1, len(p.t)})
		}
	}
	return Reading{}, false
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
