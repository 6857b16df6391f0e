package understand

// ruledReminder reads the noun with how often before it: "daily reminder to exercise at 8", "set a weekly reminder for
// the bins".
func (p *parser) ruledReminder() (Reading, bool) {
	i := 0
	if p.is(0, "set", "create", "add", "make", "give", "send") {
		if i = p.any(1, "me a", "me an", "up a", "up an", "a", "an", "me"); p.is(0, "give", "send") && !p.is(1, "me") {
			return Reading{}, false // "send a daily reminder to the team" is work
		}
	}
	w, ok := p.timePhrase(i)
	if !ok || !w.hasRule {
		return Reading{}, false
	}
	k := p.opt(w.to, "reminder", "reminders", "alarm", "alert")
	e := p.opt(k, "to", "for", "about", "that", "of", ":")
	if k == w.to || e == k || p.is(k, "to") && p.is(e, "the", "my", "our", "all", "everyone", "everybody") {
		return Reading{}, false
	}
	return p.joined(&w, e, true)
}

// remindInside reads a lead behind another: "note to self: remind me tomorrow to ask the landlord", "I need to add eggs to
// my shopping list".
func (p *parser) remindInside(j int) (Reading, bool) {
	q := p.part(j, len(p.t))
	if j > 0 && q.remindVerb(0) > 0 {
		return q.remindAdd()
	}
	return q.placedAdd()
}

// ringVerb reads the other ways to ask for a ring: "ping me", "nudge me", "give me a nudge".
func (p *parser) ringVerb(i int) int {
	j := p.any(i, "ping me", "alert me", "notify me", "nudge me", "buzz me", "poke me", "prod me", "warn me", "nag me", "bug me", "pester me", "give me a nudge", "give me a shout", "give me a heads up", "give me a reminder", "send me a reminder", "i need a reminder", "i want a reminder", "i'd like a reminder", "i would like a reminder", "i could use a reminder",
		"i need to be reminded", "i want to be reminded", "i'd like to be reminded", "i would like to be reminded", "i should be reminded", "be reminded", "let me know", "shout at me", "beep me", "wake me", "wake me up")
	if j > i && p.is(j-1, "reminder") && !p.endsTime(j) && !p.is(j, "that") {
		return i // "I need a reminder app"
	}
	return j
}
