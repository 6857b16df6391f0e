package understand

// subtaskFrame reads a task that becomes a part of another: "add eggs as a subtask of groceries", "add subtask eggs to
// groceries", "add a subtask to 2: eggs", "add eggs under groceries".
func (p *parser) subtaskFrame() (Reading, bool) {
	n := p.end()
	if r, ok := p.nestFrame(n); ok {
		return r, true
	}
	lead := p.any(0, "add", "create", "make", "put", "new", "insert")
	lead = p.opt(lead, "a", "another", "the", "new")
	if k := p.subtaskNoun(lead); k > lead {
		return p.subtaskOf(k, n)
	}
	if !p.is(0, "add", "create", "put", "make", "insert", "break", "split") || n > maxCommand {
		return Reading{}, false
	}
	for k := 2; k < n-1; k++ {
		if p.t[k].quoted {
			continue
		}
		if e := p.opt(k, "as"); e > k { // "as a subtask of groceries"
			e = p.opt(e, "a", "an", "another", "the")
			if f := p.subtaskNoun(e); f > e {
				if g := p.opt(f, "of", "to", "under", "for", "in", "on"); g > f && g < n {
					return p.partOf(1, k, g, n, false)
				}
			}
		}
		if p.is(k, "under", "beneath", "below", "inside") && p.is(0, "add", "put") {
			e := k + 1
			sure := p.strongRef(e, n)
			if !sure && (!p.is(0, "add") || determiners[p.w(e)] || n-e > 3 || p.kind(e) != word || p.dated(e, n) || p.is(e, "project", "label") || p.is(n-1, "project", "list", "folder", "label", "tag")) {
				continue
			}
			return p.partOf(1, k, e, n, !sure)
		}
	}
	return Reading{}, false
}

func (p *parser) subtaskNoun(i int) int {
	return p.any(i, "subtask", "subtasks", "sub task", "sub - task", "sub - tasks", "sub tasks", "sub item", "sub - item", "child task", "child tasks")
}

// subtaskOf reads what follows "subtask": "eggs to groceries", "to groceries: eggs", "for 2: eggs".
func (p *parser) subtaskOf(i, n int) (Reading, bool) {
	i = p.opt(i, ":", "called", "named")
	if j := p.opt(i, "to", "for", "under", "of", "on", "in"); j > i {
		for k := j + 1; k < n-1; k++ {
			if p.w(k) == ":" || p.w(k) == "-" && !p.glued(k) || p.w(k) == "," {
				return p.partOf(k+1, n, j, k, false)
			}
		}
		return Reading{}, false
	}
	for k := n - 2; k > i; k-- { // the last connector: "call the bank to move house" has none but the last
		if p.is(k, "to", "under", "of", "for", "on") && !p.t[k].quoted {
			return p.partOf(i, k, k+1, n, false)
		}
	}
	return Reading{}, false
}

// partOf reads tokens [lo, hi) as the task and [from, to) as what it belongs to.
func (p *parser) partOf(lo, hi, from, to int, guess bool) (Reading, bool) {
	ref, ok := p.ref(from, to, false)
	if !ok || !p.part(lo, hi).meaningful() {
		return Reading{}, false
	}
	q := p.part(lo, hi)
	r := q.addTask(q, false)
	if r.Intent != Add {
		return Reading{}, false
	}
	r.Under = &ref
	if guess {
		j, _ := p.addLead(0)
		other := p.part(j, len(p.t)).addTask(p, false)
		if other.Alternative, other.Doubt = nil, ""; other.Intent == Add {
			r.Alternative, r.Doubt = &other, "I took what stands behind “under” for a task of yours."
		}
	}
	return r, true
}

// nestFrame reads "make 3 a subtask of 2", "put 3 under 2", "move eggs under groceries".
func (p *parser) nestFrame(n int) (Reading, bool) {
	if !p.is(0, "make", "put", "move", "turn", "nest", "set") || n > maxCommand {
		return Reading{}, false
	}
	for k := 2; k < n-1; k++ {
		if p.t[k].quoted {
			continue
		}
		e := p.opt(k, "into", "to", "as", "be")
		e = p.opt(e, "a", "an", "the")
		if f := p.subtaskNoun(e); f > e {
			e = p.opt(f, "of", "to", "under", "for", "in", "on")
			if e == f {
				return Reading{}, false
			}
		} else if e = p.opt(k, "under", "beneath", "below", "inside"); e == k || !p.is(0, "nest") && !(p.strongRef(1, k) && !p.is(n-1, "project", "list", "folder", "label", "tag") && !p.is(e, "project") && p.w(e) != "+") {
			continue
		}
		if p.is(e, "the") && p.is(e+1, "sink", "bed", "table", "sofa", "couch", "rug", "desk", "tree", "stairs", "project") || e >= n {
			return Reading{}, false
		}
		ref, ok := p.ref(1, k, true)
		under, ok2 := p.ref(e, n, false)
		if !ok || !ok2 {
			return Reading{}, false
		}
		r, ok := p.about(Nest, ref, 1, k, Slots{})
		r.Under = &under
		return r, ok
	}
	return Reading{}, false
}
