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
			if p.is(k, "until", "till", "til") && p.strongRef(1, k) { // "give 3 until friday"
				return p.moved(1, k, k+1, n, "move", true, k)
			}
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
	if r, ok := p.needsTime(n); ok {
		return r, true
	}
	j := p.any(0, "give me", "i need", "i'll need", "i want", "allow me", "let me have", "i could use", "grant me")
	if j == 0 {
		return Reading{}, false
	}
	if k := p.opt(j, "until", "till"); k > j { // "give me until friday for the report"
		w, ok := p.readWhen(k)
		e := p.any(w.to, "to finish", "to do", "to complete", "for", "on", "with")
		if !ok || !w.hasDate || w.hasRule || e == w.to || e >= n {
			return Reading{}, false
		}
		return p.part(0, w.to).movedTo(p, e, n, k)
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

// movedTo moves the task in [lo, n) of the whole message to the time in which the parser ends, from k on.
func (p *parser) movedTo(whole *parser, lo, n, k int) (Reading, bool) {
	ref, ok := whole.ref(lo, n, true)
	if !ok {
		return Reading{}, false
	}
	r, ok := p.movedLast(k, len(p.t), "give")
	r.Slots.Ref = &ref
	r.Spans = append(r.Spans, whole.spans([]claim{{"ref", lo, n}})...)
	return r, ok
}

// needsTime reads "the report needs 2 more days", "3 could use another hour", "milk can wait a week". Ten more minutes of
// what is no place in a list are in the oven.
func (p *parser) needsTime(n int) (Reading, bool) {
	for k := 1; k < n-1 && k < 10; k++ {
		from := p.any(k, "needs", "need", "could use", "is going to need", "will need", "wants", "takes", "will take", "can wait for", "can wait", "could wait")
		if from == k || p.sentence(0, k) || p.t[k].quoted {
			continue
		}
		a, e, ok := p.amount(from)
		more := p.is(from, "another") || p.hasWordIn(from, e, "more", "extra", "additional", "another") || p.is(e, "more", "longer", "extra") || p.is(k+1, "wait")
		if !ok || !more || p.opt(e, "more", "longer", "extra") != n || !p.strongRef(0, k) && !a.calendar() {
			continue
		}
		ref, ok := p.ref(0, k, true)
		if !ok {
			break
		}
		r, ok := p.about(Reschedule, ref, 0, k, Slots{Shift: a.iso(false)}, claim{"shift", from, n})
		if other := p.addTask(p, false); ref.Text != "" && other.Intent == Add {
			other.Alternative, other.Doubt = nil, ""
			r.Alternative, r.Doubt = &other, "I took this as more time for a task you have."
		}
		return r, ok
	}
	return Reading{}, false
}

// hasWordIn tells whether one of ws stands in tokens [lo, hi).
func (p *parser) hasWordIn(lo, hi int, ws ...string) bool {
	for i := lo; i < hi; i++ {
		if p.is(i, ws...) {
			return true
		}
	}
	return false
}
