package understand

import "strings"

// renameFrame reads "rename milk to oat milk", "change the title of 2 to call plumber", "edit task 3: buy almond milk".
func (p *parser) renameFrame() (Reading, bool) {
	n := p.end()
	j := p.any(0, "rename", "retitle", "reword", "re - name", "renmae", "rephrase", "relabel")
	sure := j > 0
	if j == 0 {
		if k := p.any(0, "change", "edit", "update", "set", "modify", "fix", "correct"); k > 0 {
			k = p.opt(k, "the")
			if e := p.any(k, "title of", "name of", "text of", "wording of", "title for", "name for", "description of", "text for", "spelling of"); e > k {
				j, sure = e, true
			} else if p.is(0, "change", "edit", "update") {
				j = 1
			}
		}
	}
	if j == 0 {
		return p.shouldBe(n)
	}
	// A quoted new title decides; else the first "to", "as", "->" or colon that leaves both sides something.
	for k := j + 1; k < n; k++ {
		if p.t[k].quoted {
			if sure && !p.t[k-1].quoted && p.t[n-1].quoted && unquote(p.raw(k, n)) != p.raw(k, n) {
				if ref, ok := p.ref(j, k, false); ok {
					return p.about(Rename, ref, j, k, Slots{Title: unquote(p.raw(k, n))}, claim{"title", k, n})
				}
			}
			continue
		}
		e := k
		switch {
		case p.any(k, "so it says", "to say", "to be", "so that it says", "to read", "into", "to", "as") > k:
			e = p.any(k, "so it says", "to say", "to be", "so that it says", "to read", "into", "to", "as")
		case p.w(k) == ":" && !p.glued(k+1):
			e = k + 1
		case (p.w(k) == "-" || p.w(k) == "=") && p.w(k+1) == ">":
			e = k + 2
		case p.w(k) == "→":
			e = k + 1
		default:
			continue
		}
		if e >= n {
			return Reading{}, false
		}
		if !sure {
			if w, ok := p.readWhen(e); ok && w.to >= n {
				return Reading{}, false
			}
			if _, f := p.wordPriority(e); f >= n {
				return Reading{}, false
			}
			if _, f := p.sigilPriority(e); f >= n {
				return Reading{}, false
			}
			if p.is(0, "edit", "update") && p.w(k) != ":" && !p.is(k, "to") {
				return Reading{}, false
			}
		}
		ref, ok := p.ref(j, k, false)
		if !ok {
			return Reading{}, false
		}
		if !sure && ref.Text != "" && (p.is(0, "update", "fix") || p.is(0, "change") && p.lex(e).join) && !p.calledTask(j, k) {
			return Reading{}, false
		}
		e = p.opt(e, ":")
		return p.about(Rename, ref, j, k, Slots{Title: trimTitle(p.raw(e, n))}, claim{"title", e, n})
	}
	return Reading{}, false
}

// shouldBe reads "3 should be called X", "call 2 X instead".
func (p *parser) shouldBe(n int) (Reading, bool) {
	for k := 1; k < n && k < 30; k++ {
		if e := p.any(k, "should be called", "should be named", "should be renamed to", "should say", "should read", "is now called"); e > k && e < n {
			if ref, ok := p.ref(0, k, false); ok {
				return p.about(Rename, ref, 0, k, Slots{Title: trimTitle(p.raw(e, n))}, claim{"title", e, n})
			}
		}
	}
	if p.is(0, "call", "name") && p.is(n-1, "instead") && n > 3 {
		for k := 2; k < n-1; k++ {
			if ref, ok := p.ref(1, k, false); ok && ref.Text == "" {
				return p.about(Rename, ref, 1, k, Slots{Title: trimTitle(p.raw(k, n-1))}, claim{"title", k, n - 1})
			}
		}
	}
	return Reading{}, false
}

