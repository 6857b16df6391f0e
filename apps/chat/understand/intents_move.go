package understand

import "strings"

// moveFrame reads "put 3 in the work project", "move report to project Q3 Planning", "move it to +home".
func (p *parser) moveFrame() (Reading, bool) {
	n := p.end()
	for k := 1; k < n-1 && k < 12; k++ { // "3 belongs to +work"
		e := p.any(k, "belongs to", "belongs in", "belongs under", "goes in", "goes into", "goes to", "goes under", "should be in", "should go in", "is part of", "are part of", "belong to", "belong in")
		if e == k || p.t[k].quoted {
			continue
		}
		return p.belongs(0, k, e, n)
	}
	if j := p.any(0, "change the project of", "set the project of", "change project of", "set project of", "change the project for", "set the project for", "set project for", "change the project on"); j > 0 {
		for k := j + 1; k < n-1; k++ {
			if p.is(k, "to", "as") {
				if ref, ok := p.ref(j, k, true); ok {
					e := k + 1
					name := p.raw(e, n)
					if s, v, f := p.sigil(e); f == n && s == '+' {
						name = v
					}
					return p.about(Move, ref, j, k, Slots{Project: strings.ToLower(strings.Trim(name, `"' `))}, claim{"project", e, n})
				}
			}
		}
	}
	if p.is(0, "make") {
		for k := 2; k < n-3; k++ {
			if p.seq(k, "part of") == k+2 && p.strongRef(1, k) {
				if r, ok := p.belongs(1, k, k+2, n); ok {
					return r, true
				}
			}
		}
		return Reading{}, false
	}
	if !p.is(0, "move", "put", "file", "transfer", "assign", "add", "send", "place", "shift", "stick", "set", "switch", "reassign", "relocate", "refile", "take") {
		return Reading{}, false
	}
	if r, ok := p.moveBulk(n); ok {
		return r, true
	}
	for k := 2; k < n; k++ {
		if p.t[k].quoted || !p.is(k, "to", "in", "into", "under", "inside", "onto") {
			continue
		}
		e := p.opt(k+1, "the", "my", "our")
		name, from, to := "", e, n
		hi, out := p.movedFrom(1, k)
		if s, v, f := p.sigil(e); f > e && s == '+' && p.opt(f, "project", "list") == n {
			name, to = v, f
		} else if p.is(e, "project") && e+1 < n {
			from = p.opt(e+1, ":", "called", "named")
			name = p.raw(from, n)
		} else if p.is(n-1, "project", "folder", "category") && n-1 > e {
			to = n - 1
			name = p.raw(e, to)
		} else if p.is(n-1, "list") && n-1 > e && !p.is(e, "todo", "to", "task", "list") && !p.is(0, "add", "put") {
			to = n - 1
			name = p.raw(e, to)
		} else if out && n-e <= 2 && e == k+1 && !p.dated(e, n) { // "out of work and into health"
			name = p.raw(e, n)
		} else if p.is(0, "switch", "take") && !p.strongRef(1, hi) {
			continue
		} else if ns := p.refNumbers(1, hi); (len(ns) > 0 || p.pronoun(1, hi)) && p.is(0, "move", "file", "transfer", "relocate", "refile") && n-e <= 3 && p.kind(e) == word && !p.is(e, "top", "bottom", "the", "up", "down", "first", "last", "trash") {
			if w, ok := p.readWhen(e); ok && w.to >= n {
				return Reading{}, false
			}
			name = p.raw(e, n)
		}
		if name == "" || p.doneAt(from) == n && !p.is(e, "project") {
			continue
		}
		if p.is(0, "add", "set") && !(len(p.refNumbers(1, k)) > 0 || p.pronoun(1, k) || p.calledTask(1, k) || p.is(1, "the", "my") && k <= 4 && !p.dated(1, k)) {
			return Reading{}, false
		}
		if p.is(0, "put", "send") && !p.is(e, "project") && !p.is(n-1, "project") && len(p.refNumbers(1, k)) == 0 && !p.pronoun(1, k) && p.w(e) != "+" {
			return Reading{}, false
		}
		ref, ok := p.ref(1, hi, true)
		if !ok {
			return Reading{}, false
		}
		name = strings.ToLower(strings.Trim(name, `"'“”‘’ `))
		return p.about(Move, ref, 1, hi, Slots{Project: name}, claim{"project", from, to})
	}
	return Reading{}, false
}

// belongs moves the task in [lo, k) into the project named in [e, n): "project kitchen", "the kitchen project", "+kitchen".
func (p *parser) belongs(lo, k, e, n int) (Reading, bool) {
	e = p.opt(e, "the", "my", "project")
	name, to := "", n
	if s, v, f := p.sigil(e); f == n && s == '+' {
		name = v
	} else if p.is(n-1, "project") && n-1 > e {
		name, to = p.raw(e, n-1), n-1
	} else if p.is(e-1, "project") {
		name = p.raw(e, n)
	}
	if name == "" {
		return Reading{}, false
	}
	ref, ok := p.ref(lo, k, true)
	if !ok {
		return Reading{}, false
	}
	return p.about(Move, ref, lo, k, Slots{Project: strings.ToLower(strings.Trim(name, `"' `))}, claim{"project", e, to})
}
