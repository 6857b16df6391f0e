package understand

// isDue reads "milk is due tomorrow", "dentist has been moved to thursday", "3 tomorrow".
func (p *parser) isDue(n int) (Reading, bool) {
	for k := 1; k < n && k < 30; k++ {
		if p.t[k].quoted {
			continue
		}
		e := p.any(k, "is now due on", "is now due", "is due on", "is due by", "is due at", "is due", "are due on", "are due", "is now on", "is now at", "has been moved to", "has been rescheduled to", "has been rescheduled for", "has been postponed to", "has been postponed until", "has been pushed to", "was moved to", "got moved to", "moved to", "is moved to", "has moved to", "is postponed to", "is postponed until", "should be due", "needs to be done by", "needs to be due", "was rescheduled to", "was pushed to", "got pushed to", "is rescheduled to", "was postponed to", "due date is", "is not due until", "isn't due until", "can wait until", "can wait till")
		if f := p.hasToMove(k); f > k {
			e = f
		}
		if e == k || e >= n {
			continue
		}
		if f, ok := p.bulk(0, k); ok && p.is(k, "should", "needs", "has", "must", "can") {
			if w, ok := p.readWhen(e); ok && w.to == n && !w.hasRule && (f.DueFrom != "" || f.Status != "" || len(f.Labels) > 0) {
				return p.moved(0, k, e, n, "is", true, k)
			}
		}
		if p.is(0, "what", "what's", "which", "when", "anything", "everything", "show", "list", "how", "is", "are", "if", "who", "something", "whatever", "nothing") || p.hasWord(k, "if", "whether", "what", "what's", "which", "anything", "nothing") {
			return Reading{}, false
		}
		w, ok := p.readWhen(e)
		if !ok || w.to != n || w.hasRule {
			return Reading{}, false
		}
		r, ok := p.moved(0, k, e, n, "is", true, k)
		if ok && r.Slots.Ref.Text != "" {
			other := p.part(0, n).addTask(p, false)
			if other.Intent == Add {
				other.Alternative, other.Doubt = nil, ""
				r.Alternative, r.Doubt = &other, "I took this as a change to a task you have."
			}
		}
		return r, ok
	}
	if r, ok := p.arrow(n); ok {
		return r, true
	}
	if j := p.any(0, "the due date for", "the due date of", "due date for", "due date of", "due date on", "the deadline for", "the deadline of", "deadline for", "deadline of", "new date for", "new due date for", "new deadline for", "due for", "date for"); j > 0 {
		for k := j + 1; k < n-1; k++ {
			if e := p.opt(k, ":", "is", "=", "to", "should", "-"); e > k {
				if r, ok := p.moved(j, k, p.opt(e, "be", "now", "on"), n, "is", true, k); ok {
					return r, true
				}
			}
		}
	}
	for k := 1; k < n && k < 12; k++ {
		if p.is(k, "is", "are") && p.is(k+1, "for", "on") && len(p.refNumbers(0, k)) > 0 { // "3 is for tomorrow"
			if w, ok := p.readWhen(k + 2); ok && w.to == n && w.hasDate && !w.hasRule {
				return p.moved(0, k, k+2, n, "do", true, k)
			}
		}
		if len(p.refNumbers(0, k)) == 0 || p.ctx.Shown == 0 && !p.is(0, "#", "task", "number", "item") && !p.is(k, "to") {
			continue
		}
		e := p.opt(k, "to", "is", "for", "by", "on")
		if w, ok := p.readWhen(e); ok && w.to == n && w.hasDate && !w.hasRule {
			return p.moved(0, k, e, n, "do", true, k)
		}
	}
	return Reading{}, false
}

// arrow reads "gym -> thursday".
func (p *parser) arrow(n int) (Reading, bool) {
	for k := 1; k < n-1 && k < 20; k++ {
		e := k
		switch {
		case p.is(k, "-", "=") && p.w(k+1) == ">":
			e = k + 2
			for p.is(k-1, "-", "=") && k > 1 {
				k--
			}
		case p.is(k, "→"), p.kind(k) == symbol && p.t[k].n == "→":
			e = k + 1
		default:
			continue
		}
		return p.moved(0, k, e, n, "move", true, k)
	}
	return Reading{}, false
}

// hasToMove reads "needs to move to", "should be pushed to", "will slip to".
func (p *parser) hasToMove(i int) int {
	j := p.any(i, "needs to", "need to", "has to", "have to", "should", "must", "can", "will", "is going to", "is")
	if j == i {
		return i
	}
	k := p.any(j, "be moved", "be pushed", "be rescheduled", "be postponed", "be done", "move", "moving", "shift", "slip", "slipping", "go", "happen", "wait")
	if k == j {
		return i
	}
	k = p.opt(k, "back")
	e := p.any(k, "to", "until", "till", "til", "by", "on")
	if e == k || p.is(k, "to") && p.is(k-1, "go", "happen", "done") || p.is(k, "by", "on") && !p.is(k-1, "done", "happen") {
		return i
	}
	return e
}
