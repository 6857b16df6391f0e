package understand

// wholeQuote takes a message wholly in quotes as a title.
func (p *parser) wholeQuote(quotes []quotation) (Reading, bool) {
	if len(quotes) != 1 || len(p.ctx.Literal) > 0 {
		return Reading{}, false
	}
	lo, hi := 0, len(p.t)
	for lo < hi && p.t[lo].k == line {
		lo++
	}
	for hi > lo && (p.t[hi-1].k == line || p.t[hi-1].k == mark && !p.t[hi-1].quoted) {
		hi--
	}
	if quotes[0].open != lo || quotes[0].close != hi-1 {
		return Reading{}, false
	}
	title := p.raw(lo+1, hi-1)
	if title == "" {
		return Reading{Intent: Unknown}, true
	}
	return Reading{Intent: Add, Slots: Slots{Title: title}, Spans: p.spans([]claim{{"title", lo + 1, hi - 1}})}, true
}
