package understand

// dayHalf reads "in the morning", "in the evening", "at night" behind an hour.
func (p *parser) dayHalf(j, h int) (clockVal, int, bool) {
	k := p.any(j, "in the", "at", "of the")
	if k == j || h > 12 {
		return clockVal{}, j, false
	}
	if p.is(k, "am", "pm") && !p.is(j, "at") {
		if v := h % 12 * 60; p.is(k, "pm") {
			return clockVal{min: v + 720}, k + 1, true
		} else {
			return clockVal{min: v}, k + 1, true
		}
	}
	pt := p.lex(k).part
	if pt == noPart || pt == noon || pt == midnight || p.is(j, "at") && pt != night {
		return clockVal{}, j, false
	}
	return inPart(clockVal{min: h % 12 * 60, bare: true}, pt), k + 1, true
}

// inPart moves a bare time into the part of the day named beside it.
func inPart(v clockVal, pt part) clockVal {
	if !v.bare {
		return v
	}
	h := v.min / 60 % 12
	switch pt {
	case morning:
	case night:
		if h == 0 {
			return clockVal{min: v.min % 60, end: true}
		}
		if h >= 4 {
			h += 12
		} else {
			return clockVal{min: h*60 + v.min%60, end: true}
		}
	case afternoon, evening:
		h += 12
	}
	return clockVal{min: h*60 + v.min%60}
}

// meridiem reads am or pm behind hour h and gives the hour of 24.
func (p *parser) meridiem(j, h int) (hour, next int, ok bool) {
	if h < 1 || h > 12 {
		return 0, j, false
	}
	if j > 1 && j < len(p.t) && p.t[j].cap && len(p.w(j)) == 1 && p.glued(j) && p.kind(j-2) == word && p.t[j-2].lex == nothing && p.w(j+1) != "." {
		return 0, j, false // "seat 12A"
	}
	pm, k := false, j
	switch p.w(j) {
	case "am", "pm":
		pm, k = p.w(j) == "pm", j+1
	case "a", "p":
		if p.w(j+1) == "." && p.glued(j+1) && p.is(j+2, "m") {
			pm, k = p.w(j) == "p", j+3
			if p.w(k) == "." && p.glued(k) {
				k++
			}
		} else if p.is(j+1, "m") && !p.glued(j+1) && p.right(j+2) {
			pm, k = p.w(j) == "p", j+2
		} else if p.glued(j) && (p.right(j+1) || p.is(j+1, "-")) {
			pm, k = p.w(j) == "p", j+1
		}
	}
	if k == j || !p.right(k) && !p.is(k, "-") {
		return 0, j, false
	}
	if h == 12 {
		h = 0
	}
	if pm {
		h += 12
	}
	return h, k, true
}
