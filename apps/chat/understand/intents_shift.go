package understand

import "strconv"

// shiftBy reads "by 3 days", "back a week", "forward by 1 day", "2 days earlier".
func (p *parser) shiftBy(j, n int, sure bool) (Reading, bool) {
	back := p.earlier()
	tail := n
	if p.is(n-1, "later", "back", "out", "forward", "earlier", "sooner", "ahead", "up") && n-2 > j {
		tail = n - 1
		back = back || p.is(n-1, "earlier", "sooner", "up") || p.is(n-1, "forward", "ahead") && !p.is(0, "push", "bump", "roll", "carry")
	}
	for k := j + 1; k < tail; k++ {
		if p.t[k].quoted {
			continue
		}
		e := p.opt(k, "another", "an")
		if p.is(k, "an") {
			e = k
		}
		by, apart := false, false
		if f := p.opt(e, "by"); f > e {
			by, e = true, f
			e = p.opt(e, "another")
		}
		if p.particle(k, "back", "out", "forward", "up", "later", "earlier", "ahead", "on") && !by {
			apart = !p.is(k, "on", "up", "out") && !p.is(k-1, "clock", "clocks", "watch", "alarm", "timer", "seat", "seats")
			f := p.opt(k+1, "by")
			by, e = f > k+1, f
			e = p.opt(e, "another")
			if a, g, ok := p.amount(e); !ok || g != tail && g != n {
				_ = a
				continue
			}
			if p.is(k, "on") && !by {
				continue
			}
		}
		a, f, ok := p.amount(e)
		if u, g := p.unitAt(e); !ok && p.is(e-1, "another") && u != noUnit { // "postpone it another day"
			a = amount{}
			ok, f = a.add(1000, u), g
		}
		if !ok || f != tail && f != n || !by && p.particle(k-1, "and", "in", "for", "within", "after", "at", "until", "till", "to", "half") {
			continue
		}
		hi := k
		neg := back
		for hi-1 >= j && p.particle(hi-1, "forward", "back", "out", "up", "off", "ahead", "later", "earlier") && hi-1 > j || hi-1 == j && p.is(hi-1, "back", "out", "forward") {
			apart = apart || p.is(hi-1, "forward", "back", "later", "earlier") && !p.is(hi-2, "clock", "clocks", "watch", "alarm", "timer", "seat", "seats")
			neg = neg || p.is(hi-1, "up", "earlier", "ahead") || p.is(hi-1, "forward") && p.is(0, "move", "bring", "pull", "shift", "slide")
			hi--
		}
		if by && back && hi-1 > j && p.is(hi-1, "in") { // "pull it in by a day"
			hi--
		}
		if p.is(k, "forward", "up", "ahead", "earlier") {
			neg = neg || !p.is(0, "push", "bump", "roll", "carry") || p.is(k, "earlier")
		}
		if hi <= j {
			continue
		}
		ref, ok := p.ref(j, p.dueless(j, hi, false), true)
		if !ok {
			return Reading{}, false
		}
		if p.putOff(hi) {
			return p.about(Reschedule, ref, j, hi, Slots{Shift: a.iso(neg)}, claim{"shift", k, n})
		}
		if !sure && !p.strongRef(j, hi) && !by && !apart && tail == n {
			return Reading{}, false
		}
		if p.is(0, "snooze") && !by && tail == n {
			return p.snoozed(ref, j, hi, a, e, f)
		}
		if p.is(0, "set", "make", "do", "have", "schedule", "put", "start", "let's") && !p.strongRef(j, hi) && !apart && tail == n {
			return Reading{}, false
		}
		if p.is(0, "set", "make", "do", "have", "schedule") && !by && !apart && tail == n {
			return Reading{}, false
		}
		return p.about(Reschedule, ref, j, hi, Slots{Shift: a.iso(neg)}, claim{"shift", k, n})
	}
	return Reading{}, false
}

// earlier tells whether the verb moves a task to a time before.
func (p *parser) earlier() bool {
	return p.is(0, "bring", "pull", "advance", "prepone") || p.any(0, "move forward", "move up", "bring forward") > 0
}

// putOff tells whether the task that ends before hi is put off: "put off the dentist", "put the dentist off".
func (p *parser) putOff(hi int) bool {
	return p.is(0, "put", "hold") && (p.is(1, "off") || p.particle(hi, "off"))
}

// particle tells whether one of ws stands at i as a word of its own: the "in" of "check-in" is none.
func (p *parser) particle(i int, ws ...string) bool { return p.is(i, ws...) && !p.glued(i) }

// addedTime reads "add a day to 3", "add another hour to the gym task", "add two days to the report deadline".
func (p *parser) addedTime(n int) (Reading, bool) {
	lo := p.opt(1, "another")
	a, e, ok := p.amount(lo)
	if u, f := p.unitAt(lo); !ok && lo > 1 && u != noUnit { // "another day"
		ok, e = a.add(1000, u), f
	}
	to := p.opt(e, "to", "onto")
	if !ok || !p.is(0, "add", "tack") || to == e {
		return Reading{}, false
	}
	hi := p.dueless(to, n, false)
	if of := p.opt(p.dueNoun(to), "of", "for", "on"); of > to && of < n && of > p.dueNoun(to) {
		to, hi = of, n
	}
	if hi == n && !p.strongRef(to, n) && to == p.opt(e, "to", "onto") {
		return Reading{}, false
	}
	ref, ok := p.ref(to, hi, true)
	if p.dueNoun(p.opt(e, "to", "onto")) == n { // "add a day to the deadline"
		ref, ok = Ref{Last: true}, true
	}
	if !ok {
		return Reading{}, false
	}
	return p.about(Reschedule, ref, to, hi, Slots{Shift: a.iso(false)}, claim{"shift", 1, e})
}

// iso writes a signed ISO 8601 duration: P3D, -P1D, PT2H, PT30M, P1M.
func (a amount) iso(neg bool) string {
	s := "P"
	if neg {
		s = "-P"
	}
	if a.months > 0 {
		s += strconv.Itoa(a.months) + "M"
	}
	if d := a.days + a.workdays; d > 0 {
		s += strconv.Itoa(d) + "D"
	}
	if a.mins > 0 || a.secs > 0 {
		s += "T"
		if h := a.mins / 60; h > 0 {
			s += strconv.Itoa(h) + "H"
		}
		if m := a.mins % 60; m > 0 {
			s += strconv.Itoa(m) + "M"
		}
		if a.secs > 0 {
			s += strconv.Itoa(a.secs) + "S"
		}
	}
	return s
}
