package understand

// noteGiven reads "give 3 the note bring towel".
func (p *parser) noteGiven(n int) (Reading, bool) {
	if !p.is(0, "give") {
		return Reading{}, false
	}
	for k := 2; k < n && k < 8; k++ {
		e := p.noteNoun(k)
		if e == k || !p.strongRef(1, k) {
			continue
		}
		e = max(p.any(e, saying...), p.opt(e, ":", "that"))
		ref, ok := p.ref(1, k, true)
		if !ok || e >= n {
			break
		}
		return p.noted(ref, 1, k, e, len(p.t))
	}
	return Reading{}, false
}

// noteUnder reads the task before the command: "on 3, note that the shop shuts at 6", "for the gym task add a note: bring
// towel", "3 note: gate code".
func (p *parser) noteUnder(n int) (Reading, bool) {
	lo := p.opt(0, "on", "for", "to", "under", "about")
	for k := lo + 1; k < n && k < lo+10; k++ {
		e := p.any(k, "add the note", "add a note", "add note", "make a note", "make note", "put a note", "leave a note", "take a note", "please note", "note down", "note", "notes", "jot down", "write down", "jot", "write", "put", "add")
		if e == k || p.t[k].quoted {
			continue
		}
		hi := p.anyBack(k, ",")
		text := p.opt(max(e, p.any(e, saying...)), "that", ":")
		sure := p.strongRef(lo, hi)
		if text == e && !(e < n && p.t[e].quoted) && !(sure && lo > 0 && p.is(e-1, "note")) || text >= n {
			continue
		}
		if lo == 0 && (!sure || p.is(e-1, "put", "add", "write")) || !sure && (p.dated(lo, hi) || !p.is(e-1, "note", "down")) {
			continue
		}
		ref, ok := p.ref(lo, hi, true)
		if !ok || ref.Filter != nil {
			continue
		}
		return p.noted(ref, lo, hi, text, len(p.t))
	}
	return Reading{}, false
}
