package understand

import "strings"

// managed reads "managed to" and "got round to" before a thing to do: the place of its verb, or i. What somebody managed
// in spite of themselves, "managed to lose my keys", is no thing to do.
func (p *parser) managed(i int) int {
	if k := p.any(i, "managed to"); k > i && taskVerbs[p.w(k)] {
		return k
	}
	if k := p.any(i, "got round to", "got around to", "gotten round to", "gotten around to"); k > i && strings.HasSuffix(p.w(k), "ing") {
		return k
	}
	return i
}

// haveDone completes what [j, n) says was done. It may be a title all the same, so that is offered.
func (p *parser) haveDone(j, n int) (Reading, bool) {
	hi := p.dropAgo(j, n)
	text := p.refText(j, hi)
	if text == "" {
		return Reading{}, false
	}
	r, ok := p.about(Complete, Ref{Text: text}, j, hi, Slots{})
	r.Doubt = "I took this as something you have done."
	other := p.part(0, n).addTask(p, false)
	other.Alternative, other.Doubt = nil, ""
	if other.Intent == Add {
		r.Alternative = &other
	}
	return r, ok
}
