package understand

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
	rid := p.any(0, "get rid of", "do away with", "take off", "take away", "clear", "remove", "delete", "drop", "unset", "erase", "cancel", "take", "no", "strip", "forget", "wipe", "scrap", "ditch")
	if rid > 0 {
		j := p.opt(rid, "the", "its", "any")
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
	for k := 1; k < n; k++ {
		if p.strongRef(0, k) && p.any(k, "without a date", "without a due date", "without date", "with no date", "with no due date", "no date", "undated") == n {
			return done(0, k)
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
		hi := n
		for hi > k && p.is(hi-1, "anymore", "now", "any", "longer", "more", "at", "all", "either") {
			hi--
		}
		if e := p.any(k, "no longer has a", "no longer has any", "no longer needs a", "no longer have a", "has no", "have no", "needs no", "need no", "doesn't have a", "doesn't have any", "doesn't need a", "doesn't need any", "don't have a", "don't need a", "should have no", "shouldn't have a", "lost its"); e > k && p.any(e, "due date", "due time", "deadline", "date", "fixed date", "set date") == hi && !p.is(0, "what", "which", "show", "everything", "list", "tasks", "anything", "if", "who", "all") {
			return done(0, k)
		}
		if p.any(k, "has no due date", "has no deadline", "has no date", "doesn't have a due date", "doesn't need a due date", "doesn't need a date", "needs no date", "isn't due anymore", "has no due date anymore", "doesn't have a deadline", "no longer has a due date", "doesn't have a date", "isn't due any time soon") == n && !p.is(0, "what", "which", "show", "everything", "list") {
			return done(0, k)
		}
	}
	return Reading{}, false
}
