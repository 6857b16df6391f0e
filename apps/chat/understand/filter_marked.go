package understand

// filterMarked reads a priority or a label behind a word of marking: "marked as high priority", "flagged p1", "whose
// priority is medium", "marked #someday".
func (p *parser) filterMarked(f *filterVal, i int) int {
	j := p.any(i, "marked as", "marked with", "marked", "flagged as", "flagged with", "flagged", "rated as", "rated", "set as", "set to", "classed as", "ranked as", "designated", "assigned", "whose", "with a", "with", "of", "at", "that have", "having")
	if j == i {
		return i
	}
	e := p.opt(j, "the", "a", "an")
	if k := p.opt(e, "priority", "prio", "urgency"); k > e {
		k = p.opt(k, "level", "of", "is", "set")
		k = p.opt(k, "is", "of", "to", "at")
		if n, ok := priorityWords[p.w(k)]; ok && p.kind(k) != mark {
			f.filter.Priorities = addInt(f.filter.Priorities, n)
			return k + 1
		}
	}
	if p.is(i, "with", "of", "at", "that", "having") {
		return i
	}
	if k := p.filterPriority(f, j); k > j {
		return k
	}
	if n, ok := priorityWords[p.w(j)]; ok && p.kind(j) == word && !p.is(i, "whose", "assigned") {
		f.filter.Priorities = addInt(f.filter.Priorities, n)
		return j + 1
	}
	if _, _, k := p.sigil(j); k > j {
		return p.filterLabel(f, j)
	}
	return i
}

// priorityRange reads what follows a priority as the other end of a range: "p1-p3", "p1 to p3".
func (p *parser) priorityRange(f *filterVal, n, k int) int {
	e := p.opt(k, "-", "to", "through", "thru")
	m, j := p.sigilPriority2(e)
	if e == k || j == e || m <= n {
		return k
	}
	for v := n + 1; v <= m; v++ {
		f.filter.Priorities = addInt(f.filter.Priorities, v)
	}
	return j
}

// sigilPriority2 is sigilPriority for the second end of a range, which may be glued to its dash.
func (p *parser) sigilPriority2(i int) (level, next int) {
	if p.is(i, "p1", "p2", "p3", "p4") && p.right(i+1) {
		return priorityWords[p.w(i)], i + 1
	}
	return 0, i
}
