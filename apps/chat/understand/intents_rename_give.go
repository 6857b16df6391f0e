package understand

// renameGiven reads a new title that is given to a task: "give 3 the title water plants", "rename to leg day", "3 should
// be leg day instead".
func (p *parser) renameGiven(n int) (Reading, bool) {
	if j := p.any(0, "rename to", "rename as", "retitle to", "rename it :", "new title :", "new name :"); j > 0 && j < n { // the task last spoken of
		return p.about(Rename, Ref{Last: true}, j, j, Slots{Title: trimTitle(p.raw(j, n))}, claim{"title", j, n})
	}
	if p.is(0, "give") {
		for k := 2; k < n-1 && k < 8; k++ {
			e := p.any(k, "the title", "the name", "a new title", "a new name", "a better title", "a better name", "the new title", "the new name", "title", "name")
			if e > k && p.strongRef(1, k) {
				return p.retitled(1, k, p.opt(e, ":", "of", "called"), n)
			}
		}
	}
	if !p.is(n-1, "instead") || n < 5 {
		return Reading{}, false
	}
	lo := p.opt(0, "make", "change", "call")
	for k := lo + 1; k < n-1 && k < 6; k++ { // a time, a priority or a state is no title
		e := p.any(k, "should be", "should have been", "is supposed to be", "ought to be", "must be", "was meant to be")
		if lo > 0 {
			e = p.opt(k, "to", "into")
			if p.strongRef(lo, k+1) {
				continue
			}
		}
		if e == k && lo == 0 || !p.strongRef(lo, k) || p.dated(e, n-1) {
			continue
		}
		if _, f := p.level(e); f == n-1 || p.doneAt(e) == n-1 || p.kind(e) == number {
			return Reading{}, false
		}
		return p.retitled(lo, k, e, n-1)
	}
	return Reading{}, false
}

// retitled names the task in [lo, k) by tokens [e, n).
func (p *parser) retitled(lo, k, e, n int) (Reading, bool) {
	ref, ok := p.ref(lo, k, false)
	if !ok || e >= n {
		return Reading{}, false
	}
	return p.about(Rename, ref, lo, k, Slots{Title: trimTitle(p.raw(e, n))}, claim{"title", e, n})
}
