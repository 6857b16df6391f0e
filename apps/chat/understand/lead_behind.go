package understand

// addsBack finds an order to add what was just said: "call the school, add that please", "bleach - put it on my list".
// It gives where "add" stands, and what follows "add that".
func (p *parser) addsBack() (at, next int) {
	n := min(len(p.t), maxCommand)
	for i := 2; i+1 < n; i++ {
		if !p.is(i, "add", "put", "note", "save", "log") || !p.is(i+1, "that", "it", "this", "them") || p.t[i].quoted {
			continue
		}
		k := i - 1
		if p.is(k, "please", "so", "and") {
			k--
		}
		if k > 0 && (p.is(k, ",", ";", ".", "-", "!") || p.is(i-1, "so", "and")) && p.onlyPlace(p.opt(i+2, "down")) {
			return i, p.opt(i+2, "down")
		}
	}
	return 0, 0
}

// onlyPlace tells whether nothing but a list, a time or a courtesy stands from i on.
func (p *parser) onlyPlace(i int) bool {
	q := p.part(i, len(p.t))
	i = 0
	for range 4 {
		if i = q.any(i, tails...); i < q.end() && q.is(i, "please", "pls", "thanks", "too") {
			i++
		}
		if i >= q.end() {
			return true
		}
		w, ok := q.timePhrase(i)
		if !ok {
			return false
		}
		i = w.to
	}
	return false
}

// addBehind reads a task that is followed by the order to add it.
func (p *parser) addBehind() (Reading, bool) {
	at, next := p.addsBack()
	if at == 0 {
		return Reading{}, false
	}
	end := at
	for end > 0 && (p.is(end-1, "please", "so", "and") || p.kind(end-1) == mark && !p.t[end-1].quoted) {
		end--
	}
	r := p.part(0, end).addTask(p, false)
	if r.Intent != Add {
		return r, false
	}
	for i := next; i < len(p.t) && r.Slots.DueDate == ""; i++ {
		if w, ok := p.timePhrase(i); ok {
			u := p.work(&w)
			u.fill(&r.Slots)
			r.Spans = append(r.Spans, p.spans(w.claims)...)
			break
		}
	}
	return r, true
}
