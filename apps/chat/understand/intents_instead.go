package understand

// insteadFrame reads a new time with instead behind it, whatever verb leads to it: "essay by saturday instead", "make the
// haircut 4pm instead", "i want to do the taxes on sunday instead of friday". Other verbs of moving have their own room.
func (p *parser) insteadFrame() (Reading, bool) {
	n := p.insteadAt()
	if n == 0 {
		return Reading{}, false
	}
	lo := p.any(0, "let's do", "let's have", "let's make", "let's", "lets do", "lets", "we'll do", "i'd rather do", "i'd rather have", "i'd rather", "better do", "better make", "rather", "let me do", "let me", "i'll do", "i'll have", "do", "have", "make", "put")
	if lo == 0 {
		if lo = p.needLead(0); lo > 0 {
			lo = p.opt(lo, "do", "have", "make")
		}
	}
	for k := lo + 1; k < n && k <= lo+5; k++ {
		if p.t[k].quoted || !(p.lex(k).join || p.t[k].lex != nothing || p.kind(k) == number) || p.is(k-1, "to", "until", "till", "of") {
			continue
		}
		w, ok := p.readWhen(k)
		if !ok || w.to != n || w.hasRule {
			continue
		}
		if p.is(lo-1, "make") && makeables[p.w(k-1)] && !p.is(lo, "the", "my") { // "make pasta tonight instead"
			return Reading{}, false
		}
		from, hi := lo, k
		if p.is(lo, "get", "have") && p.is(k-1, "done", "finished") && k-lo > 2 {
			from, hi = lo+1, k-1
		}
		for hi-1 > from && p.is(hi-1, "be", "should", "is", "must", "will", "can") { // "3 should be friday instead"
			hi--
		}
		r, ok := p.moved(from, hi, k, n, "move", true, k)
		if other := p.part(0, n).addTask(p, false); ok && r.Slots.Ref.Text != "" && (lo > 0 || taskVerbs[p.w(0)]) && other.Intent == Add {
			other.Alternative, other.Doubt = nil, ""
			r.Alternative, r.Doubt = &other, "I took this as a change to a task you have."
		}
		return r, ok
	}
	return Reading{}, false
}

// insteadAt finds "instead" or "instead of friday" at the end; 0 when there is none.
func (p *parser) insteadAt() int {
	n := p.end()
	for k := n - 1; k > 1 && k >= n-6; k-- {
		if !p.is(k, "instead") {
			continue
		}
		if k == n-1 {
			return k
		}
		w, ok := p.readWhen(k + 2)
		_, e := p.clock(k+2, "at")
		if p.is(k+1, "of") && (ok && w.to == n || e == n) {
			return k
		}
	}
	return 0
}

// ratherThen reads why a task cannot be done and its new time: "no time for gym today, tomorrow instead".
func (p *parser) ratherThen() (Reading, bool) {
	n := p.insteadAt()
	lo := p.any(0, "no time for", "there's no time for", "i have no time for", "can't do", "can't make it to", "can't make", "i can't do", "i can't make it to", "i can't make", "won't make", "i won't make", "not doing", "i'm not doing")
	if n == 0 || lo == 0 {
		return Reading{}, false
	}
	for c := lo + 1; c < n-1; c++ {
		if !p.is(c, ",", ";", "-", "so") {
			continue
		}
		hi := c
		for k := lo + 1; k < c && hi == c; k++ { // its old time
			if w, ok := p.readWhen(k); ok && w.to == c {
				hi = k
			}
		}
		k := p.any(c+1, "so let's do it", "so do it", "let's do it", "let's do", "do it", "make it", "rather", "so")
		return p.moved(lo, hi, p.opt(k, "on", "at"), n, "move", true, k)
	}
	return Reading{}, false
}
