package understand

import "strings"

// moveBulk reads tasks described by a condition and the project they go to: "move all my work tasks to +office", "move
// everything in the inbox project to work". What is only "everything" may be boxes, so there the project must be called one.
func (p *parser) moveBulk(n int) (Reading, bool) {
	if !p.is(0, "move", "transfer", "shift", "send", "put", "file") {
		return Reading{}, false
	}
	for k := n - 1; k > 2; k-- {
		if p.t[k].quoted || !p.is(k, "to", "into", "onto", "under") {
			continue
		}
		f, ok := p.bulk(1, k)
		if !ok || f.Project == "" && len(f.Labels) == 0 && !p.hasWord(k, "tasks", "todos", "items", "ones") {
			return Reading{}, false
		}
		e := p.opt(p.opt(k+1, "the", "my", "our"), "project")
		name, to := "", p.opt(n-1, "project", "list", "folder")
		if to == n && e < n-1 {
			to = n - 1
		} else {
			to = n
		}
		if sign, v, j := p.sigil(e); j == to && sign == '+' {
			name = v
		} else if p.dated(e, n) || p.hasWord(n, "except", "but", "excluding") || n-e > 3 || p.kind(e) != word || p.doneAt(e) == n || p.is(e, "top", "bottom", "trash", "first", "last", "up", "bin") {
			return Reading{}, false
		} else if _, j := p.anyLevel(e); j == n {
			return Reading{}, false
		} else {
			name = p.raw(e, to)
		}
		return p.about(Move, Ref{Filter: &f}, 1, k, Slots{Project: strings.ToLower(strings.Trim(name, `"' `))}, claim{"project", e, to})
	}
	return Reading{}, false
}
