package understand

// renameFrame reads "rename milk to oat milk", "change the title of 2 to call plumber", "edit task 3: buy almond milk".
func (p *parser) renameFrame() (Reading, bool) {
	n := p.end()
	if r, ok := p.renameGiven(n); ok {
		return r, true
	}
	j := p.any(0, "rename", "retitle", "reword", "re - name", "renmae", "rephrase", "relabel")
	sure := j > 0
	if j == 0 {
		if k := p.any(0, "change", "edit", "update", "set", "modify", "fix", "correct"); k > 0 {
			k = p.opt(k, "the")
			if e := p.any(k, "title of", "name of", "text of", "wording of", "title for", "name for", "description of", "text for", "spelling of"); e > k {
				j, sure = e, true
			} else if p.is(0, "change", "edit", "update", "correct") {
				j = 1
			}
		}
	}
	if k := p.any(0, "change the title to", "change the name to", "change title to", "set the title to", "update the title to", "change the text to", "make the title"); k > 0 && k < n {
		if p.is(k, "of", "for") {
			return p.titleOf(k+1, n)
		}
		return p.about(Rename, Ref{Last: true}, k, k, Slots{Title: trimTitle(p.raw(k, n))}, claim{"title", k, n})
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
			if p.attribute(j) > j {
				return Reading{}, false
			}
			if p.is(0, "change") && p.kind(e) == number && len(p.refNumbers(j, k)) == 0 {
				return Reading{}, false // "change filter size to 16x25x1"
			}
			if w, ok := p.readWhen(e); ok && w.to >= n {
				return Reading{}, false
			}
			if _, f := p.wordPriority(e); f >= n {
				return Reading{}, false
			}
			if _, f := p.sigilPriority(e); f >= n {
				return Reading{}, false
			}
			if p.is(0, "edit", "update", "correct") && p.w(k) != ":" && !p.is(k, "to") || p.is(0, "correct") && k-j > 1 && !p.strongRef(j, k) {
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

// titleOf reads "4 call Zoe" of "make the title of 4 call Zoe".
func (p *parser) titleOf(lo, n int) (Reading, bool) {
	for e := lo + 1; e < n && e < lo+4; e++ {
		if ns := p.refNumbers(lo, e); len(ns) > 0 {
			k := p.opt(e, "to", ":", "be", "say")
			if k >= n {
				break
			}
			return p.about(Rename, Ref{Numbers: ns}, lo, e, Slots{Title: trimTitle(p.raw(k, n))}, claim{"title", k, n})
		}
	}
	return Reading{}, false
}

// shouldBe reads "3 should be called X", "call 2 X instead".
func (p *parser) shouldBe(n int) (Reading, bool) {
	if j := p.any(0, "typo in", "there's a typo in", "spelling mistake in", "mistake in", "wrong name for", "correction to"); j > 0 {
		for k := j + 1; k < n; k++ {
			lo := p.opt(k, ",", "-", ":", ";")
			if e := p.any(lo, "it should be", "it should say", "it should read", "should be", "should say", "should read", "make it", "i meant", "it's", "that's"); e > lo && e < n {
				if ref, ok := p.ref(j, k, false); ok {
					return p.about(Rename, ref, j, k, Slots{Title: trimTitle(p.raw(e, n))}, claim{"title", e, n})
				}
			}
		}
	}
	if p.is(0, "make", "let", "have", "replace", "swap") {
		for k := 2; k < n; k++ {
			e := p.opt(k, "say", "read")
			if p.is(0, "replace", "swap") {
				e = p.opt(k, "with", "by", "for")
			}
			if e > k && e < n && !p.t[k].quoted && (p.strongRef(1, k) || p.is(0, "make") && p.is(k, "say")) {
				if ref, ok := p.ref(1, k, false); ok {
					return p.about(Rename, ref, 1, k, Slots{Title: trimTitle(p.raw(e, n))}, claim{"title", e, n})
				}
			}
		}
	}
	if lo := p.any(0, "the title of", "the name of", "title of", "name of", "the text of", "the wording of", "new title for", "new name for", "new title of", "new text for"); lo > 0 { // "the title of 3 should be fix gate"
		for k := lo + 1; k < n && k < lo+20; k++ {
			if e := p.any(k, "should be", "should say", "should read", "must be", "ought to be", "needs to be", "is now", "->", ":"); e > k && e < n {
				if ref, ok := p.ref(lo, k, false); ok {
					return p.about(Rename, ref, lo, k, Slots{Title: trimTitle(p.raw(e, n))}, claim{"title", e, n})
				}
			}
		}
	}
	for k := 1; k < n && k < 30; k++ {
		if e := p.any(k, "should be called", "should be named", "should be renamed to", "should say", "should read", "is now called"); e > k && e < n {
			if ref, ok := p.ref(0, k, false); ok {
				return p.about(Rename, ref, 0, k, Slots{Title: trimTitle(p.raw(e, n))}, claim{"title", e, n})
			}
		}
	}
	if j := p.any(0, "call it", "name it", "title it", "call this one", "call that one", "name this one", "name that one", "let's call it", "lets call it"); j > 0 && j < n && !p.is(j, "off", "quits", "in", "even", "back", "up", "again", "out") && p.any(j, "a day", "a night", "an evening") == j && !p.dated(j, n) {
		e := p.opt(j, ":")
		hi := n
		if p.is(n-1, "instead", "now") && n-1 > e {
			hi--
		}
		return p.about(Rename, Ref{Last: true}, 1, p.opt(2, "one"), Slots{Title: trimTitle(p.raw(e, hi))}, claim{"title", e, hi})
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
