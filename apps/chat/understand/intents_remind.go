package understand

// remindFrame reads reminders on a task that exists: "remind me 30 minutes before", "no reminders for gym".
func (p *parser) remindFrame() (Reading, bool) {
	n := p.end()
	// clear
	j := p.any(0, "no reminders", "no reminder", "remove all reminders", "remove the reminders", "remove the reminder", "remove reminders", "remove reminder", "remove any reminders", "delete the reminders", "delete the reminder", "delete reminders", "delete reminder", "clear the reminders", "clear the reminder", "clear reminders", "clear all reminders", "cancel the reminders", "cancel the reminder", "cancel reminders", "cancel reminder", "cancel all reminders",
		"turn off reminders", "turn off the reminder", "turn off the reminders", "turn off reminder", "disable reminders", "disable the reminder", "stop reminding me", "don't remind me", "dont remind me", "do not remind me", "mute", "silence", "delete all reminders", "turn off notifications", "unset the reminder", "switch off reminders", "switch off the reminder", "no more reminders", "drop the reminder", "stop reminders")
	if j == 0 {
		j = p.noRings(0)
	}
	if k := p.any(1, "the reminder for", "the reminder on", "reminders for", "the reminders for", "the reminders on", "reminders on", "the alert for", "notifications for", "the alarm for"); j == 0 && k > 1 && p.is(0, "turn", "switch") && p.is(n-1, "off") && k < n-1 { // "turn the reminder for 3 off"
		return p.finish(Remind, k, n-1)
	}
	if j > 0 {
		k := p.opt(j, "from", "on", "for", "about", "of", "to")
		if r, ok := p.allRings(j, n); ok {
			return r, true
		}
		if k < n && (k > j || p.is(0, "mute", "silence")) {
			if p.is(0, "mute", "silence") && !p.strongRef(k, n) {
				return Reading{}, false
			}
			return p.finish(Remind, k, n)
		}
		if j == n {
			return p.about(Remind, Ref{Last: true}, 0, n, Slots{})
		}
	}
	j = p.remindVerb(0)
	if j == 0 {
		j = p.any(0, "set a reminder", "set reminder", "set the reminder", "add a reminder", "add reminder", "put a reminder", "set an alert", "alert me", "notify me", "ping me", "warn me", "nudge me", "create a reminder", "i want a reminder", "i need a reminder", "i'd like a reminder", "get me a reminder", "give me a reminder", "reminder")
		if j == 0 {
			return Reading{}, false
		}
	}
	if j >= n {
		return Reading{}, false
	}
	// "remind me 30 minutes before [X]"
	if p.seq(j, "later") == n {
		return p.rescheduleFrame()
	}
	k := p.opt(p.opt(j, "again"), "for")
	if bs, e := p.bellList(k); e == n && e > k && !bs[0].back && p.remindVerb(0) > 0 { // "remind me tomorrow"
		return p.reminded(bs, Ref{Last: true}, j, j, k, e)
	}
	if bs, e := p.bellList(k); e > k && bs[0].back {
		if e == n {
			return p.reminded(bs, Ref{Last: true}, j, j, k, e)
		}
		e2 := p.opt(e, "about", "of", "for", "on")
		if e2 < n && !p.is(e2, "to", "that") && (e2 > e || p.is(e-1, "before", "prior", "to", "it") && bs[0].back) {
			if p.is(e-1, "it") && e2 == e {
				return Reading{}, false
			}
			if p.dated(e2, n) && !p.strongRef(e2, n) {
				return p.addRung(bs, e2), true
			}
			if r, ok := p.ref(e2, n, true); ok {
				return p.reminded(bs, r, e2, n, k, e)
			}
		}
		return Reading{}, false
	}
	if bs, e := p.bellList(k); e > k { // "remind me at 8am about 2"
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
		bs, f := p.bellList(p.opt(e, ":"))
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
		if !bs[0].back && r.Text != "" && !p.calledTask(k, e) || !bs[0].back && r.Texts != nil {
			return Reading{}, false
		}
		return p.reminded(bs, r, k, e, e, n)
	}
	return Reading{}, false
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

// noRings reads "turn off the alert", "drop all notifications", "stop the pings".
func (p *parser) noRings(i int) int {
	j := p.any(i, "turn off", "switch off", "remove", "delete", "cancel", "clear", "disable", "stop", "drop", "unset", "kill", "no more", "no")
	if j == i {
		return i
	}
	j = p.opt(j, "the", "all", "any", "my", "its")
	j = p.opt(j, "of")
	j = p.opt(j, "the", "my")
	k := p.opt(j, "alert", "alerts", "alarm", "alarms", "notification", "notifications", "ping", "pings", "reminder", "reminders", "nudge", "nudges", "nag", "nagging")
	if k == j || k < len(p.t) && !p.is(k, "from", "on", "for", "about", "of", "to") && k != p.end() {
		return i
	}
	return k
}

// allRings reads "clear all my reminders" and "all my reminders for today", whose nouns end before j: the rings of every
// task, not the tasks.
func (p *parser) allRings(j, n int) (Reading, bool) {
	if !p.is(j-2, "my") && !(p.is(j-2, "the") && p.is(j-3, "all", "of")) || !p.hasWord(j, "all") || p.strongRef(p.opt(j, "for", "on", "from"), n) {
		return Reading{}, false
	}
	f := p.ownless().part(j, n).filter(0)
	if f.leftover != "" || j < n && !f.stated {
		return Reading{}, false
	}
	p.settle(&f)
	return p.about(Remind, Ref{Filter: &f.filter}, 0, n, Slots{})
}
