package understand

// saying leads to the words of a note.
var saying = []string{"saying that", "saying", "that says", "which says", "to say", "reading", "with the text", "so it says"}

// noteBehind reads the task at lo and what to write behind it: "gym: bring towel", "2 that the shop shuts at 6", "3 to
// use the side door", "2 call first".
func (p *parser) noteBehind(lo int) (Reading, bool) {
	for k := lo + 1; k < len(p.t); k++ {
		from, ok := p.noteBreak(lo, k)
		if !ok {
			continue
		}
		ref, ok := p.ref(lo, k, false)
		if !ok || from >= len(p.t) {
			return Reading{}, false
		}
		return p.noted(ref, lo, k, from, len(p.t))
	}
	for k := min(len(p.t)-1, lo+6); k > lo; k-- { // "note for 3 the shop shuts at 6"
		if p.strongRef(lo, k) && !p.is(k, ",", "and", "or", "one", "task") && !p.countsThing(lo, k) {
			ref, _ := p.ref(lo, k, false)
			return p.noted(ref, lo, k, k, len(p.t))
		}
	}
	return Reading{}, false
}

// noteBreak tells whether the task ends at k, and where its note begins then.
func (p *parser) noteBreak(lo, k int) (from int, ok bool) {
	if p.t[k].quoted {
		return k, !p.t[k-1].quoted && p.t[len(p.t)-1].quoted
	}
	inside := p.is(0, "in", "into", "to", "under") || p.is(1, "in", "into", "to", "under")
	switch e := p.any(k, saying...); {
	case p.w(k) == ":", p.w(k) == "-" && !p.glued(k) && !p.glued(k+1), p.is(k, "that") && p.clauseAt(k+1), p.is(k, "put", "add", "write") && inside:
		return p.opt(k+1, ":"), true
	case e > k:
		return p.opt(e, ":"), true
	case p.is(k, "to") && (p.is(0, "set", "change", "replace") || noteChanges[p.w(0)] && (p.strongRef(lo, k) || !p.hasWord(lo, "notes"))),
		p.is(k, "with") && p.is(0, "replace", "update", "amend", "change"):
		return p.opt(k+1, ":"), true
	}
	return 0, false
}

// clauseAt tells whether a sentence of its own begins at i, as in "that the shop shuts"; "that is due" tells of a thing.
func (p *parser) clauseAt(i int) bool {
	return i+1 < len(p.t) && !p.is(i, "is", "are", "was", "were", "has", "have", "had", "will", "needs", "need", "can", "i've", "one", "says", "say", "came", "comes", "goes", "went", "got")
}

// countsThing tells whether the number that ends at k counts what stands behind it or is a time: "3 people", "3 pm".
func (p *parser) countsThing(lo, k int) bool {
	if p.kind(k-1) != number || k-lo > 1 {
		return false
	}
	w := p.w(k)
	plural := len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's' && w[len(w)-2] != '\''
	return plural || p.glued(k) || p.is(k, "people", "men", "women", "children", "kids", "am", "pm") || p.dated(lo, min(k+2, len(p.t)))
}

// noteSaying reads the words of the note before the task: "add a note saying bring ID to 2", "add note "ring twice" to
// parcel", "make a note that Ana called on the gym task", "add the note bring towel to gym".
func (p *parser) noteSaying(n int) (Reading, bool) {
	from := p.noteNoun(1)
	if from == 1 || !noteAdds[p.w(0)] || p.is(from, "to", "on", "for", "of", "about", "with", "from", "in", "and", ",") {
		return Reading{}, false
	}
	said := p.any(from, saying...)
	led := said > from || p.is(from, "that", ":")
	if said > from {
		from = said
	} else {
		from = p.opt(from, "that", ":")
	}
	quoted := from < n && p.t[from].quoted
	for e := n - 1; e > from+1 && e > n-12; e-- {
		if !p.is(e-1, "to", "on", "for", "onto") || p.is(e-1, "for") && !led && !quoted {
			continue
		}
		sure := p.strongRef(e, n) && !(led && !quoted && p.is(e-1, "on") && p.kind(n-1) == number && n-e == 1)
		short := p.is(0, "add", "attach") && p.is(1, "the", "this") && !led && n-e <= 2 && p.is(e-1, "to") && !p.dated(e, n)
		if ref, ok := p.ref(e, n, true); ok && (sure || short || quoted && !p.t[e].quoted && p.t[e-2].quoted) {
			return p.noted(ref, e, n, from, e-1)
		}
	}
	return Reading{}, false
}

// noteInto reads the words of the note first of all: "add "size 42" to the notes of the boots task", "add bring towel to
// gym as a note".
func (p *parser) noteInto(n int) (Reading, bool) {
	if !p.is(0, "add", "append", "put", "write", "jot", "type", "enter", "include", "stick", "save", "insert", "note") || n < 4 {
		return Reading{}, false
	}
	lo := p.opt(1, "down")
	quoted := p.t[lo].quoted
	for k := lo + 1; k < n; k++ {
		if p.t[k].quoted {
			continue
		}
		as := p.any(k, "as a note", "as note", "as notes", "as a comment")
		if as == n { // "add bring towel to gym as a note"
			return p.noteLast(lo, k)
		}
		e := p.opt(k, "to", "in", "into", "under")
		f := p.noteNoun(e)
		if as == k && (e == k || f == e) {
			continue
		}
		f = max(f, as)
		if f == n && as == k && (quoted || p.is(e, "its")) {
			return p.noted(Ref{Last: true}, k, k, lo, k)
		}
		g := p.opt(f, "of", "on", "for", "to", "in")
		sure := p.strongRef(g, n)
		if g == f || g >= n || !sure && (p.dated(g, n) || !quoted && as == k && p.is(0, "put", "write", "stick", "enter", "save", "insert", "include")) {
			continue
		}
		if ref, ok := p.ref(g, n, true); ok {
			return p.noted(ref, g, n, lo, k)
		}
	}
	return Reading{}, false
}

// noteLast reads tokens [lo, hi) as a note and, behind its last "to" or "on", the task.
func (p *parser) noteLast(lo, hi int) (Reading, bool) {
	for e := hi - 1; e > lo+1; e-- {
		if p.is(e-1, "to", "on", "for") {
			ref, ok := p.ref(e, hi, true)
			if !ok {
				break
			}
			return p.noted(ref, e, hi, lo, e-1)
		}
	}
	return Reading{}, false
}
