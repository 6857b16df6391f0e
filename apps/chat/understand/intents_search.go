package understand

// searching tells whether the message looks for tasks by words.
func (p *parser) searching() bool {
	return p.is(0, "search", "find", "grep", "look") && !(p.is(0, "look") && !p.is(1, "for", "up")) && !p.searchesElsewhere()
}

// searchesElsewhere tells whether the search is itself the work: "look up the bus times", "search the loft for the tent".
func (p *parser) searchesElsewhere() bool {
	if p.hasWord(len(p.t), "task", "tasks", "todo", "todos", "list", "lists", "reminders", "notes") {
		return false
	}
	if p.is(0, "look") && p.is(1, "up") {
		return !p.is(2, "all", "everything", "anything", "#", "@", "+") && len(p.t) > 3 && !p.t[2].quoted
	}
	return p.is(0, "search") && p.is(1, "the", "my", "our", "his", "her", "their") && p.hasWord(len(p.t), "for")
}

// search reads "search taxes", `search for "tax return"`, "find tasks about the car".
func (p *parser) search(n int) (Reading, bool) {
	j := p.any(0, "search for", "search my tasks for", "search tasks for", "search my list for", "search my todos for", "search", "find me", "find", "grep", "look for", "look up")
	if p.is(0, "find", "look") && (p.is(j, "a", "an", "out", "some", "someone", "new", "good", "better", "time", "into", "my") && !p.is(j+1, "tasks", "todos", "todo", "task", "list") || p.dated(j, n) && !p.is(j, "all", "everything", "tasks", "my", "anything")) {
		return Reading{}, false
	}
	if j = p.theWord(j); j >= n {
		return Reading{}, false
	}
	q := p.ownless().part(0, n)
	f := q.filter(j)
	if f.filter.Query == "" && f.leftover == "" && !f.stated && !f.noun {
		f.filter.Query = p.refText(j, n)
	}
	if f.filter.Query == "" && f.leftover != "" && !f.stated && !f.noun {
		f.filter.Query = p.refText(j, n)
	} else if f.filter.Query == "" {
		f.filter.Query = f.leftover
	}
	if p.t[j].quoted && p.t[n-1].quoted {
		f = filterVal{filter: Filter{Query: unquote(p.raw(j, n))}}
	}
	return p.asked(List, &f), true
}
