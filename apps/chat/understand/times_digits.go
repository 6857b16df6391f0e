package understand

// digitClock reads "5pm", "17:30", "5.30pm", "at 5", "at 1730".
func (p *parser) digitClock(i int, prep string) (clockVal, int) {
	h, ok := p.digits(i, 4)
	if !ok {
		return clockVal{}, i
	}
	long := len(p.t[i].n) > 2
	j, m, mins := i+1, 0, false
	if sep := p.w(j); !long && (sep == ":" || sep == ".") && p.glued(j) && p.glued(j+1) && p.kind(j+1) == number && len(p.t[j+1].n) == 2 {
		m, mins = p.digits(j+1, 2)
		if !mins || m > 59 {
			return clockVal{}, i
		}
		j += 2
		if sep == ":" && p.w(j) == ":" && p.glued(j) && p.glued(j+1) && p.kind(j+1) == number {
			j += 2
		}
		if h2, k, ok := p.meridiem(j, h); ok {
			return clockVal{min: h2*60 + m}, k
		}
		if e := p.ish(j); e > j && h <= 23 && sep == ":" {
			return clockVal{min: bareHour(h)*60 + m, bare: h <= 12}, e
		}
		if e := p.opt(j, "hrs", "hours", "h", "hr", "uhr"); e > j && p.right(e) && h <= 23 {
			return clockVal{min: h*60 + m}, e
		}
		if sep == "." && !at(prep) || h > 23 || !p.right(j) && !p.zoneGlued(j) {
			return clockVal{}, i
		}
		if h >= 13 || p.t[i].n[0] == '0' {
			return clockVal{min: h*60 + m}, j
		}
		return clockVal{min: bareHour(h)*60 + m, bare: true}, j
	}
	if long {
		if len(p.t[i].n) == 4 && h/100 <= 23 && h%100 <= 59 && p.right(j) {
			if p.is(j, "hours", "hrs", "h") {
				return clockVal{min: h/100*60 + h%100}, j + 1
			}
			if at(prep) && prep != "by" && prep != "before" && prep != "after" && prep != "from" && prep != "about" && prep != "to" {
				return clockVal{min: h/100*60 + h%100}, j
			}
		}
		if len(p.t[i].n) >= 3 && h/100 >= 1 && h/100 <= 12 && h%100 <= 59 { // "730pm"
			if h2, k, ok := p.meridiem(j, h/100); ok {
				return clockVal{min: h2*60 + h%100}, k
			}
			if len(p.t[i].n) == 3 && p.t[i].n[0] != '0' && h%5 == 0 && (prep == "at" || prep == "@" || prep == "around") && p.right(j) {
				return clockVal{min: bareHour(h/100)*60 + h%100, bare: true, weak: true}, j
			}
		}
		return clockVal{}, i
	}
	if h2, k, ok := p.meridiem(j, h); ok {
		return clockVal{min: h2 * 60}, k
	}
	if p.is(j, "h") && p.glued(j) && p.glued(j+1) && h <= 23 && (at(prep) || h >= 13) { // "17h30"
		if m, ok := p.digits(j+1, 2); ok && m <= 59 && len(p.t[j+1].n) == 2 && p.right(j+2) {
			return clockVal{min: h*60 + m}, j + 2
		}
	}
	if p.is(j, "h", "hrs", "hr") && p.glued(j) && h >= 13 && h <= 23 && p.right(j+1) && prep == "" {
		return clockVal{min: h * 60}, j + 1
	}
	if h <= 24 && h > 0 && !at(prep) && p.is(j, "sharp") {
		return clockVal{min: bareHour(h) % 24 * 60, bare: h <= 12}, j
	}
	if p.dayPartFollows(j) && !counted[p.w(i-1)] && h >= 1 && h <= 12 && !p.glued(p.opt(j, ",")) { // "8 tonight"
		return clockVal{min: bareHour(h) * 60, bare: true}, j
	}
	if e := p.ish(j); e > j && h >= 1 && h <= 24 {
		return clockVal{min: bareHour(h) % 24 * 60, bare: h <= 12}, e
	}
	if v, k, ok := p.dayHalf(j, h); ok && p.right(k) && h >= 1 && h <= 12 {
		return v, k
	}
	if v, k := p.spacedClock(h, j); k > j {
		return v, k
	}
	if h <= 24 && (at(prep) || p.oclock(j) > j) {
		if e := p.oclock(j); e > j {
			if h2, k, ok := p.meridiem(e, h); ok {
				return clockVal{min: h2 * 60}, k
			}
			if v, k, ok := p.dayHalf(e, h); ok {
				return v, k
			}
			return clockVal{min: bareHour(h) % 24 * 60, bare: h <= 12}, e
		}
		if p.is(j, "h") && p.glued(j) && (prep == "at" || prep == "@" || h >= 13) {
			return clockVal{min: h % 24 * 60}, j + 1
		}
		if h < 24 && p.right(j) {
			return clockVal{min: bareHour(h) * 60, bare: h >= 1 && h <= 12 && p.t[i].n[0] != '0', weak: true}, j
		}
	}
	return clockVal{}, i
}

// ish steps over the "ish" of "11ish" and "11-ish".
func (p *parser) ish(j int) int {
	if p.w(j) == "-" && p.glued(j) && p.glued(j+1) {
		j++
	}
	if p.glued(j) && p.is(j, "ish") && p.right(j+1) {
		return j + 1
	}
	return 0
}

// spacedClock reads the minutes of "5 30 pm" and "5-30pm" behind hour h.
func (p *parser) spacedClock(h, j int) (clockVal, int) {
	k := j
	if p.w(k) == "-" && p.glued(k) {
		k++
	}
	m, ok := p.digits(k, 2)
	if !ok || len(p.t[k].n) != 2 || m > 59 || m < 13 && p.t[k].n[0] != '0' || p.glued(k) && k == j {
		return clockVal{}, j
	}
	if h24, e, ok := p.meridiem(k+1, h); ok {
		return clockVal{min: h24*60 + m}, e
	}
	return clockVal{}, j
}

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

// isoTime reads the "T14:00" behind an ISO date, with seconds and a Z or nothing.
func (p *parser) isoTime(i int) (clockVal, int) {
	h, ok := p.digits(i+1, 2)
	if !ok || h > 23 {
		return clockVal{}, i
	}
	m, ok := p.digits(i+3, 2)
	if !ok || m > 59 {
		return clockVal{}, i
	}
	j := i + 4
	if p.w(j) == ":" && p.glued(j) && p.glued(j+1) && p.kind(j+1) == number {
		j += 2
	}
	return clockVal{min: h*60 + m}, j
}

// counted are nouns that have a number of their own: "watch episode 5 tonight".
var counted = set("episode episodes ep chapter chapters season unit level page pages part parts room bus gate size version number no nr step day week lesson lessons act track line platform volume vol " +
	"section issue ticket bug task item exercise problem question set sets module exit floor apartment apt suite flight train table seat row scene stage round phase iphone windows")
