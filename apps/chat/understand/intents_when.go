package understand

import "strconv"

// clearFrame reads "clear the due date on gym", "remove the date from 3", "make it undated", "unschedule 2".
func (p *parser) clearFrame() (Reading, bool) {
	n := p.end()
	done := func(lo, hi int) (Reading, bool) {
		r, ok := p.ref(lo, hi, true)
		if !ok {
			return Reading{}, false
		}
		return p.about(Reschedule, r, lo, hi, Slots{ClearDue: true})
	}
	if p.is(0, "clear", "remove", "delete", "drop", "unset", "erase", "cancel", "take", "no", "strip", "forget") {
		j := p.opt(1, "the", "its", "any")
		k := p.any(j, "due date and time", "due dates", "due date", "due time", "deadlines", "deadline", "dates", "date", "due", "schedule")
		if k > j {
			if e := p.opt(k, "from", "of", "on", "for", "off"); e > k && e < n {
				return done(e, n)
			}
			if k == n {
				return p.about(Reschedule, Ref{Last: true}, 0, n, Slots{ClearDue: true})
			}
		}
		for k := 2; k < n; k++ { // "remove gym's due date"
			if p.any(k, "due date", "deadline", "date") == n && len(p.w(k-1)) > 2 && possessive(p.w(k-1)) {
				t := &p.t[k-1]
				text := collapse(p.c.text[p.t[1].s : t.e-2])
				if p.is(1, "the", "my") && k > 2 {
					text = collapse(p.c.text[p.t[2].s : t.e-2])
				}
				return p.about(Reschedule, Ref{Text: text}, 1, k, Slots{ClearDue: true})
			}
		}
	}
	if p.is(0, "unschedule", "undate") && n > 1 {
		return done(1, n)
	}
	if p.is(0, "make", "set", "leave", "change") {
		for k := 2; k < n; k++ {
			if p.any(k, "undated", "dateless", "without a date", "without a due date", "to no date", "to no due date", "have no due date", "have no date", "no due date", "no date", "unscheduled", "someday", "to someday") == n {
				return done(1, k)
			}
		}
	}
	for k := 1; k < n; k++ {
		if p.any(k, "has no due date", "has no deadline", "has no date", "doesn't have a due date", "doesn't need a due date", "doesn't need a date", "needs no date", "isn't due anymore", "has no due date anymore", "doesn't have a deadline", "no longer has a due date", "doesn't have a date", "isn't due any time soon") == n && !p.is(0, "what", "which", "show", "everything", "list") {
			return done(0, k)
		}
	}
	return Reading{}, false
}

