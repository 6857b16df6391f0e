package understand

// moreTimeFor reads "give me two more days for the essay", "I need another hour for 2".
func (p *parser) moreTimeFor(n int) (Reading, bool) {
	if p.is(0, "hold", "park", "pause") {
		for k := 2; k < n; k++ {
			if a, e, ok := p.amount(k + 1); ok && e == n && p.is(k, "for", "by") && p.strongRef(1, k) {
				ref, _ := p.ref(1, k, true)
				return p.about(Reschedule, ref, 1, k, Slots{Shift: a.iso(false)}, claim{"shift", k + 1, n})
			}
		}
	}
	if p.is(0, "give", "allow", "grant") && !p.is(1, "me") {
		for k := 2; k < n; k++ {
			a, e, ok := p.amount(k)
			if ok && (p.is(k, "another") || p.is(e, "more", "longer") || p.hasWord(e, "more", "extra")) && p.opt(e, "more", "longer") == n {
				ref, ok := p.ref(1, k, true)
				if !ok {
					return Reading{}, false
				}
				return p.about(Reschedule, ref, 1, k, Slots{Shift: a.iso(false)}, claim{"shift", k, n})
			}
		}
	}
	j := p.any(0, "give me", "i need", "i'll need", "i want", "allow me", "let me have", "i could use", "grant me")
	if j == 0 {
		return Reading{}, false
	}
	another := p.is(j, "another")
	a, k, ok := p.amount(j)
	if !ok {
		return Reading{}, false
	}
	for i := j; i < k; i++ {
		another = another || p.is(i, "more", "extra", "additional")
	}
	k = p.opt(k, "more", "longer")
	another = another || p.is(k-1, "more", "longer")
	e := p.any(k, "to finish", "to do", "to complete", "for", "on", "with")
	if !another || e == k || e >= n {
		return Reading{}, false
	}
	ref, ok := p.ref(e, n, true)
	if !ok {
		return Reading{}, false
	}
	return p.about(Reschedule, ref, e, n, Slots{Shift: a.iso(false)}, claim{"shift", j, k})
}
