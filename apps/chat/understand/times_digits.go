package understand

// digitClock reads "5pm", "17:30", "5.30pm", "at 5", "at 1730".
func (p *parser) digitClock(i int, prep string) (clockVal, int) {
	h, ok := p.digits(i, 4)
	if !ok {
		return clockVal{}, i
	}
	long := len(p.t[i].n) > 2
	j, m, mins := i+1, 0, false
	if sep := p.w(j); !long && (sep == ":" || sep == "." || sep == ";") && p.glued(j) && p.glued(j+1) && p.kind(j+1) == number && len(p.t[j+1].n) == 2 {
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
		if sep == ";" || sep == "." && !at(prep) || h > 23 || !p.right(j) && !p.zoneGlued(j) {
			return clockVal{}, i
		}
		if h >= 13 || p.t[i].n[0] == '0' {
			return clockVal{min: h*60 + m}, j
		}
		return clockVal{min: bareHour(h)*60 + m, bare: true}, j
	}
	if long {
		return p.longClock(i, h, prep)
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
	if v, k := p.apartClock(i, h, prep); k > i {
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
