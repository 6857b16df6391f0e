package understand

// rescheduleFrame reads what moves a task in time: "push the report to friday", "snooze it for an hour", "milk is due
// tomorrow", "do 3 tomorrow", "postpone dentist by 30 minutes".
func (p *parser) rescheduleFrame() (Reading, bool) {
	n := p.end()
	instead, now := p.is(n-1, "instead"), p.is(n-1, "now")
	if now && n > 4 {
		for k := 1; k < n-2; k++ {
			if e := p.any(k, "is at", "is on", "'s at", "'s on"); e > k {
				if r, ok := p.moved(0, k, e, n-1, "is", true, k); ok {
					return r, true
				}
			}
		}
	}
	for n > 2 && p.is(n-1, "instead", "please", "then", "now") && !(p.is(n-1, "now") && p.is(n-2, "from")) {
		n--
	}
	if r, ok := p.moreTimeFor(n); ok {
		return r, true
	}
	j := p.any(0, "put off", "push back", "push out", "push off", "bring forward", "move forward", "move up", "move back", "put back", "hold off on", "re - schedule", "pull forward", "pull in", "change due of", "change the due of", "change the due date of", "change the due date for", "change the date of", "change the deadline of", "change the deadline for", "change due date of", "change the time of", "set the due date of", "set the due date for", "set the due date on", "set due date of", "set due date for", "set due date on", "set the deadline of", "set the deadline for", "set the date of",
		"update the due date of", "update the due date for", "move the due date of", "move the deadline of", "move the deadline for", "change the due time of", "set the time of", "extend the deadline of", "extend the deadline for", "extend", "push the deadline of", "push the deadline for", "kick")
	verb := p.w(0)
	sure := j > 0
	if k := p.any(0, "i will do", "i'll do", "i'm doing", "i am doing", "i want to do", "i'll handle", "i will handle", "i'll get to", "i'm going to do", "gonna do"); k > 0 && k < n {
		for e := k + 1; e < n; e++ {
			if p.strongRef(k, e) {
				if r, ok := p.moved(k, e, p.opt(e, "on", "by", "at"), n, "do", true, e); ok {
					return r, true
				}
			}
		}
	}
	if instead && j == 0 && n <= 8 { // "essay by saturday instead"
		for k := 1; k < n; k++ {
			if p.lex(k).join || p.t[k].lex != nothing || p.kind(k) == number {
				if w, ok := p.readWhen(k); ok && w.to == n && !w.hasRule && k <= 4 && !taskVerbs[p.w(0)] {
					return p.moved(0, k, k, n, "move", true, k)
				}
			}
		}
	}
	if j == 0 {
		switch verb {
		case "reschedule", "resched", "prepone", "postpone", "snooze", "defer", "delay", "reschedul", "rescedule", "reshedule", "posptone", "snoze":
			j, sure = 1, true
		case "pull", "bring":
			if p.is(1, "up") && !p.hasWord(n, "by", "a", "an", "hour", "day", "days", "to") {
				return Reading{}, false
			}
			j, sure = 1, true
		case "move", "push", "bump", "shift", "advance", "carry", "slide", "roll", "drag", "slip":
			j, sure = 1, true
		case "schedule":
			if n > 1 && !p.t[1].quoted {
				j = 1
			}
		case "set", "change", "make", "do", "have", "switch", "start", "let's", "put":
			j = 1
		}
	}
	if n == 1 && p.is(0, "snooze") || p.seq(0, "remind me later") == n {
		return p.about(Reschedule, Ref{Last: true}, 0, n, Slots{})
	}
	if j == 0 || j >= n {
		return p.isDue(n)
	}
	if p.is(0, "extend", "kick") && j == 1 {
		sure = false
	}
	if verb == "let's" {
		j = p.opt(j, "do", "move", "reschedule")
	}
	if k := p.opt(j, "for", "by"); sure && (verb == "snooze" || verb == "postpone" || verb == "delay") { // "snooze 15 minutes"
		if a, e, ok := p.amount(k); ok && e == n {
			return p.snoozed(Ref{Last: true}, j, j, a, k, n)
		}
	}
	if k := p.opt(j, "to", "till", "until", "til", "by", "for"); sure && k > j { // "snooze till 5", "push to friday"
		if w, ok := p.readWhen(k); ok && w.to == n && !w.hasRule && !w.hasDuration {
			return p.movedLast(k, n, verb)
		} else if _, e := p.clock(k, "at"); e == n && !p.is(j, "by", "for") {
			return p.movedLast(k, n, verb)
		}
	}
	if r, ok := p.shiftBy(j, n, sure); ok {
		return r, true
	}
	for k := j + 1; k < n; k++ { // "to" decides before the other connectors
		if e := p.opt(k, "to", "until", "till", "til"); e > k && !p.t[k].quoted && !p.is(k-1, "from") {
			if p.is(e, "be") {
				e = p.opt(e+1, "due")
			}
			if p.datedFrom(j, k) {
				if f, ok := p.bulk(j, k); !ok || f.DueFrom == "" {
					continue
				}
			}
			if r, ok := p.moved(j, k, e, n, verb, sure, k); ok {
				return r, true
			}
		}
	}
	for k := j + 1; k < n; k++ {
		if p.t[k].quoted {
			continue
		}
		e := k
		how := ""
		switch p.w(k) {
		case "to", "until", "till", "til", "for", "2", "by", "on", "at", "from", "due", "onto", "is", "in", "after", "as":
			how, e = p.w(k), k+1
			if p.is(e, "be") {
				e++
			}
			if p.is(e, "due") {
				e++
			}
			if how == "due" {
				e = p.opt(e, "on", "by", "at", "for")
			}
		case "'":
			if p.is(k+1, "til") {
				how, e = "till", k+2
			}
		}
		if how == "from" { // "move gym from monday to friday"
			if d, f := p.date(e, "on"); f > e && p.is(f, "to") {
				_ = d
				if r, ok := p.moved(j, k, f+1, n, verb, true, k); ok {
					return r, ok
				}
			}
			continue
		}
		certain := sure
		switch how {
		case "to", "until", "till", "til", "2":
			certain = certain || p.is(0, "change", "switch") && p.is(k, "to")
		case "for":
			certain = sure && verb != "move" && verb != "bring"
		case "due":
			certain = true
		case "":
			if !p.strongRef(j, k) && !(sure && !p.is(0, "move", "push", "bump", "shift", "bring", "pull", "carry", "roll", "put", "slide", "drag", "slip", "advance")) {
				continue
			}
			certain = p.strongRef(j, k) || sure
		default:
			if !p.strongRef(j, k) && !instead {
				continue
			}
			certain = certain || instead
		}
		if how == "in" {
			e = k
		}
		if r, ok := p.moved(j, k, e, n, verb, certain, k); ok {
			return r, true
		}
	}
	if sure && (verb == "snooze" || verb == "postpone" || verb == "reschedule" || verb == "defer") {
		return p.finish(Reschedule, j, n)
	}
	return p.isDue(n)
}

// datedFrom tells whether the reference ends in "from friday", the old date of "move gym from friday to monday".
func (p *parser) datedFrom(lo, k int) bool {
	for i := k - 1; i > lo; i-- {
		if p.is(i, "from") {
			_, e := p.date(i+1, "on")
			return e == k
		}
	}
	return false
}

// moved reads [lo, hi) as the reference and [from, n) as the new time, which must reach the end.
func (p *parser) moved(lo, hi, from, n int, verb string, sure bool, claimFrom int) (Reading, bool) {
	for hi-1 > lo && p.is(hi-1, "out", "back", "off", "forward", "over", "up", "ahead", "away", "again", "due", "date", "deadline", "along", "down") && !p.is(hi-1, "date") {
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
		s.DueTime = clock(d.min)
	}
	return p.about(Reschedule, ref, lo, hi, s, claim{"due_date", from, to})
}

// moreTimeFor reads "give me two more days for the essay", "I need another hour for 2".
func (p *parser) moreTimeFor(n int) (Reading, bool) {
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
