package understand

import "slices"

// frontedFrame reads a question whose day, label or project is named first: "for tomorrow, what do i have?", "in the
// Renovation project, what's overdue?". The front is moved behind the question, where the sentence would have it.
func (p *parser) frontedFrame() (Reading, bool) {
	n := p.end()
	for k := 1; k < min(n-1, 10); k++ {
		if p.t[k].quoted {
			return Reading{}, false
		}
		lo := k
		if p.is(k, ",", "-", ":") {
			lo++
		}
		q := p.part(lo, len(p.t))
		if !q.asks() && !q.is(0, "anything", "any", "show") || p.is(k-1, ",", "-", ":") {
			continue
		}
		if !p.fronts(k) {
			return Reading{}, false
		}
		return p.unfronted(k, lo, n)
	}
	return Reading{}, false
}

// fronts tells whether tokens [0, k) are nothing but conditions.
func (p *parser) fronts(k int) bool {
	f := p.ownless().part(0, k).filter(0)
	return f.leftover == "" && !f.noun && (f.dated || len(f.filter.Labels) > 0 || f.filter.Project != "") || p.is(0, "for") && (p.is(1, "#", "@", "+")) && k <= 4
}

// unfronted reads the question in [lo, n) with tokens [0, k) behind it.
func (p *parser) unfronted(k, lo, n int) (Reading, bool) {
	q := *p
	q.t = append(slices.Clone(p.t[lo:n]), p.t[:k]...)
	q.t[n-lo].glued = false
	asked := p.is(n-1, "?")
	if asked { // the sign closes the sentence
		q.t = append(slices.Delete(q.t, n-1-lo, n-lo), p.t[n-1])
	}
	for _, f := range [...]frame{(*parser).countFrame, (*parser).listFrame} {
		if r, ok := f(&q); ok {
			slices.SortFunc(r.Spans, func(a, b Span) int { return a.Start - b.Start })
			return r, true
		}
	}
	return Reading{}, false
}