// rescheduleFrame reads what moves a task in time: "push the report to friday", "snooze it for an hour", "milk is due
// tomorrow", "do 3 tomorrow", "postpone dentist by 30 minutes".
func (p *parser) rescheduleFrame() (Reading, bool) {
	n := p.end()
	for n > 2 && p.is(n-1, "instead", "please", "then", "now") && !(p.is(n-1, "now") && p.is(n-2, "from")) {
		n--
	}
	j := p.any(0, "put off", "push back", "push out", "push off", "bring forward", "move forward", "move up", "move back", "put back", "hold off on", "re - schedule", "pull forward", "pull in", "change the due date of", "change the due date for", "change the date of", "change the deadline of", "change the deadline for", "change due date of", "change the time of", "set the due date of", "set the due date for", "set the due date on", "set due date of", "set due date for", "set due date on", "set the deadline of", "set the deadline for", "set the date of",
		"update the due date of", "update the due date for", "move the due date of", "move the deadline of", "move the deadline for", "change the due time of", "set the time of", "extend the deadline of", "extend the deadline for", "extend", "push the deadline of", "push the deadline for", "kick")
	verb := p.w(0)
	sure := j > 0
	if j == 0 {
		switch verb {
		case "reschedule", "resched", "postpone", "snooze", "defer", "delay", "reschedul", "rescedule", "reshedule", "posptone", "snoze":
			j, sure = 1, true
		case "move", "push", "bump", "shift", "bring", "pull", "advance", "carry", "slide", "roll", "drag", "slip":
			j, sure = 1, true
		case "set", "change", "make", "do", "schedule", "have", "switch", "start", "let's", "put":
			j = 1
		}
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
	if r, ok := p.shiftBy(j, n, sure); ok {
		return r, true
	}
	for k := j + 1; k < n; k++ { // "to" decides before the other connectors
		if e := p.opt(k, "to", "until", "till", "til"); e > k && !p.t[k].quoted && !p.is(k-1, "from") {
			if p.is(e, "be") {
				e = p.opt(e+1, "due")
			}
			if p.datedFrom(j, k) {
				continue
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
			if !p.strongRef(j, k) {
				continue
			}
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
		w = when{from: from, to: n, endDay: noDay, endMin: -1, until: noDay, date: dateVal{alt: noDay}}
		if v, e := p.clock(from, "at"); e == n {
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

// snoozed counts from now.
func (p *parser) snoozed(ref Ref, lo, hi int, a amount, from, to int) (Reading, bool) {
	d := p.fromNow(a)
	s := Slots{DueDate: d.day.String()}
	if d.instant {
		s.DueTime = clock(d.min)
	}
	return p.about(Reschedule, ref, lo, hi, s, claim{"due_date", from, to})
}

// shiftBy reads "by 3 days", "back a week", "forward by 1 day", "2 days earlier".
func (p *parser) shiftBy(j, n int, sure bool) (Reading, bool) {
	back := p.is(0, "bring", "pull", "advance") || p.any(0, "move forward", "move up", "bring forward") > 0
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
		by := false
		if f := p.opt(e, "by"); f > e {
			by, e = true, f
			e = p.opt(e, "another")
		}
		if p.is(k, "back", "out", "forward", "up", "later", "earlier", "ahead", "on") && !by {
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
		if !ok || f != tail && f != n || !by && p.is(k-1, "in", "for", "within", "after", "at", "until", "till", "to") {
			continue
		}
		hi := k
		neg := back
		for hi-1 >= j && p.is(hi-1, "forward", "back", "out", "up", "off", "ahead", "later", "earlier") && hi-1 > j || hi-1 == j && p.is(hi-1, "back", "out", "forward") {
			neg = neg || p.is(hi-1, "up", "earlier", "ahead") || p.is(hi-1, "forward") && p.is(0, "move", "bring", "pull", "shift", "slide")
			hi--
		}
		if p.is(k, "forward", "up", "ahead", "earlier") {
			neg = neg || !p.is(0, "push", "bump", "roll", "carry") || p.is(k, "earlier")
		}
		if hi <= j {
			continue
		}
		ref, ok := p.ref(j, hi, true)
		if !ok {
			return Reading{}, false
		}
		if !sure && !p.strongRef(j, hi) && !by && tail == n {
			return Reading{}, false
		}
		if p.is(0, "snooze") && !by && tail == n {
			return p.snoozed(ref, j, hi, a, e, f)
		}
		if p.is(0, "set", "make", "do", "have", "schedule", "put", "start", "let's") && !p.strongRef(j, hi) && tail == n {
			return Reading{}, false
		}
		if p.is(0, "set", "make", "do", "have", "schedule") && !by && tail == n {
			return Reading{}, false
		}
		return p.about(Reschedule, ref, j, hi, Slots{Shift: a.iso(neg)}, claim{"shift", k, n})
	}
	return Reading{}, false
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
	if a.mins > 0 {
		s += "T"
		if h := a.mins / 60; h > 0 {
			s += strconv.Itoa(h) + "H"
		}
		if m := a.mins % 60; m > 0 {
			s += strconv.Itoa(m) + "M"
		}
	}
	return s
}

// isDue reads "milk is due tomorrow", "dentist has been moved to thursday", "3 tomorrow".
func (p *parser) isDue(n int) (Reading, bool) {
	for k := 1; k < n && k < 30; k++ {
		if p.t[k].quoted {
			continue
		}
		e := p.any(k, "is now due on", "is now due", "is due on", "is due by", "is due at", "is due", "are due on", "are due", "is now on", "is now at", "has been moved to", "has been rescheduled to", "has been rescheduled for", "has been postponed to", "has been postponed until", "has been pushed to", "was moved to", "got moved to", "moved to", "is moved to", "has moved to", "is postponed to", "is postponed until", "should be due", "needs to be done by", "needs to be due", "was rescheduled to", "was pushed to", "got pushed to", "is rescheduled to", "was postponed to", "due date is", "is not due until", "isn't due until", "can wait until", "can wait till")
		if e == k || e >= n {
			continue
		}
		if p.is(0, "what", "what's", "which", "when", "anything", "everything", "show", "list", "how", "is", "are", "if", "who", "something", "whatever", "nothing") {
			return Reading{}, false
		}
		w, ok := p.readWhen(e)
		if !ok || w.to != n || w.hasRule {
			return Reading{}, false
		}
		r, ok := p.moved(0, k, e, n, "is", true, k)
		if ok && r.Slots.Ref.Text != "" {
			other := p.part(0, n).addTask(p, false)
			if other.Intent == Add {
				other.Alternative, other.Doubt = nil, ""
				r.Alternative, r.Doubt = &other, "I took this as a change to a task you have."
			}
		}
		return r, ok
	}
	for k := 1; k < n && k < 12; k++ {
		if len(p.refNumbers(0, k)) == 0 || p.ctx.Shown == 0 && !p.is(0, "#", "task", "number", "item") {
			continue
		}
		e := p.opt(k, "to", "is", "for", "by", "on")
		if w, ok := p.readWhen(e); ok && w.to == n && w.hasDate && !w.hasRule {
			return p.moved(0, k, e, n, "do", true, k)
		}
	}
	return Reading{}, false
}
