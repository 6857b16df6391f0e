package understand

// prioritizeFrame reads "set milk to high priority", "make 2 urgent", "taxes is low priority", "remove priority from 3".
func (p *parser) prioritizeFrame() (Reading, bool) {
	n := p.end()
	if n < 2 {
		return Reading{}, false
	}
	// clear
	if j := p.any(0, "remove the priority", "remove priority", "clear the priority", "clear priority", "unset priority", "unset the priority", "drop the priority", "reset the priority", "reset priority", "delete the priority", "delete priority", "take the priority", "no priority", "take priority", "remove any priority"); j > 0 {
		k := p.opt(j, "from", "of", "on", "for", "off")
		if k > j && k < n {
			return p.finish(Prioritize, k, n)
		}
		if j == n {
			return p.about(Prioritize, Ref{Last: true}, 0, n, Slots{})
		}
	}
	if p.is(0, "remove", "clear", "take", "drop", "unset", "reset") { // "remove 3's priority", "clear the high priority flag from 3"
		for k := 1; k < n; k++ {
			if p.is(k, "priority", "flag", "prio") && p.is(k+1, "from", "of", "on", "off") && k+2 < n && k <= 4 {
				return p.finish(Prioritize, k+2, n)
			}
		}
	}
	if p.is(0, "prioritize", "prioritise") && !p.dated(1, n) {
		return p.setPriority(1, n, 2, 0, 1)
	}
	if j := p.any(0, "lower the priority of", "decrease the priority of", "reduce the priority of", "lower priority of", "drop the priority of"); j > 0 && j < n {
		return p.setPriority(j, n, 4, 0, j)
	}
	if j := p.any(0, "raise the priority of", "increase the priority of", "bump the priority of", "up the priority of", "raise priority of", "bump up the priority of"); j > 0 && j < n && !p.hasWord(n, "to") {
		return p.setPriority(j, n, 2, 0, j)
	}
	if p.is(0, "deprioritize", "deprioritise") {
		return p.setPriority(1, n, 4, 0, 1)
	}
	// "set the priority of X to high", "set priority high for X"
	if p.is(0, "set", "change", "make", "raise", "lower", "give", "update", "bump", "increase", "drop", "put") {
		j := p.opt(1, "the")
		if p.is(j, "priority") {
			if k := p.opt(j+1, "of", "for", "on"); k > j+1 {
				for e := k + 1; e < n; e++ {
					if p.is(e, "to", "as", "at", "=") || p.w(e) == ":" {
						if lv, f := p.level(e + 1); f == n {
							return p.setPriority(k, e, lv, e, f)
						}
					}
				}
			}
			k := p.opt(j+1, "to")
			if lv, e := p.level(k); e > k && p.is(e, "for", "on", "of") && e+1 < n {
				return p.setPriority(e+1, n, lv, k, e)
			}
		}
		if lv, e := p.anyLevel(j); e > j && p.is(e, "for", "on") && e+1 < n && p.is(0, "set") {
			return p.setPriority(e+1, n, lv, j, e)
		}
	}
	if p.is(0, "set", "make", "flag", "mark", "change", "bump", "raise", "lower", "put", "give", "move", "drop", "turn", "update", "increase", "push", "upgrade", "downgrade", "demote", "promote") {
		for k := 2; k < n; k++ {
			e := p.opt(k, "as", "to", "at", "a", "with", "is", "on", "into")
			e = p.opt(e, "be", "a", "an", "priority")
			if lv, f := p.anyLevel(e); f == n && f > e {
				switch {
				case p.is(k, "less", "more") && k+1 == e:
					continue
				case p.is(k-1, "less") && k > 2:
					return p.setPriority(1, k-1, 4, k-1, n)
				case p.is(k-1, "more") && k > 2:
					return p.setPriority(1, k-1, min(lv, 2), k-1, n)
				}
				return p.setPriority(1, k, lv, k, n)
			}
			if p.is(k, "priority", "prio") {
				if lv, f := p.level(p.opt(k+1, "to", "as", "at", "is")); f == n && lv > 0 {
					return p.setPriority(1, k, lv, k, n)
				}
			}
			if p.is(k, "to", "as", "priority", "with") {
				if p.seq(k, "to no priority") == n || p.seq(k, "no priority") == n {
					return p.finish(Prioritize, 1, k)
				}
			}
			if p.is(k, "no") && p.is(k+1, "priority") && k+2 == n {
				return p.finish(Prioritize, 1, k)
			}
		}
	}
	// "taxes is low priority", "1 and 3 are p2"
	for k := 1; k < n-1 && k < 20; k++ {
		if !p.is(k, "is", "are", "should", "has", "have", "gets", "=") || p.t[k].quoted {
			continue
		}
		e := p.opt(k+1, "now", "be", "have", "also", "really", "very", "not")
		if p.is(e-1, "not") {
			continue
		}
		if lv, f := p.anyLevel(e); f == n && f > e && !p.is(0, "what", "which", "who", "if", "how", "why", "is") {
			return p.setPriority(0, k, lv, e, f)
		}
		if p.seq(e, "no longer urgent") == n || p.seq(e, "no longer important") == n || p.seq(e, "no longer high priority") == n {
			return p.finish(Prioritize, 0, k)
		}
	}
	// "3 p1", "p1 for 3"
	if lv, e := p.anyLevel(0); e > 0 && p.is(e, "for", "on") && e+1 < n {
		if ns := p.refNumbers(e+1, n); len(ns) > 0 || p.pronoun(e+1, n) {
			return p.setPriority(e+1, n, lv, 0, e)
		}
	}
	for k := 1; k < n; k++ {
		if len(p.refNumbers(0, k)) == 0 && !p.pronoun(0, k) {
			continue
		}
		if lv, f := p.anyLevel(k); f == n {
			return p.setPriority(0, k, lv, k, f)
		}
	}
	return Reading{}, false
}

