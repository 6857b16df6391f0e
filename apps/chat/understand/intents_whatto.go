package understand

// notDoneYet reads "what haven't I done yet?".
func (p *parser) notDoneYet(n int) bool {
	j := p.any(0, "what haven't i", "what have i not", "what is not", "what's not", "what isn't", "what's still not")
	if j == 0 || !p.is(j, "done", "finished", "completed", "complete") {
		return false
	}
	return p.opt(j+1, "yet") == n
}

// whatToDo reads "what haven't I done yet?", and "what do I need to buy?", "who should I call today?": the tasks with
// that verb.
func (p *parser) whatToDo(n int) (Reading, bool) {
	if p.notDoneYet(n) {
		return p.asked(List, &filterVal{filter: Filter{Status: "open"}, stated: true}), true
	}
	j := p.any(0, "what do i need to", "what do i have to", "what should i", "what must i", "what do i still need to", "what do i still have to", "what else do i need to", "what else do i have to",
		"is there anything i have to", "is there anything i need to", "is there anything i should", "is there anything i must", "anything i have to", "anything i need to", "do i have anything to", "have i got anything to", "is there anything to",
		"who do i need to", "who do i have to", "who should i", "who must i", "who do i still need to", "who do i still have to", "whom do i need to", "whom should i")
	if j == 0 || j >= n || !taskVerbs[p.w(j)] || p.is(j, "do", "get", "make", "see", "finish", "complete", "read", "cook", "eat", "wear", "watch", "ask", "tell", "write", "study", "learn", "practice", "plan") {
		return Reading{}, false
	}
	f := filterVal{filter: Filter{Status: "open"}, stated: true}
	if k := p.opt(j+1, "for"); k < n {
		if f = p.ownless().part(j+1, n).filter(0); f.leftover != "" || !f.dated {
			return Reading{}, false
		}
		for i := range f.claims {
			f.claims[i].from += j + 1
			f.claims[i].to += j + 1
		}
	}
	f.filter.Query = p.w(j)
	f.claims = append([]claim{{"query", j, j + 1}}, f.claims...)
	return p.asked(List, &f), true
}
