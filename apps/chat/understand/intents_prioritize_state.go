package understand

// rankStated reads what is said of a task's priority with should or need: "the second one should be high", "taxes must be
// urgent", "3 needs high priority", "gym shouldn't be urgent". A bare word such as "high" is a priority only of what is
// certainly a task: the heating should be low too.
func (p *parser) rankStated(n int) (Reading, bool) {
	for k := 1; k < n-1 && k < 12; k++ {
		if p.t[k].quoted || p.sentence(0, k) {
			continue
		}
		if e := p.any(k, "shouldn't be", "should not be", "mustn't be", "needn't be", "doesn't need to be", "doesn't have to be", "is no longer"); e > k {
			e = p.opt(e, "a", "so", "that", "very")
			if _, f := p.anyLevel(e); f == n || p.seq(e, "priority") == n {
				return p.finish(Prioritize, 0, k)
			}
			continue
		}
		e := p.any(k, "should be", "must be", "has to be", "needs to be", "ought to be", "have to be", "need to be", "should have", "must have", "needs to have", "needs", "need", "deserves", "gets", "wants")
		if e == k {
			continue
		}
		e = p.opt(e, "a", "an", "the", "at", "of")
		lv, f := p.anyLevel(e)
		if p.strongRef(0, k) && p.kind(e) == word && p.is(e-1, "be", "at") {
			lv, f = p.level(e)
		}
		if f == n && f > e {
			return p.setPriority(0, k, lv, e, f)
		}
	}
	if p.is(0, "make", "mark", "set", "rank", "rate", "keep") && p.kind(n-1) == word && p.strongRef(1, n-1) { // "make the first one high"
		if lv, f := p.level(n - 1); f == n {
			return p.setPriority(1, n-1, lv, n-1, n)
		}
	}
	return Reading{}, false
}
