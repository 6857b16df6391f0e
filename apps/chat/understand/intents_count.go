package understand

// countFrame reads "how many are overdue?", "count #work tasks", "how many things did I complete last week".
func (p *parser) countFrame() (Reading, bool) {
	n := p.end()
	j := p.any(0, "how many", "count of", "count up", "count", "number of", "the number of", "what's the number of", "what is the number of", "total number of", "tell me how many", "do you know how many", "give me a count of", "give me the number of", "what's the count of", "total")
	if j == 0 || j >= n && !p.is(0, "count") {
		return Reading{}, false
	}
	q := p.ownless()
	f := q.filter(j)
	if f.filter.Status == "" && p.hasWord(n, "did", "done", "finished", "completed") && p.is(j, "did", "tasks", "things", "have", "todos", "items") && p.hasWord(n, "did") {
		f.filter.Status = "completed"
	}
	if f.leftover != "" {
		return Reading{}, false
	}
	if p.is(0, "count", "total") && !f.noun && !f.stated && !f.all && j < n {
		return Reading{}, false
	}
	if !f.noun && !f.stated && !p.hasWord(n, "left", "have", "do", "got", "open", "remaining", "remain", "all", "everything", "there", "i") {
		return Reading{}, false
	}
	return p.asked(Count, &f), true
}

// asked builds a list or count reading from a filter.
func (p *parser) asked(i Intent, f *filterVal) Reading {
	if f.modifier != "" {
		f.filter.Labels = addLabel(f.filter.Labels, fold(f.modifier))
	}
	p.settle(f)
	r := Reading{Intent: i, Spans: p.spans(sorted(f.claims))}
	r.Slots.setFilter(f.filter)
	r.Slots.Sort, r.Slots.Limit = f.sort, f.limit
	return r
}