// noteFrame reads "note on 2: gate code 4417", "add a note to dentist: bring x-rays".
func (p *parser) noteFrame() (Reading, bool) {
	n := p.end()
	j := p.any(0, "add a note to", "add a note on", "add note to", "add note on", "add the note", "add a note for", "add note for", "add notes to", "add a comment to", "add a comment on", "add comment to", "attach a note to", "attach note to", "append a note to", "leave a note on", "leave a note for", "put a note on", "write a note on", "make a note on", "set the note of", "set the notes of", "set the note on", "set note on", "add details to", "add description to", "add a description to",
		"notes on", "notes for", "note on", "note for", "note to", "comment on", "note about", "annotate")
	if j == 0 || p.is(j, "self", "myself") {
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

// tagFrame reads "tag it #waiting", "add labels errands and car to oil change", "remove #home from laundry".
func (p *parser) tagFrame() (Reading, bool) {
	n := p.end()
	switch p.w(0) {
	case "tag", "label":
		return p.tagRef(1, n)
	case "untag", "unlabel":
		return p.untagRef(1, n)
	case "add", "put", "apply", "attach", "assign", "give", "stick", "set":
		return p.addTags(n)
	case "remove", "take", "drop", "strip", "delete", "clear", "detach", "unset":
		return p.removeTags(n)
	case "mark":
		for k := 2; k < n; k++ {
			if p.is(k, "as", "with") {
				if names, e := p.names(k + 1); e == n && sigils(p, k+1) && len(names) > 0 {
					return p.labelled(Tag, 1, k, names, k+1, n)
				}
			}
		}
	}
	return Reading{}, false
}

// sigils tells whether a label with its sign stands at i.
func sigils(p *parser, i int) bool {
	s, _, j := p.sigil(i)
	return j > i && s != '+'
}

func (p *parser) labelled(i Intent, lo, hi int, names []string, from, to int) (Reading, bool) {
	ref, ok := p.ref(lo, hi, true)
	if !ok {
		return Reading{}, false
	}
	return p.about(i, ref, lo, hi, Slots{Labels: dedupe(names)}, claim{"labels", from, to})
}

func dedupe(names []string) (out []string) {
	for _, n := range names {
		out = addLabel(out, n)
	}
	return out
}

// tagRef reads "X with #a and #b", "X as home", "it #waiting".
func (p *parser) tagRef(lo, n int) (Reading, bool) {
	lo = p.opt(lo, ":")
	for k := n - 1; k > lo; k-- { // the last connector wins
		if p.is(k, "with", "as", "using") && !p.t[k].quoted {
			e := p.opt(k+1, "the", "a")
			e = p.opt(e, "label", "labels", "tag", "tags")
			if names, f := p.names(e); p.opt(f, "label", "labels", "tag", "tags") == n && len(names) > 0 {
				return p.labelled(Tag, lo, k, names, e, f)
			}
		}
	}
	for k := lo + 1; k < n; k++ {
		if sigils(p, k) {
			if names, f := p.names(k); f == n {
				return p.labelled(Tag, lo, k, names, k, n)
			}
		}
	}
	if names, f := p.names(lo); f > lo && sigils(p, lo) && f < n { // "tag #work 3"
		f = p.opt(f, "on", "to", "onto")
		return p.labelled(Tag, f, n, names, lo, f)
	}
	for k := lo + 1; k < n; k++ { // "label 3 home"
		if ns := p.refNumbers(lo, k); len(ns) > 0 || p.pronoun(lo, k) {
			if names, f := p.names(k); f == n && len(names) > 0 {
				return p.labelled(Tag, lo, k, names, k, n)
			}
		}
	}
	return Reading{}, false
}

// untagRef reads "laundry #home", "#home from laundry", "3 work".
func (p *parser) untagRef(lo, n int) (Reading, bool) {
	for k := lo + 1; k < n; k++ {
		if p.is(k, "from", "off") {
			e := p.opt(k+1, "of")
			if names, f := p.names(lo); f == k && len(names) > 0 {
				return p.labelled(Untag, e, n, names, lo, k)
			}
		}
		if sigils(p, k) {
			if names, f := p.names(k); f == n {
				hi := k
				if p.is(k-1, "from", "with", "as") {
					hi--
				}
				return p.labelled(Untag, lo, hi, names, k, n)
			}
		}
	}
	return p.swap(p.tagRef(lo, n))
}

func (p *parser) swap(r Reading, ok bool) (Reading, bool) {
	if ok && r.Intent == Tag {
		r.Intent = Untag
	}
	return r, ok
}

// labelList reads "#home", "the work tag", "tags errands and car", "label home".
func (p *parser) labelList(i int) (names []string, next int) {
	j := p.opt(i, "the", "a", "my", "this")
	if sigils(p, j) {
		names, next = p.names(j)
		return names, p.opt(next, "tag", "label", "tags", "labels")
	}
	if p.is(j, "tag", "label", "tags", "labels") {
		if names, next = p.names(j + 1); next > j+1 {
			return names, next
		}
		return nil, i
	}
	for k := j + 1; k <= j+6 && k < len(p.t); k++ {
		if p.is(k, "tag", "label", "tags", "labels") {
			if names, f := p.names(j); f == k {
				return names, k + 1
			}
			return nil, i
		}
	}
	return nil, i
}

func (p *parser) addTags(n int) (Reading, bool) {
	names, j := p.labelList(1)
	if j > 1 && p.is(j, "to", "on", "onto", "for") && j+1 < n {
		return p.labelled(Tag, j+1, n, names, 1, j)
	}
	if p.is(0, "give", "assign") { // "give 3 the work tag"
		for k := 2; k < n; k++ {
			if names, f := p.labelList(k); f == n && len(names) > 0 {
				return p.labelled(Tag, 1, k, names, k, n)
			}
		}
	}
	return Reading{}, false
}

func (p *parser) removeTags(n int) (Reading, bool) {
	names, j := p.labelList(1)
	if j > 1 && p.is(j, "from", "off", "on", "of") {
		k := p.opt(j+1, "of")
		if k < n {
			return p.labelled(Untag, k, n, names, 1, j)
		}
	}
	return Reading{}, false
}

// moveFrame reads "put 3 in the work project", "move report to project Q3 Planning", "move it to +home".
func (p *parser) moveFrame() (Reading, bool) {
	n := p.end()
	if !p.is(0, "move", "put", "file", "transfer", "assign", "add", "send", "place", "shift", "stick", "set") {
		return Reading{}, false
	}
	for k := 2; k < n; k++ {
		if p.t[k].quoted || !p.is(k, "to", "in", "into", "under", "inside", "onto") {
			continue
		}
		e := p.opt(k+1, "the", "my", "our")
		name, from, to := "", e, n
		if s, v, f := p.sigil(e); f > e && s == '+' && p.opt(f, "project", "list") == n {
			name, to = v, f
		} else if p.is(e, "project") && e+1 < n {
			from = p.opt(e+1, ":", "called", "named")
			name = p.raw(from, n)
		} else if p.is(n-1, "project", "folder", "category") && n-1 > e {
			to = n - 1
			name = p.raw(e, to)
		} else if p.is(n-1, "list") && n-1 > e && !p.is(e, "todo", "to", "task", "list") && !p.is(0, "add", "put") {
			to = n - 1
			name = p.raw(e, to)
		} else if ns := p.refNumbers(1, k); (len(ns) > 0 || p.pronoun(1, k)) && p.is(0, "move", "file", "transfer") && n-e <= 3 && p.kind(e) == word && !p.is(e, "top", "bottom", "the", "up", "down", "first", "last", "trash") {
			if w, ok := p.readWhen(e); ok && w.to >= n {
				return Reading{}, false
			}
			name = p.raw(e, n)
		}
		if name == "" {
			continue
		}
		if p.is(0, "add", "set") && !(len(p.refNumbers(1, k)) > 0 || p.pronoun(1, k) || p.calledTask(1, k)) {
			return Reading{}, false
		}
		if p.is(0, "put", "send") && !p.is(e, "project") && !p.is(n-1, "project") && len(p.refNumbers(1, k)) == 0 && !p.pronoun(1, k) && p.w(e) != "+" {
			return Reading{}, false
		}
		ref, ok := p.ref(1, k, true)
		if !ok {
			return Reading{}, false
		}
		name = strings.ToLower(strings.Trim(name, `"'“”‘’ `))
		return p.about(Move, ref, 1, k, Slots{Project: name}, claim{"project", from, to})
	}
	return Reading{}, false
}
