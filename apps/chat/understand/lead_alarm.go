package understand

// alarmAsk reads "set an alarm for 6am to catch the train", which is a reminder at that time. What is to be done must
// follow: an alarm that is set for nothing, or in a shed, is itself the task, and "the alarm" is one on the wall.
func (p *parser) alarmAsk(i int) int {
	j := p.any(i, "set up", "set", "create", "add", "put", "make", "schedule", "give", "i need", "i want", "i'd like", "can i have", "could i have", "can i get", "could i get")
	if j == i {
		return i
	}
	j = p.opt(p.opt(j, "me"), "an", "another")
	k := p.opt(j, "alarm")
	if k == j {
		return i
	}
	k = p.any(k, "for me", "on")
	if w, ok := p.timePhrase(k); ok && (w.hasClock || w.date.instant) && p.is(w.to, "to") && p.doing(w.to+1) {
		return k
	}
	if p.is(k, "to") && taskVerbs[p.w(k+1)] {
		return k
	}
	return i
}

// doing tells whether a verb may stand at i: a word that is no article, and no date.
func (p *parser) doing(i int) bool {
	return p.kind(i) == word && !determiners[p.w(i)] && *p.lex(i) == nothing
}
