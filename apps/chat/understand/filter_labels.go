package understand

import (
	"slices"
	"strings"
)

func (p *parser) filterPriority(f *filterVal, i int) int {
	j := p.opt(i, "with", "of")
	j = p.opt(j, "a")
	n, k := p.sigilPriority(j)
	if k == j && p.is(j, "p1", "p2", "p3", "p4") && p.is(j+1, "-") && p.is(j+2, "p1", "p2", "p3", "p4") {
		n, k = priorityWords[p.w(j)], j+1
	}
	if p.is(j, "p1s", "p2s", "p3s", "p4s") {
		n, k = int(p.w(j)[1]-'0'), j+1
		f.noun = true
	}
	if k == j {
		if n, k = p.wordPriority(i); k == i {
			if p.is(j, "urgent", "critical") {
				n, k = 1, j+1
				k = p.opt(k, "priority")
			} else if p.is(j, "important") {
				n, k = 2, j+1
			} else if m, ok := priorityWords[p.w(j)]; ok && p.kind(j) == word && p.is(j+1, "and", "or", ",", "&", "/") {
				if m2, e := p.anyLevel(j + 2); e > j+2 && m2 > 0 {
					n, k = m, j+1
				} else {
					return i
				}
			} else {
				return i
			}
		}
	}
	f.filter.Priorities = addInt(f.filter.Priorities, n)
	if e := p.priorityRange(f, n, k); e > k {
		return e
	}
	if e := p.any(k, "and higher", "or higher", "and above", "or above", "and up", "or up", "or more", "or better"); e > k && n > 0 {
		for v := n - 1; v >= 1; v-- {
			f.filter.Priorities = addInt(f.filter.Priorities, v)
		}
		slices.Sort(f.filter.Priorities)
		return e
	}
	if e := p.any(k, "and lower", "or lower", "and below", "or below", "or less", "and under"); e > k && n > 0 {
		for v := n + 1; v <= 4; v++ {
			f.filter.Priorities = addInt(f.filter.Priorities, v)
		}
		return e
	}
	if e := p.separator(k); e > k {
		var probe filterVal
		if p.filterPriority(&probe, e) > e {
			return e
		}
		if m, ok := priorityWords[p.w(e)]; ok && p.kind(e) == word && nounWords[p.w(e+1)] { // "urgent or high tasks"
			f.filter.Priorities = addInt(f.filter.Priorities, m)
			return e + 1
		}
	}
	return k
}

func addInt(ns []int, n int) []int {
	for _, m := range ns {
		if m == n {
			return ns
		}
	}
	if len(ns) >= 8 {
		return ns
	}
	return append(ns, n)
}

func (p *parser) filterLabel(f *filterVal, i int) int {
	if sign, name, j := p.sigil(i); j > i && sign != '+' {
		f.filter.Labels = addLabel(f.filter.Labels, name)
		return j
	}
	if j := p.any(i, "with", "having", "that have", "which have", "that has"); j > i { // "with the home tag"
		if names, k := p.labelList(j); k > j && p.is(k-1, "tag", "tags", "label", "labels") {
			for _, name := range names {
				f.filter.Labels = addLabel(f.filter.Labels, name)
			}
			return k
		}
	}
	j := p.any(i, "tagged as", "tagged with", "tagged", "labelled with", "labeled with", "labelled", "labeled", "with the tag", "with the label", "with tag", "with label", "with tags", "with labels",
		"with the tags", "with the labels", "under the label", "under the tag", "label", "tag")
	if j == i {
		return i
	}
	if p.w(j) == ":" {
		j++
	}
	names, k := p.names(j)
	if k == j {
		if p.t[min(j, len(p.t)-1)].quoted && j < len(p.t) {
			e := j + 1
			for e < len(p.t) && p.t[e].quoted {
				e++
			}
			f.filter.Labels = addLabel(f.filter.Labels, strings.ToLower(unquote(p.raw(j, e))))
			return e
		}
		return i
	}
	if m := k - 2; len(names) > 1 && p.is(m, "and", "but") && p.is(k-1, "done", "completed", "finished", "overdue", "late", "open", "pending") { // "tagged work and done"
		names, k = names[:len(names)-1], m
	}
	for _, n := range names {
		f.filter.Labels = addLabel(f.filter.Labels, n)
	}
	return k
}

func (p *parser) filterProject(f *filterVal, i int) int {
	if sign, name, j := p.sigil(i); j > i && sign == '+' {
		f.filter.Project = name
		return j
	}
	j := p.opt(i, "in", "for", "under", "from", "of")
	k := p.opt(j, "the", "my", "our")
	if p.is(k, "project") {
		e := k + 1
		if p.w(e) == ":" {
			e++
		}
		end := e
		for end < len(p.t) && end < e+4 && p.kind(end) == word && !p.filterStart(end) && !nounWords[p.w(end)] {
			end++
		}
		if end > e {
			f.filter.Project = strings.ToLower(p.raw(e, end))
			return end
		}
		return i
	}
	if j == i && k == i {
		if p.is(i+1, "project") && p.kind(i) == word && !filler[p.w(i)] {
			f.filter.Project = strings.ToLower(p.raw(i, i+1))
			return i + 2
		}
		return i
	}
	if nounWords[p.w(k)] { // "all the tasks in the camping project": the name comes later
		return i
	}
	for e := k + 1; e < len(p.t) && e <= k+4; e++ {
		if p.is(e, "project", "projects") || p.is(e, "list", "folder") && p.is(j-1, "in", "from") && !p.is(k, "todo", "to", "task") {
			f.filter.Project = strings.ToLower(strings.Trim(p.raw(k, e), `"'`))
			return e + 1
		}
		if p.kind(e) != word && !p.t[e].quoted {
			break
		}
	}
	return i
}
