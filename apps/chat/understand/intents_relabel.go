package understand

import "strings"

// relabelFrame reads a new name for a label or a project wherever it stands: "rename #work to #office", "rename label
// work to office", "rename the garage project to workshop", "merge #todo into #next".
func (p *parser) relabelFrame() (Reading, bool) {
	n := p.end()
	if !p.is(0, "rename", "merge", "change", "relabel") || n < 4 || n > 14 {
		return Reading{}, false
	}
	from, lo, which, j := p.collection(1, n)
	if from == "" || p.is(0, "change") && !p.is(1, "label", "tag", "project", "the") && which != RenameLabel {
		return Reading{}, false
	}
	k := p.any(j, "to", "into", "as", "with", "- >", "= >", "→")
	if k == j || k >= n {
		return Reading{}, false
	}
	e := p.opt(k, "the", "label", "tag", "project")
	e = p.opt(e, "label", "tag", "project")
	hi := p.opt(n-1, "label", "tag", "project")
	if hi == n && n-1 > e {
		hi = n - 1
	} else {
		hi = n
	}
	to := ""
	if _, name, f := p.sigil(e); f == hi && f > e {
		to = name
	} else if to = strings.ToLower(strings.Trim(p.raw(e, hi), `"'“”‘’ `)); to == "" || hi-e > 3 {
		return Reading{}, false
	}
	r := Reading{Intent: which, Slots: Slots{Title: to}}
	slot := "labels"
	if which == RenameProject {
		r.Slots.Project, slot = from, "project"
	} else {
		r.Slots.Labels = []string{from}
	}
	r.Spans = p.spans([]claim{{slot, lo, j}, {"title", e, hi}})
	return r, true
}

// collection reads the name of a label or a project: "#work", "label work", "the work label", "+garage", "project garage".
func (p *parser) collection(i, n int) (name string, lo int, which Intent, next int) {
	if sign, name, j := p.sigil(i); j > i {
		if sign == '+' {
			return name, i, RenameProject, j
		}
		return name, i, RenameLabel, j
	}
	the := p.opt(i, "the", "my", "all")
	if p.is(the, "label", "tag", "project") && !p.is(the+1, "of", "on", "for", "from", "to") {
		which = RenameLabel
		if p.is(the, "project") {
			which = RenameProject
		}
		j := p.opt(the+1, "called", "named", ":")
		if _, name, k := p.sigil(j); k > j {
			return name, j, which, k
		}
		k := j
		for k < n && k < j+3 && (p.kind(k) == word || p.t[k].quoted || p.is(k, "-")) && !p.is(k, "to", "into", "as", "with") {
			k++
		}
		if k > j && (k == j+1 || the > i || p.t[j].quoted) {
			return strings.ToLower(strings.Trim(p.raw(j, k), `"'“”‘’ `)), j, which, k
		}
		return "", i, "", i
	}
	for k := the + 1; k < n && k <= the+3; k++ {
		if p.is(k, "label", "tag", "project") && p.is(k+1, "to", "into", "as", "with") && p.kind(the) == word && the > i {
			which = RenameLabel
			if p.is(k, "project") {
				which = RenameProject
			}
			return strings.ToLower(p.raw(the, k)), the, which, k + 1
		}
	}
	return "", i, "", i
}
