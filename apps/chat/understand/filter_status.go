package understand

func (p *parser) filterStatus(f *filterVal, i int) int {
	set := func(s string, j int) int {
		if f.filter.Status == "" || s == "all" || s == "overdue" {
			f.filter.Status = s
		}
		return j
	}
	if j := p.anyStatus(i); j > i {
		return set("all", p.opt(j, "ones", "tasks"))
	}
	if j := p.any(i, "except completed", "except the completed", "except done", "except for completed", "excluding completed", "excluding done", "but not completed", "but not done", "not including completed", "without completed", "without the completed", "that aren't done", "that are not done", "that aren't completed", "that i haven't done", "that i haven't finished"); j > i {
		return set("open", p.opt(j, "ones", "tasks"))
	}
	if j := p.overdue(i); j > i {
		return set("overdue", j)
	}
	if j := p.any(i, "to be done", "to be completed", "to be finished", "to get done", "need doing", "needs doing", "not done", "not completed", "not complete", "not yet done", "not finished", "still open", "yet to do", "open", "pending", "unfinished", "outstanding", "incomplete", "undone", "uncompleted", "active", "remaining"); j > i {
		return set("open", j)
	}
	if j := p.notDone(i); j > i {
		return set("open", j)
	}
	if j := p.any(i, "completed", "done", "finished", "checked off", "ticked off", "crossed off", "closed", "accomplished", "accomplish", "achieved", "achieve", "get done", "got done", "finish", "complete"); j > i {
		if p.is(i, "complete", "finish", "achieve", "accomplish") && !p.is(0, "what", "which", "how", "what's", "count", "number", "did", "have") && !p.aimed(i) {
			return i
		}
		if p.aimed(i) {
			return set("open", j)
		}
		return set("completed", j)
	}
	if j := p.didDo(i); j > i {
		return set("completed", j)
	}
	return i
}

func (p *parser) startsDate(i int) bool {
	_, j := p.date(i, "on")
	return j > i
}

func (p *parser) filterLimit(f *filterVal, i int) int {
	if k := p.filterCount(f, i); k > i {
		return k
	}
	j := p.opt(i, "the", "my")
	if c, e := p.times(j); e > j && c > 1 && p.is(e, "most") && p.is(e+1, "urgent", "important", "pressing", "critical") { // "the five most urgent ones"
		f.limit, f.sort, f.noun = c, "priority", true
		return p.opt(e+2, "ones", "tasks", "things", "todos", "items")
	}
	if d, ok := p.digits(i, 3); ok && d > 1 && p.is(i+1, "tasks", "todos", "items", "things") && !p.is(i-1, "task", "next", "last", "past", "#", "-") {
		f.limit = d
		return i + 1
	}
	if p.is(j, "last", "latest", "newest", "recent") { // "the last 3 completed tasks"
		c, e := p.times(j + 1)
		if e == j+1 || c < 2 || p.lex(e).unit != noUnit || !p.is(e, "tasks", "todos", "items", "things", "completed", "finished", "done", "closed") {
			return i
		}
		f.limit = c
		return e
	}
	if !p.is(j, "next", "first", "top") {
		return i
	}
	j++
	j = p.opt(j, "most")
	n, k := 0, j
	if d, ok := p.digits(j, 4); ok {
		n, k = d, j+1
	} else {
		n, k = p.numberWord(j)
	}
	if k == j && (p.is(j, "task", "todo", "item", "thing", "one", "job", "chore") || p.is(j-1, "first") && j >= len(p.t)) {
		n = 1
	} else if k == j || n == 0 {
		return i
	}
	if p.lex(k).unit != noUnit {
		return i
	}
	f.limit = n
	return k
}
