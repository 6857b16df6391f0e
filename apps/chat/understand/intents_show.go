package understand

// showFrame reads a question about one task: "when is the dentist?", "tell me about 2", "show 3".
func (p *parser) showFrame() (Reading, bool) {
	n := p.end()
	if n > 0 && p.is(n-1, "?") {
		n--
	}
	if n == 0 {
		return Reading{}, false
	}
	if q := p.ofOwner(); q != nil && p.is(0, "what's", "what", "whats", "show", "tell", "when's", "when") {
		if j := q.attributeOf(); j > 0 {
			return q.finish(Show, j, q.unasked())
		}
	}
	j := p.any(0, "what's the due date for", "what's the due date of", "what is the due date for", "what is the due date of", "what's the deadline for", "what's the deadline of", "what is the deadline for", "what is the deadline of", "whats the due date for", "whats the due date of", "what's the date of", "what's the date for", "what's the status of", "what is the status of", "what are the details of", "what are the details for", "what are the notes on", "what are the notes for", "what's the note on", "what's the priority of", "what is the priority of", "what labels does", "what tags does", "what date did i set for", "what day did i set for", "what deadline did i set for", "what time did i set for", "what date did i give", "what date have i set for", "what day did i pick for", "what date did i pick for", "which day did i set for", "what time is the", "what day is the", "what's the time of", "what date is the",
		"show me the details of", "show me the details for", "show me details of", "show me details for", "show details for", "show details of", "show details on", "give me the details of", "give me the details on", "give me details on", "details on", "details of", "details for", "more details on", "more about", "more info on", "more on", "info on", "info about", "information about", "tell me more about", "describe", "status of", "due date of", "due date for", "deadline for", "notes on")
	if j > 0 && j < n {
		if r, ok := p.isDue(p.end()); ok && r.Intent == Reschedule {
			return Reading{}, false // "due date for 5: next monday"
		}
		if p.is(0, "notes") {
			return Reading{}, false
		}
		if n-1 > j && p.is(n-1, "have", "has", "got", "carry") { // "what tags does 3 have"
			n--
		}
		return p.finishIf(Show, p.opt(j, "task"), n, !p.is(0, "notes"))
	}
	if p.is(0, "what") && p.is(1, "does", "did", "do") && n > 3 && p.is(n-1, "say", "said", "involve", "mean", "need") && p.strongRef(2, n-1) {
		return p.finish(Show, 2, n-1)
	}
	if r, ok := p.asksDone(n); ok {
		return r, true
	}
	if j = p.any(0, "tell me about", "what about", "how about", "what do you know about"); j > 0 && j < n {
		return p.finishIf(Show, j, n, p.is(0, "tell") && p.known(j, n))
	}
	if j = p.any(0, "when did i say i'd", "when did i say i would", "when did i say i'll", "when did i say i was going to", "when did i say that i'd", "when did i plan to", "when did i want to", "when did i schedule", "when did i set", "when was i going to", "when was i supposed to", "when was i meant to", "when was i planning to", "when am i going to", "when am i meant to", "when were we going to", "when did we say we'd", "when is", "when's", "when are", "when was", "when do i have to", "when do i need to", "when do i have", "when am i seeing", "when am i meeting", "when should i", "when must i", "when am i supposed to", "when do i", "when does", "when will", "whens", "by when do i have to", "by when should i", "by when do i need to", "what day is", "what day do i have to", "what time is", "what time's", "what time do i have to", "what time do i need to", "at what time is", "what time do i", "how long until", "how soon is"); j > 0 && j < n {
		hi := n
		for hi > j && p.is(hi-1, "due", "happening", "scheduled", "again", "supposed", "for", "at", "on", "planned", "start", "by", "starting") {
			hi--
		}
		if p.is(1, "day", "time") && p.is(j, "it") {
			return Reading{}, false
		}
		if hi == j || p.is(j, "it", "now", "today", "christmas", "easter", "the") && hi-j == 1 && !p.is(j, "it") || p.is(j, "you", "your", "i", "my") && p.is(j+1, "birthday") || p.is(j, "you") {
			return Reading{}, false
		}
		if p.is(j, "it") && hi-j == 1 && p.is(1, "day", "time") {
			return Reading{}, false
		}
		if _, e := p.date(j, "on"); e > j && (e >= hi || p.kind(e) != word || p.lex(e).join || p.startsClock(e) || p.lex(j).weekday == 0) || p.hasWord(n, "christmas", "thanksgiving", "ramadan", "hanukkah", "sunrise", "sunset") {
			return Reading{}, false
		}
		return p.finish(Show, j, hi)
	}
	if hi := n; p.is(0, "what's", "what", "whats") && p.is(n-1, "about") { // "what is number 2 about?"
		j := p.any(0, "what is", "what's", "whats", "what was")
		if r, ok := p.ref(j, hi-1, false); j > 0 && ok && (len(r.Numbers) > 0 || r.Text != "" && p.calledTask(j, hi-1)) {
			return p.about(Show, r, j, hi-1, Slots{})
		}
	}
	// "what's 3", "show 2", "open 4", "show me the milk task"
	if j := p.any(0, "show me", "show", "list", "give me", "see", "view", "display"); j > 0 && p.leading(j, n) {
		return Reading{}, false // "show the first 3 tasks" is a list of three
	}
	if p.is(0, "what", "what's", "whats") && p.hasWord(n, "+", "*", "times", "plus", "minus", "divided") {
		return Reading{}, false // a sum
	}
	j = p.any(0, "show me", "show", "open up", "open", "view", "display", "see", "pull up", "what's", "what is", "what was", "whats", "look at", "read me", "give me", "which is", "expand", "inspect", "which one is", "let me see", "go to")
	if j > 0 && j < n {
		r, ok := p.ref(j, n, false)
		if ok && (len(r.Numbers) > 0 || r.Last) {
			if p.is(j, "first") && j+1 == n { // "what's first?" is about what to begin with
				return Reading{}, false
			}
			if r.Last && p.is(0, "what's", "what", "whats", "give") || p.is(j, "next") || p.seq(j, "the first") > j && n-j > 3 || len(r.Numbers) > 0 && p.is(0, "what's", "what") && p.is(j, "next") || len(r.Numbers) > 3 && p.is(j, "the") {
				return Reading{}, false
			}
			return p.about(Show, r, j, n, Slots{})
		}
		if ok && p.is(n-1, "task", "todo", "item", "one") && p.is(j, "the", "my", "that") && n-j > 2 && r.Text != "" {
			q := p.ownless().part(j, n)
			if f := q.filter(0); f.leftover == "" && f.modifier == "" {
				return Reading{}, false
			}
			return p.about(Show, r, j, n, Slots{})
		}
		if ok && p.is(j, "task", "item", "todo") && n-j > 1 && p.is(0, "show", "open", "view") && !p.is(j+1, "list", "due", "tagged", "with", "in", "for", "by", "that") {
			return p.about(Show, r, j, n, Slots{})
		}
	}
	if p.ctx.Shown > 0 || p.is(0, "task", "item", "#", "number") {
		if ns := p.refNumbers(0, n); len(ns) > 0 && n <= 4 {
			return p.about(Show, Ref{Numbers: ns}, 0, n, Slots{})
		}
	}
	return Reading{}, false
}

