package understand

// remindFrame reads reminders on a task that exists: "remind me 30 minutes before", "no reminders for gym".
func (p *parser) remindFrame() (Reading, bool) {
	n := p.end()
	if r, ok := p.remindOff(n); ok {
		return r, true
	}
	j, several, anew := p.ringOpening()
	if j == 0 || j >= n {
		return Reading{}, false
	}
	if r, ok := p.ringWhenDue(j, n); ok {
		return r, true
	}
	// "remind me 30 minutes before [X]"
	if p.seq(j, "later") == n {
		return p.rescheduleFrame()
	}
	k := p.opt(p.opt(j, "again"), "for")
	if anew {
		k = p.opt(k, "to")
	}
	bs, e := p.bellsOf(k, several)
	if e == n && e > k && !bs[0].back && (p.remindVerb(0) > 0 || anew && k > j) { // "remind me tomorrow"
		return p.reminded(bs, Ref{Last: true}, j, j, k, e)
	}
	if e > k && bs[0].back {
		return p.ringBefore(bs, j, k, e, n)
	}
	if e > k { // "remind me at 8am about 2"
		if f := p.opt(e, "about", "of"); f > e && p.strongRef(f, n) {
			if r, ok := p.ref(f, n, true); ok {
				return p.reminded(bs, r, f, n, k, e)
			}
		}
	}
	// "remind me about X an hour before", "remind me about 3 tomorrow at 8am", "set a reminder for 2 at 5pm"
	k = p.opt(j, "about", "of", "for", "on", "to")
	if p.is(j, "to") {
		if e, bs := p.bellEnd(j+2, n); e > 0 && bs[0].back && !p.dated(j+1, e) { // "add a reminder to gym 15 minutes before"
			if r, ok := p.ref(j+1, e, true); ok && !taskVerbs[p.w(j+1)] {
				return p.reminded(bs, r, j+1, e, e, n)
			}
		}
		if !p.is(j+1, "do", "the") && len(p.refNumbers(j+1, j+2)) == 0 {
			return Reading{}, false
		}
		if p.is(j+1, "do") {
			k = j + 2
		}
		if !p.startsRef(k, n) {
			return Reading{}, false
		}
	}
	if k == j && !p.startsRef(j, n) {
		return Reading{}, false
	}
	for e := k + 1; e < n; e++ {
		bs, f := p.bellsOf(p.opt(p.opt(e, ":"), "to", "for"), several)
		if f != n || f == e || f == e+1 && p.w(e) == ":" {
			continue
		}
		hi := e
		for hi-1 > k && p.is(hi-1, "for", "at", "on", "to", "by") {
			hi--
		}
		r, ok := p.ref(k, hi, true)
		if !ok {
			return Reading{}, false
		}
		if !bs[0].back && !anew && r.Text != "" && !p.calledTask(k, e) || !bs[0].back && r.Texts != nil {
			return Reading{}, false
		}
		return p.reminded(bs, r, k, e, e, n)
	}
	return Reading{}, false
}

// ringBefore reads what the reminders in [k, e) are before: "remind me 30 minutes before gym", "before it", "before 3 is due".
func (p *parser) ringBefore(bs []bell, j, k, e, n int) (Reading, bool) {
	if e == n {
		return p.reminded(bs, Ref{Last: true}, j, j, k, e)
	}
	lo := p.opt(e, "about", "of", "for", "on")
	if lo >= n || p.is(lo, "to", "that") || lo == e && !p.is(e-1, "before", "prior", "to") {
		return Reading{}, false
	}
	more, hi := p.bellsBehind(lo, n)
	hi = p.eventless(lo, hi)
	if p.dated(lo, hi) && !p.strongRef(lo, hi) {
		return p.addRung(bs, lo), true
	}
	r, ok := p.ref(lo, hi, true)
	if !ok {
		return Reading{}, false
	}
	return p.reminded(append(bs, more...), r, lo, hi, k, e)
}

// bellEnd finds the reminders that end at n; 0 when there are none behind lo.
func (p *parser) bellEnd(lo, n int) (from int, bs []bell) {
	for e := lo; e < n && e < lo+12; e++ {
		if bs, f := p.bellList(e); f == n && f > e {
			return e, bs
		}
	}
	return 0, nil
}

// startsRef tells whether a place or pronoun stands at i.
func (p *parser) startsRef(i, n int) bool {
	for e := i + 1; e <= n && e <= i+4; e++ {
		if len(p.refNumbers(i, e)) > 0 || p.pronoun(i, e) {
			return true
		}
	}
	return false
}

// strongRef tells whether tokens [lo, hi) certainly name a task.
func (p *parser) strongRef(lo, hi int) bool {
	return len(p.refNumbers(lo, hi)) > 0 || p.pronoun(lo, hi) || p.calledTask(lo, hi)
}

func (p *parser) reminded(bs []bell, r Ref, lo, hi, from, to int) (Reading, bool) {
	var s Slots
	u := noDue()
	for i := range bs {
		s.Reminders = append(s.Reminders, p.ring(&bs[i], &u))
		for _, w := range bs[i].when.others() { // "at 8am and 5pm"
			s.Reminders = append(s.Reminders, p.ring(&bell{when: w}, &u))
		}
	}
	return p.about(Remind, r, lo, hi, s, claim{"reminders", from, to})
}

// addRung reads "remind me 10 min before the call with Ed tomorrow at 3pm": the thing has a date, so it is a new task.
func (p *parser) addRung(bs []bell, from int) Reading {
	q := p.part(from, len(p.t))
	if w, ok := q.timePhrase(0); ok && q.is(w.to, "to") { // "remind me 3 days before july 20 to order a cake"
		if r, ok := q.joined(&w, w.to+1, false); ok && r.Intent == Add {
			u := q.work(&w)
			for i := range bs {
				r.Slots.Reminders = append(r.Slots.Reminders, q.ring(&bs[i], &u))
			}
			return r
		}
	}
	t := q.readTask(false)
	for i := range bs {
		t.slots.Reminders = append(t.slots.Reminders, q.ring(&bs[i], &t.due))
	}
	r := Reading{Intent: Add, Slots: t.slots, Spans: q.spans(t.claims)}
	q.doubt(&r, &t.due)
	return r
}
