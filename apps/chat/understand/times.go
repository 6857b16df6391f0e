package understand

import "time"

func minutesOf(n int) time.Duration { return time.Duration(n) * time.Minute }

// clockVal is a time of day in minutes; bare when nothing said am or pm.
type clockVal struct {
	min  int
	bare bool // "at 4": morning or afternoon is a guess
	weak bool // "by 5": only at the end or before another phrase
	end  bool // midnight: 00:00 at the end of the day
}

// bareHour guesses the half of the day: 1 to 6 are afternoon, 7 to 11 morning, 12 is noon.
func bareHour(h int) int {
	if h >= 1 && h <= 6 {
		return h + 12
	}
	return h
}

// clock reads a time of day. prep is the preposition before it ("at", "@", "by", …): a bare hour needs one.
func (p *parser) clock(i int, prep string) (clockVal, int) {
	if i >= len(p.t) || !p.left(i) && !p.is(i-1, "@", "-") && !p.isoClock(i) {
		return clockVal{}, i
	}
	j := p.any(i, "12 noon", "12 midnight", "twelve noon")
	if j > i {
		if p.is(j-1, "midnight") {
			return clockVal{min: 0, end: true}, j
		}
		return clockVal{min: 720}, j
	}
	switch p.lex(i).part {
	case noon:
		return clockVal{min: 720}, i + 1
	case midnight:
		return clockVal{min: 0, end: true}, i + 1
	}
	if v, j := p.spokenClock(i, prep); j > i {
		return v, j
	}
	if p.kind(i) == number {
		return p.digitClock(i, prep)
	}
	if p.isoClock(i) {
		return p.isoTime(i)
	}
	if n, j := p.numberWord(i); j > i && n >= 1 && n <= 12 {
		if p.is(j, "o'clock", "oclock") {
			if h, k, ok := p.meridiem(j+1, n); ok {
				return clockVal{min: h * 60}, k
			}
			if v, k, ok := p.dayHalf(j+1, n); ok {
				return v, k
			}
			return clockVal{min: bareHour(n) * 60, bare: true}, j + 1
		}
		if h, k, ok := p.meridiem(j, n); ok {
			return clockVal{min: h * 60}, k
		}
		if at(prep) && p.right(j) {
			if m, k := p.numberWord(j); k > j && m >= 10 && m <= 59 { // "at six thirty"
				if h, e, ok := p.meridiem(k, n); ok {
					return clockVal{min: h*60 + m}, e
				}
				return clockVal{min: bareHour(n)*60 + m, bare: true}, k
			}
			return clockVal{min: bareHour(n) * 60, bare: true, weak: true}, j
		}
	}
	return clockVal{}, i
}

func at(prep string) bool {
	switch prep {
	case "at", "@", "around", "about", "by", "until", "till", "before", "after", "from", "to", "circa", "approx", "past":
		return true
	}
	return false
}

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
		if sep == "." && !at(prep) || h > 23 || !p.right(j) {
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
		}
		return clockVal{}, i
	}
	if h2, k, ok := p.meridiem(j, h); ok {
		return clockVal{min: h2 * 60}, k
	}
	if h <= 24 && (at(prep) || p.is(j, "o'clock", "oclock")) {
		if p.is(j, "o'clock", "oclock") {
			if h2, k, ok := p.meridiem(j+1, h); ok {
				return clockVal{min: h2 * 60}, k
			}
			if v, k, ok := p.dayHalf(j+1, h); ok {
				return v, k
			}
			return clockVal{min: bareHour(h) % 24 * 60, bare: h <= 12}, j + 1
		}
		if p.is(j, "ish") && p.glued(j) || p.w(j) == "-" && p.glued(j) && p.is(j+1, "ish") {
			for !p.is(j, "ish") {
				j++
			}
			return clockVal{min: bareHour(h) % 24 * 60, bare: h <= 12}, j + 1
		}
		if p.is(j, "h") && p.glued(j) && (prep == "at" || prep == "@" || h >= 13) {
			return clockVal{min: h % 24 * 60}, j + 1
		}
		if h < 24 && p.right(j) {
			return clockVal{min: bareHour(h) * 60, bare: h >= 1 && h <= 12 && p.t[i].n[0] != '0', weak: true}, j
		}
	}
	if v, k, ok := p.dayHalf(j, h); ok && p.right(j) && h >= 1 && h <= 12 {
		return v, k
	}
	return clockVal{}, i
}

// dayHalf reads "in the morning", "in the evening", "at night" behind an hour.
func (p *parser) dayHalf(j, h int) (clockVal, int, bool) {
	k := p.any(j, "in the", "at")
	if k == j || h > 12 {
		return clockVal{}, j, false
	}
	pt := p.lex(k).part
	if pt == noPart || pt == noon || pt == midnight || (p.is(j, "at")) != (pt == night) {
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
		} else if p.glued(j) && p.right(j+1) {
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

// spokenClock reads "half past two", "quarter to five", "twenty to six", "ten past 4".
func (p *parser) spokenClock(i int, prep string) (clockVal, int) {
	j := p.opt(i, "a")
	n := 0
	if at(prep) && p.is(i, "half") { // British: "half seven" is 7:30
		h, k := 0, i+2
		if d, ok := p.digits(i+1, 2); ok {
			h = d
		} else {
			h, k = p.numberWord(i + 1)
		}
		if h24, e, ok := p.meridiem(k, h); ok && k > i+1 {
			return clockVal{min: h24*60 + 30}, e
		}
		if h >= 1 && h <= 12 && k > i+1 && p.right(k) && p.lex(k).unit == noUnit {
			return clockVal{min: bareHour(h)*60 + 30, bare: true, weak: true}, k
		}
	}
	switch p.w(j) {
	case "half":
		n, j = 30, j+1
	case "quarter":
		n, j = 15, j+1
	default:
		var k int
		if d, ok := p.digits(j, 2); ok {
			n, k = d, j+1
		} else {
			n, k = p.numberWord(j)
		}
		if k == j || n < 1 || n > 29 {
			return clockVal{}, i
		}
		if p.is(k, "minutes", "mins", "min") {
			k++
		} else if n%5 != 0 {
			return clockVal{}, i
		}
		j = k
	}
	to := false
	switch p.w(j) {
	case "past", "after":
	case "to", "till", "before", "of":
		to = true
	default:
		return clockVal{}, i
	}
	if p.is(j, "after", "before", "of", "till") && n != 15 || to && n == 30 {
		return clockVal{}, i
	}
	h, k := 0, j+1
	if d, ok := p.digits(k, 2); ok {
		h, k = d, k+1
	} else {
		h, k = p.numberWord(k)
	}
	if p.is(j+1, "noon", "midnight") {
		h, k = 12, j+2
	}
	if k == j+1 || h < 1 || h > 12 || !p.right(k) && !p.is(k, "am", "pm", "p", "a") {
		return clockVal{}, i
	}
	v := clockVal{bare: true}
	k = p.opt(k, "o'clock", "oclock")
	if h24, e, ok := p.meridiem(k, h); ok {
		v.min, v.bare, k = h24*60, false, e
	} else {
		v.min = bareHour(h) * 60
		if to { // "quarter to seven" is judged by the hour it names
			v.min = bareHour(h) * 60
		}
	}
	if to {
		v.min = mod(v.min-n, 1440)
	} else {
		v.min += n
	}
	return v, k
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
