package understand

// tagFrame reads "tag it #waiting", "add labels errands and car to oil change", "remove #home from laundry".
func (p *parser) tagFrame() (Reading, bool) {
	n := p.end()
	if sigils(p, 0) {
		if names, j := p.names(0); j > 0 && p.is(j, "on", "to", "for") && p.strongRef(j+1, n) {
			return p.labelled(Tag, j+1, n, names, 0, j)
		}
	}
	if r, ok := p.tagStated(n); ok {
		return r, true
	}
	if k := p.any(0, "no longer tag", "no longer label", "stop tagging", "stop labelling", "stop labeling", "don't tag", "don't label", "do not tag"); k > 0 {
		if r, ok := p.untagRef(k, n); ok && (p.is(0, "no", "stop") || r.Slots.Ref.Text == "" && r.Slots.Ref.Texts == nil) {
			return r, true
		}
	}
	if k := p.any(0, "no more", "no longer", "no"); k > 0 && sigils(p, k) {
		if names, j := p.names(k); j > k && p.is(j, "on", "for", "from") && j+1 < n {
			return p.labelled(Untag, j+1, n, names, k, j)
		}
	}
	switch p.w(0) {
	case "tag", "label":
		return p.tagRef(1, n)
	case "untag", "unlabel":
		return p.untagRef(1, n)
	case "slap", "whack", "pop", "throw", "chuck", "bung":
		if r, ok := p.addTags(n); ok && (sigils(p, 1) || len(r.Slots.Ref.Numbers) > 0 || r.Slots.Ref.Last) { // a name tag goes on a suitcase
			return r, true
		}
	case "add", "put", "apply", "attach", "assign", "give", "stick", "set", "change":
		return p.addTags(n)
	case "remove", "take", "drop", "strip", "delete", "clear", "detach", "unset", "lose":
		return p.removeTags(n)
	case "use":
		if names, j := p.labelList(1); j > 1 && p.is(j, "for", "on") && p.strongRef(j+1, n) {
			return p.labelled(Tag, j+1, n, names, 1, j)
		}
	case "get":
		if k := p.seq(0, "get rid of"); k > 0 {
			if names, j := p.labelList(k); j > k && p.is(j, "from", "off", "on", "of") && j+1 < n {
				return p.labelled(Untag, p.opt(j+1, "of"), n, names, k, j)
			}
		}
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
		if p.strongRef(lo, k) && !p.is(lo, "task", "todo", "item") {
			if names, f := p.names(k); f == n && len(names) > 0 {
				return p.labelled(Tag, lo, k, names, k, n)
			}
		}
	}
	return Reading{}, false
}
