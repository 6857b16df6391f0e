package understand

// rangeSign reads what joins the two ends of a range. "and" joins only behind "between".
func (p *parser) rangeSign(j int, prep string) int {
	switch p.w(j) {
	case "-", "to", "until", "till", "til", "through", "thru", "~":
		if p.is(j, "-") && p.w(j+1) == "-" {
			return j
		}
		return j + 1
	case "and", "&":
		if prep == "between" {
			return j + 1
		}
	}
	return j
}

// timeRange reads "2-4pm", "10am-11am", "from 9 to 5", "between 2 and 4pm", "22:00 to 06:00".
func (p *parser) timeRange(w *when, k int, prep string) int {
	if j := p.lateEnd(w, k); j > k {
		return j
	}
	if w.hasClock || p.kind(k) != number && !p.lex(k).isNum && p.lex(k).part != noon && p.lex(k).part != midnight && !p.is(k, "half", "quarter") {
		return k
	}
	if a, b, f := p.longRange(w, k); f > k {
		w.clock, w.hasClock, w.colon, w.endMin = a, true, true, b.min
		return f
	}
	a, j := p.clock(k, "from")
	if j == k {
		a, j = p.rangeStart(k)
	}
	if j == k+3 && prep == "" && (w.hasDate || p.dayBeside(j)) && p.kind(k) == number && p.is(k+1, "to") && p.kind(k+2) == number { // "tomorrow 10 to 12" is no "ten to twelve"
		if from, ok := p.digits(k, 2); ok {
			if to, ok := p.digits(k+2, 2); ok && from < to {
				a, j = clockVal{min: bareHour(from) * 60, bare: true, weak: true}, k+1
			}
		}
	}
	if j == k {
		return k
	}
	e := p.rangeSign(j, prep)
	if e == j {
		return k
	}
	b, f := p.clock(e, "to")
	if f == e || !p.right(f) && !p.is(f, "-") || !p.right(f) {
		return k
	}
	if _, _, half := p.dayHalf(f, 12); a.weak && b.weak && !half && prep != "from" && prep != "between" && !w.hasDate && w.part == noPart && !w.hasRule && !p.bareRange(a, b, k, f) {
		return k
	}
	if prep == "on" || prep == "in" || prep == "for" && a.weak && b.weak {
		return k
	}
	w.endMin, w.endBare = b.min, b.bare
	switch {
	case a.bare && !b.bare: // the start takes the half of the day that puts it nearest before the end
		for _, m := range [2]int{a.min%720 + 720, a.min % 720} {
			if a.min = m; m < b.min {
				break
			}
		}
		if a.min >= b.min {
			a.min = bareHour(a.min/60)*60 + a.min%60
		}
	case b.bare:
		w.endMin = b.min % 720
		if w.endMin <= a.min {
			w.endMin += 720
		}
		if w.endMin <= a.min {
			w.endMin = b.min % 720
		}
	}
	if !a.bare || !b.bare {
		a.bare = false
	}
	w.clock, w.hasClock, w.colon = a, true, true
	return f
}

// rangeStart reads the number before the dash of "2-4pm", which clock does not take for a phrase of its own.
func (p *parser) rangeStart(k int) (clockVal, int) {
	h, ok := p.digits(k, 2)
	if !ok || h > 23 || !p.left(k) {
		return clockVal{}, k
	}
	j, m := k+1, 0
	colon := false
	if p.w(j) == ":" && p.glued(j) && p.glued(j+1) {
		if m, ok = p.digits(j+1, 2); !ok || m > 59 {
			return clockVal{}, k
		}
		j, colon = j+2, true
	}
	if p.w(j) != "-" {
		return clockVal{}, k
	}
	if h >= 13 || p.t[k].n[0] == '0' {
		return clockVal{min: h*60 + m, weak: !colon}, j
	}
	return clockVal{min: bareHour(h)*60 + m, bare: true, weak: !colon}, j
}
