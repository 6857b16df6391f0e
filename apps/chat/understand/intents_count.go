package understand

// countFrame reads "how many are overdue?", "count #work tasks", "how many things did I complete last week".
func (p *parser) countFrame() (Reading, bool) {
	n := p.end()
	j := p.countLead()
	if j == 0 {
		return p.countLast()
	}
	j = p.opt(p.opt(j, "more", "other"), "of")
	if j >= n && !p.is(0, "count") {
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

// countLead steps over the words that ask for a number: "how many", "no. of", "what's the total of".
func (p *parser) countLead() int {
	j := p.any(0, "tell me", "do you know", "give me", "what's", "what is", "whats", "get me", "show me", "i want to know", "and")
	k := p.opt(j, "the", "a", "my")
	if !p.is(k+1, "of", "for") {
		k = p.opt(k, "total", "overall", "exact", "current")
	}
	if e := p.any(k, "number of", "no . of", "no of", "nr of", "num of", "# of", "count of", "count for", "total of", "total for", "total number of", "tally of", "amount of"); e > k {
		return e
	}
	if e := p.any(j, "how many"); e > j {
		return e
	}
	if e := p.any(j, "how much"); e > j && (p.any(e, "have i got", "do i have", "do i still have", "have i still got", "do we have", "is left", "is there", "is on") > e || p.any(e, "work do i have", "work have i got", "stuff do i have", "work is left") > e) {
		return e
	}
	if j == 0 {
		return p.any(0, "count up", "count", "total number of", "total")
	}
	return 0
}

// countLast reads the number asked for at the end: "task count", "what's my overdue count?".
func (p *parser) countLast() (Reading, bool) {
	n := p.end()
	if p.is(n-1, "?") {
		n--
	}
	n = p.anyBack(n, "please")
	if n < 2 || n > 8 || !p.is(n-1, "count", "total", "tally") {
		return Reading{}, false
	}
	j := p.any(0, "what's", "what is", "whats", "give me", "show me", "tell me", "get me")
	q := p.ownless().part(0, n-1)
	f := q.filter(j)
	if f.leftover != "" || f.modifier != "" || !f.noun && !f.stated {
		return Reading{}, false
	}
	return q.asked(Count, &f), true
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