// asksDone reads "is the report done?", "did I finish the report?", "where is the dentist task?".
func (p *parser) asksDone(n int) (Reading, bool) {
	if p.is(0, "is", "are", "was", "isn't", "aren't", "wasn't") && n > 2 {
		for k := n - 1; k > 1 && k >= n-2; k-- {
			if p.doneAt(k) == n || p.is(k, "overdue", "due", "late", "open", "pending") && k+1 == n {
				k = p.anyBack(p.anyBack(k, "as", "off"), "marked", "ticked", "checked", "listed", "already", "finally", "still", "actually")
				r, ok := p.ref(1, k, false)
				if _, all := p.bulk(1, k); all || !ok || p.is(1, "there", "anything", "it") && k > 2 || r.Text != "" && nounWords[r.Text] || p.is(1, "anything", "something", "everything", "there") {
					return Reading{}, false
				}
				return p.about(Show, r, 1, k, Slots{})
			}
		}
		return Reading{}, false
	}
	if p.is(0, "did", "have") && p.is(1, "i") && (taskVerbs[p.w(2)] || pastVerbs[p.w(2)]) && n > 3 && !p.is(2, "do", "get", "go", "make", "see", "done", "got") && !p.is(3, "anything", "something", "any", "everything", "enough", "it", "well") && !p.is(n-1, "with") {
		if r, ok := p.ref(2, n, false); ok && r.Text != "" && !p.dated(3, n) {
			return p.about(Show, r, 2, n, Slots{})
		}
	}
	if j := p.any(0, "did i finish", "did i complete", "did i already finish", "did i do", "have i finished", "have i completed", "have i done", "where is", "where's"); j > 0 && j < n {
		if p.is(0, "where", "where's") {
			return p.finishIf(Show, j, n, false)
		}
		if p.is(j, "anything", "something", "any", "everything", "enough", "well") || p.startsDate(j) {
			return Reading{}, false
		}
		if r, ok := p.ref(j, n, false); ok {
			return p.about(Show, r, j, n, Slots{})
		}
	}
	return Reading{}, false
}

// known tells whether "tell me about X" can be about a task: not about the assistant or the world at large.
func (p *parser) known(lo, hi int) bool {
	return !p.is(lo, "yourself", "you", "your", "life", "love", "history", "space", "something", "a", "an") && (hi-lo == 1 || p.is(lo, "the") && hi-lo <= 2 || p.is(lo, "my") && hi-lo <= 6 || p.strongRef(lo, hi))
}

// leading tells whether "first 3 tasks" or "top five" stands at i.
func (p *parser) leading(i, n int) bool {
	j := p.opt(i, "the", "my")
	if d, ok := p.digits(j, 3); ok && d > 1 && p.is(j+1, "tasks", "todos", "items", "things") && j+2 == n {
		return true
	}
	if !p.is(j, "first", "top", "next") {
		return false
	}
	_, c := p.firstFew(j+1, 1)
	return c > 0 && n-j <= 4
}
