package understand

// openWork reads other ways to say "to do" in a question: what one is supposed to be doing, what is on deck. Elsewhere the
// words are a title's: "cancel work on friday".
func (p *parser) openWork(i int) int {
	if !p.asks() && !p.is(0, "anything", "tasks", "things", "show", "list") {
		return i
	}
	if j := p.any(i, "supposed to", "meant to", "expected to"); j > i {
		return p.doingWords(j)
	}
	if p.is(i, "be", "get", "getting") && p.doingWords(i) > i+1 {
		return p.doingWords(i)
	}
	return p.any(i, "waiting for me", "waiting on me", "working on", "work on", "to work on", "to focus on", "focus on", "to tackle", "on deck", "in store", "in the pipeline", "on the cards", "on the docket", "on the horizon", "on the books", "from my side", "on my side", "from my end", "on my end", "at my end", "needs my attention", "need my attention", "my attention", "attention", "on my radar")
}

// doingWords steps over "be doing", "do", "be working on".
func (p *parser) doingWords(j int) int {
	j = p.opt(j, "be", "get", "getting")
	if e := p.any(j, "doing", "working on", "focusing on", "focused on", "done", "to do", "do", "work on"); e > j {
		return e
	}
	return j
}

// aimed tells whether the verb of completion at i is what is still to happen: "tasks to finish", "what must I get done".
// What "I managed to finish" has happened.
func (p *parser) aimed(i int) bool {
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		switch {
		case p.kind(k) == mark, p.is(k, "did", "managed", "manage", "have", "has", "had", "been", "able"):
			return false
		case p.is(k, "to", "must", "should", "can", "could", "shall", "will", "need", "needs"):
			return !p.is(k-1, "managed", "manage", "able", "supposed") && !(p.is(k, "to") && p.is(k-2, "did"))
		}
	}
	return false
}

// fillPhrase steps over groups of words that carry no condition.
func (p *parser) fillPhrase(i int) int {
	if j := p.any(i, "right now", "at the moment", "at present", "these days", "as of now", "of mine", "in total"); j > i {
		return j
	}
	if p.is(i, "first") && p.is(i-1, "what's", "is", "comes") && p.startsDate(i+1) {
		return i + 1
	}
	if p.is(i, "diary", "planner") && (p.is(i-1, "my", "our") || p.is(i-1, "the") && p.is(i-2, "in", "on")) { // "anything in the diary?"
		return i + 1
	}
	if p.is(i, "under", "beneath", "on", "from", "in", "for", "with") { // "under #health"
		if _, _, j := p.sigil(i + 1); j > i+1 {
			return i + 1
		}
	}
	return i
}