func (p *parser) setPriority(lo, hi, level, from, to int) (Reading, bool) {
	r, ok := p.ref(lo, hi, true)
	if !ok {
		return Reading{}, false
	}
	return p.about(Prioritize, r, lo, hi, Slots{Priority: level}, claim{"priority", from, to})
}

// level reads a priority where one is expected: "high", "p1", "2".
func (p *parser) level(i int) (int, int) {
	if lv, j := p.anyLevel(i); j > i {
		return lv, j
	}
	if n, ok := priorityWords[p.w(i)]; ok && p.w(i) != "top" {
		return n, i + 1
	}
	return 0, i
}

// anyLevel reads a priority by sign or word, and the bare adjectives that are only priorities.
func (p *parser) anyLevel(i int) (int, int) {
	if lv, j := p.sigilPriority(i); j > i {
		return lv, j
	}
	if lv, j := p.wordPriority(i); j > i {
		return lv, j
	}
	if p.is(i, "urgent", "critical") {
		return 1, i + 1
	}
	if p.is(i, "important") {
		return 2, i + 1
	}
	return 0, i
}

// remindFrame reads reminders on a task that exists: "remind me 30 minutes before", "no reminders for gym".
func (p *parser) remindFrame() (Reading, bool) {
	n := p.end()
	// clear
	j := p.any(0, "no reminders", "no reminder", "remove all reminders", "remove the reminders", "remove the reminder", "remove reminders", "remove reminder", "remove any reminders", "delete the reminders", "delete the reminder", "delete reminders", "delete reminder", "clear the reminders", "clear the reminder", "clear reminders", "clear all reminders", "cancel the reminders", "cancel the reminder", "cancel reminders", "cancel reminder", "cancel all reminders",
		"turn off reminders", "turn off the reminder", "turn off the reminders", "turn off reminder", "disable reminders", "disable the reminder", "stop reminding me", "don't remind me", "dont remind me", "do not remind me", "mute", "silence", "delete all reminders", "turn off notifications", "unset the reminder", "switch off reminders", "switch off the reminder", "no more reminders", "drop the reminder", "stop reminders")
	if j > 0 {
		k := p.opt(j, "from", "on", "for", "about", "of", "to")
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
		j = p.any(0, "set a reminder", "set reminder", "set the reminder", "add a reminder", "add reminder", "put a reminder", "set an alert", "alert me", "notify me", "ping me", "warn me", "nudge me", "create a reminder", "reminder")
		if j == 0 {
			return Reading{}, false
		}
	}
	if j >= n {
		return Reading{}, false
	}
	// "remind me 30 minutes before [X]"
	k := p.opt(j, "for")
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
			if r, ok := p.ref(e2, n, true); ok {
				return p.reminded(bs, r, e2, n, k, e)
			}
		}
		return Reading{}, false
	}
	// "remind me about X an hour before", "remind me about 3 tomorrow at 8am", "set a reminder for 2 at 5pm"
	k = p.opt(j, "about", "of", "for", "on", "to")
	if p.is(j, "to") {
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
		bs, f := p.bellList(e)
		if f != n || f == e {
			continue
		}
		r, ok := p.ref(k, e, true)
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

// repeatFrame reads "make gym repeat every monday", "repeat 2 daily", "make it weekly", "stop repeating trash".
func (p *parser) repeatFrame() (Reading, bool) {
	n := p.end()
	if j := p.any(0, "stop repeating", "stop recurring", "don't repeat", "dont repeat", "do not repeat", "no longer repeat", "unrepeat", "remove the recurrence from", "remove the recurrence of", "remove recurrence from", "remove the repeat from", "remove the repeat on", "remove repeat from", "remove the repetition from", "cancel the recurrence of", "cancel the recurrence on", "cancel the recurrence for", "clear the recurrence of", "clear the recurrence on", "clear the recurrence from",
		"cancel the repeat of", "cancel the repeat on", "stop the recurrence of", "stop the recurrence on", "stop the repeat of", "stop the repeat on", "remove the schedule from", "end the recurrence of", "clear recurrence of", "clear recurrence from", "clear recurrence on", "cancel recurrence of", "cancel recurrence for", "no recurrence for", "turn off repeat for", "turn off recurrence for", "turn off repeating for", "delete the recurrence of", "delete the recurrence from", "remove recurrence of", "remove the recurring from", "no more repeating"); j > 0 && j < n {
		return p.finish(Repeat, j, n)
	}
	if p.is(0, "stop") && p.is(n-1, "repeating", "recurring") && n > 2 {
		return p.finish(Repeat, 1, n-1)
	}
	if p.is(0, "make", "set", "turn") {
		for k := 2; k < n; k++ {
			if p.any(k, "not repeat", "not recurring", "non - recurring", "nonrecurring", "non - repeating", "a one - off", "a one off", "one - off", "a one time task", "a one - time task", "one - time", "not repeating", "no longer repeat", "stop repeating", "a single task", "one time only", "to not repeat", "to one time", "to never repeat", "never repeat", "happen only once", "happen once", "into a one - off") == n {
				return p.finish(Repeat, 1, k)
			}
		}
	}
	for k := 1; k < n && k < 20; k++ {
		if p.any(k, "should stop repeating", "should not repeat", "shouldn't repeat", "doesn't repeat anymore", "no longer repeats", "doesn't repeat", "should no longer repeat", "doesn't need to repeat", "isn't recurring anymore", "is no longer recurring", "is not recurring anymore", "doesn't recur anymore", "isn't recurring", "is a one - off", "shouldn't recur", "should not recur") == n {
			return p.finish(Repeat, 0, k)
		}
	}
	lo, need := 0, false
	switch p.w(0) {
	case "repeat", "recur":
		lo, need = 1, true
	case "make", "set", "have", "change", "turn", "switch", "let":
		lo = 1
	default:
		if !p.startsRef(0, n) && !p.hasWord(n, "repeat", "repeats", "recur", "recurs") {
			return Reading{}, false
		}
	}
	for k := lo + 1; k < n; k++ {
		e := p.opt(k, "should", "to", "into", "now")
		e = p.opt(e, "be", "now", "a")
		f := p.opt(e, "repeat", "recur", "repeats", "recurs", "repeating", "recurring", "happen", "happens")
		said := f > e || need
		f = p.opt(f, "on", "to")
		if p.is(f-1, "on") && !p.lex(f).plural {
			f--
		}
		w, ok := p.readWhen(f)
		if !ok || !w.hasRule || w.to != n {
			continue
		}
		if !said && (!p.strongRef(lo, k) || lo == 0) {
			return Reading{}, false
		}
		ref, ok := p.ref(lo, k, true)
		if !ok {
			return Reading{}, false
		}
		u := p.work(&w)
		if u.rule == nil {
			return Reading{}, false
		}
		s := Slots{RRule: u.rule.String(), FromCompletion: u.rule.fromCompletion}
		if _, timed := w.time(); timed || w.hasStart || w.hasDate {
			u.fill(&s)
		}
		return p.about(Repeat, ref, lo, k, s, claim{"rrule", f, n})
	}
	return Reading{}, false
}

// hasWord tells whether one of ws stands among the first n tokens.
func (p *parser) hasWord(n int, ws ...string) bool {
	for i := range min(n, 200) {
		if p.is(i, ws...) {
			return true
		}
	}
	return false
}
