package understand

// filterCount reads how many tasks are asked for where conditions stand between the number and its noun: "5 overdue
// tasks", "the ten most recent completed tasks", "up to 5 tasks", "a maximum of 6".
func (p *parser) filterCount(f *filterVal, i int) int {
	if j := p.any(i, "up to", "at most", "no more than", "not more than", "a maximum of", "maximum of", "maximum", "max", "a max of", "just", "only"); j > i {
		if n, k := p.times(j); k > j && n > 1 && p.taskNoun(k) > k {
			f.limit = n
			return k
		}
		return i
	}
	if p.is(i, "limit") {
		j := p.opt(p.opt(i+1, "the", "my"), "list", "results", "tasks", "it", "this")
		if n, k := p.times(p.opt(j, "to")); k > j && p.opt(j, "to") > j && n > 0 {
			f.limit, f.noun = n, true
			return k
		}
		return i
	}
	j := p.opt(i, "the", "my")
	if e := p.opt(j, "earliest", "soonest", "top"); e > j {
		n, k := p.times(e)
		switch {
		case k == e || n < 2:
		case p.is(e-1, "top") && p.is(k, "priorities"):
			f.limit, f.sort, f.noun = n, "priority", true
			return k + 1
		case !p.is(e-1, "top") && p.taskNoun(k) > k:
			f.limit, f.sort = n, "due"
			return k
		}
		return i
	}
	n, k := p.times(j)
	if k == j || n < 2 || p.glued(j) || p.is(j, "both", "twice", "thrice") || p.is(k, "most") && !p.is(k+1, "recent") || p.is(j-1, "task", "tasks", "next", "last", "past", "priority", "#", "-") {
		return i
	}
	if p.is(k, "oldest", "earliest", "soonest", "nearest") && p.taskNoun(k+1) > k+1 {
		f.limit, f.sort = n, "due"
		return k + 1
	}
	if p.taskNoun(k) == k {
		return i
	}
	f.limit = n
	if e := p.opt(p.opt(k, "most"), "recent", "recently"); e > k+1 {
		return e
	}
	return k
}

// taskNoun steps over the conditions before "tasks" and over the noun itself: "overdue tasks", "most recent completed
// ones"; i itself when no noun follows.
func (p *parser) taskNoun(i int) int {
	for j := i; j < len(p.t) && j < i+6; {
		var probe filterVal
		switch {
		case p.is(j, "tasks", "todos", "items", "things", "ones", "reminders", "jobs", "chores"):
			return j + 1
		case p.is(j, "most", "recent", "recently", "latest", "newest", "oldest", "upcoming", "current", "of", "my", "the"):
			j++
			continue
		}
		e := max(p.filterStatus(&probe, j), p.filterFlag(&probe, j), p.filterPriority(&probe, j))
		if e == j {
			return i
		}
		j = e
	}
	return i
}
