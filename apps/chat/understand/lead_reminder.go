package understand

// reminderAsk reads the wish for a reminder when it is a noun or a passive: "can I get a reminder", "I'd like to be
// reminded", "I need reminding", "quick reminder", "put a reminder in". What is to be done must follow.
func (p *parser) reminderAsk(i int) int {
	if k := p.alarmAsk(i); k > i {
		return k
	}
	j := p.any(i, "can i", "could i", "may i", "can we", "could we", "might i")
	asked := j > i
	if asked {
		j = p.opt(p.opt(j, "please", "just"), "get", "have", "set", "make", "ask for")
	} else if j = p.opt(i, "i", "we", "i'd", "we'd", "i'll", "i would", "just"); j > i {
		j = p.opt(p.opt(j, "would", "will", "could", "really", "do", "also"), "really", "also")
		j = p.any(j, "like", "want", "need", "love", "appreciate", "use", "do with")
	} else {
		j = p.any(i, "need", "want", "would like", "would love", "put", "pop", "stick", "leave", "get me", "give me", "send me")
	}
	wished := j > i
	k := p.any(j, "to be reminded", "to get reminded", "being reminded", "reminding", "to be pinged", "to be nudged", "to be alerted", "to be notified", "to be told")
	if k == j || !wished {
		if k = p.reminderNoun(j); k == j || !wished && k == j+1 {
			return i
		}
		k = p.any(k, "in for me", "up for me", "for me", "in", "up", "on my list", "on the list", "please")
	}
	if p.is(k, "to", "about", "that", ":") && k+1 < len(p.t) || p.is(k, "for") && k+1 < len(p.t) && wished {
		return k
	}
	if w, ok := p.timePhrase(k); ok && p.is(p.opt(w.to, ","), "to", "about", "that", ":") {
		return k
	}
	return i
}

// reminderNoun reads "a reminder", "a quick reminder", "friendly reminder".
func (p *parser) reminderNoun(i int) int {
	j := p.opt(i, "a", "an", "another", "one", "the")
	j = p.opt(j, "quick", "gentle", "friendly", "small", "little", "polite", "short", "new", "one-off")
	if k := p.opt(j, "reminder", "alert", "nudge", "ping", "heads-up"); k > j {
		return k
	}
	return i
}
