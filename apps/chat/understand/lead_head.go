package understand

// headed reads a task under a heading that holds its day: "task for friday: submit the claim", "to do tomorrow: edge the
// lawn", "on my list for saturday: hose the patio", "remember on monday to take the bins".
func (p *parser) headed() (Reading, bool) {
	j := p.any(0, "task", "tasks", "todo", "to do", "to - do", "new task", "new todo", "reminder", "my list", "on my list", "on the list", "on my to do list", "on my to - do list", "on my todo list", "for my list", "add task", "add a task", "add", "errand", "job", "chore")
	if j > 0 && j < len(p.t) {
		k := p.opt(j, "(", "[")
		if w, ok := p.timePhrase(k); ok {
			e := w.to
			if k > j {
				e = p.opt(e, ")", "]")
			}
			if (p.w(e) == ":" || p.w(e) == "-" && !p.glued(e)) && e+1 < len(p.t) && !p.glued(e+1) && w.pieces > 0 {
				return p.joined(&w, e+1, p.is(0, "reminder"))
			}
		}
		return Reading{}, false
	}
	j = p.any(0, "remember", "don't forget", "do not forget", "make sure", "be sure", "try")
	if j == 0 || j >= len(p.t) {
		return Reading{}, false
	}
	if w, ok := p.timePhrase(j); ok && p.is(p.opt(w.to, ","), "to") {
		return p.joined(&w, p.opt(w.to, ",")+1, false)
	}
	return Reading{}, false
}

// headLead reads the headings without a day that addVerb does not: "quick add:", "save task:", "take a note:", "I need a
// task to", "add the following:", "one more task -".
func (p *parser) headLead(i int) int {
	j := p.any(i, "quick add", "quick task", "quick todo", "quick note", "take a note", "make a note", "take note", "save", "put", "add", "include", "create", "jot down", "write down", "note down", "put down", "i need", "i want", "i'd like", "i would like", "need", "another", "one more")
	if j == i {
		return i
	}
	k := j
	for n := 0; n < 3 && p.is(k, "a", "an", "one", "more", "another", "new", "this", "the", "these", "following", "as", "in"); n++ {
		k++
	}
	led := p.is(k-1, "following", "this", "these") || p.is(j-1, "add", "task", "todo", "note", "down") && k == j && p.is(i, "quick", "take", "make", "jot", "write", "note")
	if e := p.opt(k, "task", "tasks", "todo", "todos", "item", "chore", "errand"); e > k {
		led, k = true, e
	}
	if !led || k+1 >= len(p.t) {
		return i
	}
	switch {
	case p.w(k) == ":" || p.w(k) == "-" && !p.glued(k) && !p.glued(k+1):
		return k + 1
	case p.is(k, "to") && p.is(i, "i", "need") && p.kind(k+1) == word:
		return k + 1
	}
	return i
}
