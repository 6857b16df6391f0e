package understand

// relativeNoun reads tasks described by a clause of their own: "tasks that have been completed", "which things aren't
// done", "stuff I still haven't finished". Its verb says which tasks are meant and does nothing to them. Where the
// sentence goes on ("tasks that are overdue should move to friday") the description is not all of it and others read it.
func (p *parser) relativeNoun() (Reading, bool) {
	n := p.end()
	j := p.opt(0, "all", "any", "only", "just", "the", "every")
	j = p.opt(j, "the", "of", "my")
	if !nounWords[p.w(j)] && !p.is(j, "everything", "anything", "whatever", "what") {
		return Reading{}, false
	}
	if !p.is(j+1, "that", "which", "i", "i've", "we", "we've", "that's", "that've") && !p.is(j, "whatever") || n > maxCommand {
		return Reading{}, false
	}
	q := p.ownless().part(0, n)
	f := q.filter(0)
	if f.leftover != "" || f.modifier != "" || f.filter.Status == "" {
		return Reading{}, false
	}
	return p.asked(List, &f), true
}
