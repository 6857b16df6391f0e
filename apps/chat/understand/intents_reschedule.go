package understand

// rescheduleFrame reads what moves a task in time: "push the report to friday", "snooze it for an hour", "milk is due
// tomorrow", "do 3 tomorrow", "postpone dentist by 30 minutes".
func (p *parser) rescheduleFrame() (Reading, bool) {
	n := p.end()
	instead, now := p.is(n-1, "instead"), p.is(n-1, "now")
	for k := 1; k < n-1 && k < 12; k++ { // "the meeting is now at 11"
		if e := p.any(k, "is now at", "is now on", "is now due", "is now for", "is now"); e > k && e < n && p.is(0, "the", "my", "our") {
			if r, ok := p.moved(0, k, e, n, "is", true, k); ok {
				return r, true
			}
		}
	}
	if now && n > 4 {
		for k := 1; k < n-2; k++ {
			if e := p.any(k, "is at", "is on", "'s at", "'s on"); e > k {
				if r, ok := p.moved(0, k, e, n-1, "is", true, k); ok {
					return r, true
				}
			}
		}
	}
	if r, ok := p.insteadFrame(); ok {
		return r, true
	}
	if r, ok := p.ratherThen(); ok {
		return r, true
	}
	if k := p.insteadAt(); k > 2 { // "make the dentist at 3pm instead of 2pm"
		n, instead = k, true
	}
	for n > 2 && p.is(n-1, "instead", "please", "then", "now") && !(p.is(n-1, "now") && p.is(n-2, "from")) {
		n--
	}
	if r, ok := p.moreTimeFor(n); ok {
		return r, true
	}
	if q, ok := p.part(0, n).ofDue(n); ok {
		if r, ok := q.rescheduleFrame(); ok && (r.Slots.DueDate != "" || r.Slots.DueTime != "" || r.Slots.Shift != "") {
			return r, true
		}
	}
	if p.is(0, "give", "set") { // "give the report a due date of friday"
		for k := 2; k < n-1; k++ {
			if e := p.any(k, "a due date of", "a due date on", "a due date", "a deadline of", "a deadline on", "a deadline", "a new due date of", "a new due date", "a new deadline of", "the due date", "the deadline", "due date"); e > k && e < n {
				if r, ok := p.moved(1, k, p.opt(e, ":", "to", "for"), n, "move", true, k); ok {
					return r, true
				}
			}
		}
	}
	if r, ok := p.addedTime(n); ok {
		return r, true
	}
	if p.is(0, "shift") && p.startsDate(1) && p.is(2, "from") {
		return Reading{}, false // "shift friday from 23:00 to 07:00" is work
	}
	if p.is(0, "put", "push", "hold") {
		for k := 2; k < n-1; k++ { // "put milk off until friday"
			if p.is(k, "off") && p.is(k+1, "until", "till", "til", "to") {
				return p.moved(1, k, k+2, n, "postpone", true, k)
			}
			if a, e, ok := p.amount(k + 2); ok && e == n && a.calendar() && p.is(k, "off") && p.is(k+1, "for") { // lights are off for an hour
				if ref, ok := p.ref(1, k, true); ok {
					return p.snoozed(ref, 1, k, a, k+2, n)
				}
			}
		}
	}
	j := p.any(0, "put off", "push back", "push out", "push off", "bring forward", "move forward", "move up", "move back", "put back", "hold off on", "hold off", "re - schedule", "pull forward", "pull in", "new due date for", "new deadline for", "new date for", "new time for", "extend", "kick", "punt", "nudge", "knock", "flip")
	verb := p.w(0)
	sure := j > 0
	if k := p.any(0, "i will do", "i'll do", "i'm doing", "i am doing", "i want to do", "i'll handle", "i will handle", "i'll get to", "i'll finish", "i will finish", "i'll complete", "i'll tackle", "i'll take care of", "i'll deal with", "i'll work on", "i'll start", "we'll finish", "going to do", "i'm going to do", "i'm going to finish", "i'm gonna do", "i'm gonna finish", "gonna do", "let me do", "let's do", "lets do", "we'll do"); k > 0 && k < n {
		for e := k + 1; e < n; e++ {
			if p.strongRef(k, e) {
				if r, ok := p.moved(k, e, p.opt(e, "on", "by", "at"), n, "do", true, e); ok {
					return r, true
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
			j, sure = p.opt(1, "over", "along"), true
		case "schedule":
			if n > 1 && !p.t[1].quoted {
				j = 1
			}
		case "set", "change", "make", "do", "have", "switch", "start", "let's", "put", "hold", "leave", "save", "keep":
			j = 1
		}
	}
	if n == 1 && p.is(0, "snooze") || p.seq(0, "remind me later") == n {
		return p.about(Reschedule, Ref{Last: true}, 0, n, Slots{})
	}
	if j == 0 || j >= n {
		return p.isDue(n)
	}
	if p.is(0, "extend", "kick", "punt", "nudge", "knock", "flip") && j == 1 {
		sure = false
	}
	if verb == "let's" {
		j = p.opt(j, "do", "move", "reschedule")
	}
	if k := p.opt(j, "for", "by"); sure && (verb == "snooze" || j > 1 || p.is(0, "postpone", "delay", "defer", "push", "bump", "prepone", "extend", "advance") || p.is(j, "by")) { // "snooze 15 minutes"
		if a, e, ok := p.amount(k); ok && e == n && (verb == "snooze" || p.is(j, "for")) {
			return p.snoozed(Ref{Last: true}, j, j, a, k, n)
		} else if ok && e == n { // "postpone by 3 days" counts from when it is due
			return p.about(Reschedule, Ref{Last: true}, j, j, Slots{Shift: a.iso(p.earlier())}, claim{"shift", k, n})
		}
	}
	if w, ok := p.readWhen(j); ok && verb == "snooze" && w.to == n && w.hasDate && w.endMin < 0 && !w.hasRule && !w.hasDuration { // "snooze tomorrow morning"
		return p.movedLast(j, n, verb)
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
			if r, ok := p.moved(j, k, e, n, verb, sure || p.is(0, "kick", "punt", "nudge", "knock", "flip") && p.is(k, "to"), k); ok {
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
		case ":":
			if j > 1 && sure {
				how, e = "to", k+1
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
			certain = certain || p.is(0, "change", "switch", "kick", "punt", "nudge", "knock", "flip") && p.is(k, "to") || p.is(0, "set") && p.startsDate(e) || p.particle(k-1, "back", "off", "forward", "out")
		case "for":
			certain = sure && verb != "move" && verb != "bring"
		case "due":
			certain = true
		case "":
			if !p.strongRef(j, k) && !(sure && !p.is(0, "move", "push", "bump", "shift", "bring", "pull", "carry", "roll", "put", "hold", "slide", "drag", "slip", "advance")) {
				continue
			}
			certain = p.strongRef(j, k) || sure
		default:
			if _, f, ok := p.amount(e); ok && sure && how == "by" && p.is(f, "from") { // "by 2 weeks from today"
				break
			}
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
