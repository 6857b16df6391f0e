package understand

// laterDelete reads "delete old photos tomorrow" as something to do tomorrow; the other reading deletes now.
func (p *parser) laterDelete(del Reading) Reading {
	r := p.addTask(p, false)
	if r.Intent != Add {
		return del
	}
	r.Alternative, r.Doubt = &del, "I took this as a task for that day, not as a task to delete."
	return r
}

// deleteFrame reads "delete milk", "get rid of the gym task", "clear completed tasks", "trash that one".
func (p *parser) deleteFrame() (Reading, bool) {
	n := p.end()
	j := p.any(0, "get rid of", "do away with", "throw away", "throw out", "forget about", "i don't need to do", "take off")
	if j > 0 {
		if p.is(0, "get", "do") && !p.dated(j, n) {
			return p.finish(Delete, j, n)
		}
		return p.finishIf(Delete, j, n, p.is(0, "forget"))
	}
	if j := p.any(0, "i don't need to do", "i don't have to do", "i don't need", "i don't have", "i no longer have", "no longer have", "we no longer need", "i no longer need to do", "i no longer need", "don't need", "no longer need", "we don't need", "i won't need", "i don't want"); j > 0 && j < n {
		hi := n
		for hi > j && p.is(hi-1, "anymore", "now", "longer", "any", "more", "no", "after", "all") {
			hi--
		}
		gone := hi < n || p.is(1, "no") || p.is(0, "no")
		if p.is(j, "to") && gone && taskVerbs[p.w(j+1)] && j+2 < hi { // "no longer need to buy paint"
			return p.finish(Delete, j+1, hi)
		}
		if hi > j && !p.is(j, "to", "help", "your", "you", "any") && !p.is(j-1, "have") {
			return p.finishIf(Delete, j, hi, gone)
		}
	}
	if p.is(0, "cancel") && (p.is(1, "the", "my") && n == 3 || p.is(n-1, "task", "reminder", "todo")) && p.kind(2) == word && !p.dated(1, n) && !nounWords[p.w(2)] {
		if del, ok := p.finish(Delete, 1, n); ok && del.Slots.Ref.Text != "" {
			other := p.addTask(p, false)
			other.Alternative, other.Doubt = nil, ""
			del.Alternative, del.Doubt = &other, "I took this as a task that is off, not as something to do."
			return del, true
		}
	}
	if k := p.any(0, "i want", "i'd like", "i would like"); k > 0 && p.is(n-1, "gone", "deleted", "removed") && p.strongRef(k, n-1) { // "I want 3 gone"
		return p.finish(Delete, k, n-1)
	}
	if p.is(0, "throw", "toss", "chuck") && p.is(n-1, "away", "out") && n > 2 {
		return p.finishIf(Delete, 1, n-1, false)
	}
	if p.is(0, "take") && n > 2 {
		if k := p.takenOff(n); k > 1 && k < n {
			return p.finish(Delete, 1, k)
		}
		if p.is(n-1, "off") {
			return p.finishIf(Delete, 1, n-1, false)
		}
	}
	for k := 1; k < n; k++ { // "1 is no longer needed", "2 can go"
		e := p.any(k, "is no longer needed", "are no longer needed", "isn't needed anymore", "isn't needed", "is not needed anymore", "is not needed", "aren't needed", "are not needed", "is not necessary anymore", "is no longer necessary", "isn't necessary anymore", "is obsolete", "is not needed any more", "isn't relevant anymore", "is no longer relevant", "no longer applies", "can be deleted", "can be removed", "should be deleted", "should be removed", "needs to be deleted", "is off", "was cancelled", "is cancelled", "got cancelled", "has been cancelled", "is canceled", "got canceled")
		if e == k {
			e = p.any(k, "can go", "must go", "has to go", "should go", "may go")
			if e == n && !p.strongRef(0, k) {
				break
			}
		}
		if e == n && e > k && !p.is(0, "what", "which", "if", "who", "how", "i", "we") {
			return p.finish(Delete, 0, k)
		}
	}
	if n < 2 || p.is(1, ":") && p.is(0, "clear", "drop") {
		return Reading{}, false
	}
	if p.is(0, "clear", "empty", "wipe", "purge", "delete", "nuke", "reset") {
		j := p.opt(1, "out")
		j = p.opt(j, "my", "the", "whole")
		j = p.opt(j, "whole", "entire")
		if e := p.any(j, "todo list", "to do list", "to - do list", "task list", "list", "tasks", "todos"); e == n && e > j && j > 1 {
			return p.about(Delete, Ref{Filter: &Filter{Status: "all"}}, 1, n, Slots{})
		}
	}
	if p.is(0, "clear", "purge", "wipe", "empty", "delete", "remove", "flush") { // "clear done"
		k := p.opt(p.opt(1, "out", "up"), "the", "my", "all")
		if f := p.ownless().part(k, n).filter(0); n-k <= 3 && f.stated && f.leftover == "" && f.limit == 0 && f.modifier == "" && !f.dated && (f.filter.Status == "completed" || f.filter.Status == "overdue") {
			return p.about(Delete, Ref{Filter: &Filter{Status: f.filter.Status}}, 1, n, Slots{})
		}
	}
	switch p.w(0) {
	case "delete", "erase", "del", "rm", "discard", "destroy", "delet", "delte", "deelte", "dlete", "deleted":
		if r, ok := p.finish(Delete, p.opt(1, ":"), n); ok && (r.Slots.Ref.Text != "" || r.Slots.Ref.Texts != nil) && !p.calledTask(1, n) && !p.is(1, "the", "my", "that", "this") && p.dated(1, n) {
			return p.laterDelete(r), true
		} else if ok {
			return r, true
		}
	case "remove", "scrap", "remvoe", "remov", "ditch":
		if p.dated(1, n) {
			return p.finishIf(Delete, 1, n, false)
		}
		return p.finish(Delete, 1, n)
	case "drop", "scratch", "axe", "ax", "nix":
		if r, ok := p.droppedTask(n); ok {
			return r, true
		}
		return p.finishIf(Delete, p.opt(1, "out", "off"), n, false)
	case "trash", "wipe", "clear", "bin", "cancel", "dump", "kill", "purge", "toss", "empty", "nuke", "archive", "clean", "zap", "lose", "forget", "yeet", "deleting", "removing":
		j := p.opt(1, "out", "off", "up", "away")
		return p.finishIf(Delete, j, n, false)
	}
	return Reading{}, false
}
