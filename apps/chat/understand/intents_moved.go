package understand

// moved reads [lo, hi) as the reference and [from, n) as the new time, which must reach the end.
func (p *parser) moved(lo, hi, from, n int, verb string, sure bool, claimFrom int) (Reading, bool) {
	for hi-1 > lo && p.particle(hi-1, "out", "back", "off", "forward", "over", "up", "ahead", "away", "again", "along", "down") {
		hi--
	}
	hi = p.dueless(lo, hi, p.is(0, "change", "set", "update", "adjust"))
	if p.particle(hi-1, "in") && hi-1 > lo && p.is(0, "pull", "bring", "draw") {
		hi--
	}
	if a, e, ok := p.amount(from); ok && e == n && p.is(hi, "for") && verb != "do" { // from now: "snooze it for 6 hours"
		if !sure && !p.strongRef(lo, hi) {
			return Reading{}, false
		}
		ref, ok := p.ref(lo, hi, true)
		if !ok {
			return Reading{}, false
		}
		return p.snoozed(ref, lo, hi, a, from, n)
	}
	w, ok := p.readWhen(from)
	if part := p.lex(from + 1).part; p.is(from, "the") && from+2 == n && part != noPart { // "to the evening"
		w, ok = newWhen(from, n), true
		w.part = part
	}
	if !ok || w.to != n { // behind "to" a bare hour or a month is plain: "move gym to 6", "postpone it to july"
		dated := w
		w = newWhen(from, n)
		if v, e := p.clock(from, "at"); e == n && (hi < from || verb == "is" || p.strongRef(lo, hi)) {
			w.clock, w.hasClock = v, true
		} else if v, e := p.clock(dated.to, "at"); ok && dated.hasDate && !dated.hasClock && e == n { // "friday 3"
			w = dated
			w.clock, w.hasClock = v, true
		} else if d, e := p.date(from, "until"); e == n {
			w.date, w.hasDate = d, true
		} else {
			return Reading{}, false
		}
	}
	if w.hasRule || w.hasDuration && !w.hasDate {
		return Reading{}, false
	}
	if !sure && !p.strongRef(lo, hi) {
		return Reading{}, false
	}
	ref, ok := p.ref(lo, hi, true)
	if !ok {
		return Reading{}, false
	}
	s := Slots{}
	u := p.work(&w)
	u.fill(&s)
	if !w.hasDate && !w.hasStart && (w.hasClock || w.part != noPart) && !w.hasZone && verb != "snooze" && !(w.part != noPart && !w.hasClock) {
		s.DueDate, s.EndDate, u.altDate = "", "", noDay
	}
	r, ok := p.about(Reschedule, ref, lo, hi, s, claim{"due_date", from, n})
	p.doubt(&r, &u)
	return r, ok
}

// movedLast moves the task last spoken of to the time in [from, n).
func (p *parser) movedLast(from, n int, verb string) (Reading, bool) {
	w, ok := p.readWhen(from)
	if !ok || w.to != n {
		w = newWhen(from, n)
		w.clock, _ = p.clock(from, "at")
		w.hasClock = true
	}
	s, u := Slots{}, p.work(&w)
	u.fill(&s)
	if !w.hasDate && !w.hasStart && w.hasClock && !w.hasZone && verb != "snooze" {
		s.DueDate, s.EndDate, u.altDate = "", "", noDay
	}
	r, ok := p.about(Reschedule, Ref{Last: true}, from, from, s, claim{"due_date", from, n})
	p.doubt(&r, &u)
	return r, ok
}

// snoozed counts from now.
func (p *parser) snoozed(ref Ref, lo, hi int, a amount, from, to int) (Reading, bool) {
	d := p.fromNow(a)
	s := Slots{DueDate: d.day.String()}
	if d.instant {
		s.DueTime, s.DueSecond = clock(d.min), d.sec
	}
	return p.about(Reschedule, ref, lo, hi, s, claim{"due_date", from, to})
}
