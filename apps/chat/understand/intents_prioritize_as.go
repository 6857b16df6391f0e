package understand

// prioritizedAs reads the level at the end of [lo, n) behind what is given it, "1 and 4 as medium", "the report to p3":
// where the reference ends, and the level; n when none is said.
func (p *parser) prioritizedAs(lo, n int) (hi, level int) {
	for k := n - 1; k > lo; k-- {
		if !p.particle(k, "as", "to", "at") || p.t[k].quoted {
			continue
		}
		e := p.opt(p.opt(k+1, "be"), "a", "an")
		if lv, f := p.level(e); f == n && f > e {
			return k, lv
		}
	}
	return n, 0
}

// prioritizeVerb reads "prioritize the report", which is high, "deprioritize 3", which is low, and either with a level of
// its own: "prioritise 1 and 4 as medium".
func (p *parser) prioritizeVerb(n int) (Reading, bool) {
	level := 2
	switch {
	case p.is(0, "deprioritize", "deprioritise"):
		level = 4
	case !p.is(0, "prioritize", "prioritise", "reprioritize", "reprioritise"):
		return Reading{}, false
	}
	if hi, lv := p.prioritizedAs(1, n); lv > 0 {
		return p.setPriority(1, hi, lv, hi, n)
	}
	if level == 2 && (p.is(0, "reprioritize", "reprioritise") || p.dated(1, n)) {
		return Reading{}, false
	}
	return p.setPriority(1, n, level, 0, 1)
}

// rankedAs tells whether the bare level behind the connector at k is a priority: any task is marked as high, but only one
// that is surely meant is set to it, for so is an oven.
func (p *parser) rankedAs(k int) bool {
	switch {
	case p.is(k, "as"):
		return p.strongRef(1, k) || p.is(0, "set", "mark", "flag", "rank", "class", "classify", "bump", "raise", "lower", "upgrade", "downgrade")
	case p.is(k, "to"):
		return p.strongRef(1, k) || p.is(0, "bump", "raise", "lower", "upgrade", "downgrade")
	}
	return p.is(k, "at") && p.strongRef(1, k)
}
