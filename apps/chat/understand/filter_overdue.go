package understand

// overdue reads the ways to say that a day has gone by: "past its due date", "should've been done by now", "slipped",
// "running late with", "the deadlines I missed", "what did I forget to do".
func (p *parser) overdue(i int) int {
	if j := p.any(i, "overdue", "past due", "past deadline", "that are late", "late", "behind schedule", "behind on", "behind with", "behind", "missed", "miss", "not done on time", "running late with", "running late on", "running late", "fell behind", "fallen behind", "slipped through the cracks", "slipped past", "slipped by", "slipped", "lagging"); j > i {
		return j
	}
	if j := p.any(i, "over due", "over - due"); j > i && !p.startsDate(j) {
		return j
	}
	if j := p.pastDate(i); j > i {
		return j
	}
	if j := p.shouldHave(i); j > i {
		return j
	}
	if p.is(i, "blown", "blew", "busted", "overrun", "passed", "overshot") && p.hasWord(len(p.t), "deadline", "deadlines") {
		return i + 1
	}
	if p.is(i, "forget", "forgot", "forgotten") && p.questionWord(0) || p.is(i, "forget", "forgotten") && p.is(0, "did", "have", "anything") {
		return p.opt(p.opt(i+1, "to", "about"), "do", "finish", "complete")
	}
	return i
}

// pastDate reads "gone past its due date", "is past the deadline".
func (p *parser) pastDate(i int) int {
	j := p.opt(i, "gone", "went", "going", "already", "now")
	k := p.opt(j, "past", "beyond", "over")
	if k == j {
		return i
	}
	k = p.opt(k, "its", "it's", "their", "the", "my", "our")
	e := p.any(k, "due dates", "due date", "deadlines", "deadline", "date", "dates", "due")
	if e == k || p.is(j, "over") && p.is(e-1, "due") {
		return i
	}
	return e
}

// shouldHave reads "should've been done by now", "was supposed to be finished already": what ought to be and is not.
func (p *parser) shouldHave(i int) int {
	j := p.any(i, "should've", "should have", "ought to have", "was supposed to", "were supposed to", "supposed to have", "was meant to", "were meant to", "should already", "should")
	if j == i {
		return i
	}
	plain := p.is(j-1, "should")
	j = p.opt(j, "i", "we")
	j = p.opt(j, "have")
	j = p.opt(j, "already")
	plain = plain && !p.is(j-1, "have", "already")
	j = p.opt(j, "have")
	k := p.opt(p.opt(j, "been", "be"), "already")
	e := p.opt(k, "done", "finished", "completed", "complete", "closed", "over", "do", "finish")
	if e == k {
		return i
	}
	now := p.any(e, "by now", "already", "by today", "before now", "earlier", "ages ago", "long ago", "a while ago")
	if plain && now == e {
		return i
	}
	return now
}
