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
	if p.is(i-1, "-") && p.glued(i) && p.kind(i) == number && p.kind(i-2) == number && p.is(i-3, "-") && p.glued(i-2) {
		return clockVal{}, i // "9-1-1"
	}
	j := p.any(i, "12 noon", "12 midnight", "twelve noon")
	if j > i {
		if p.is(j-1, "midnight") {
			return clockVal{min: 0, end: true}, j
		}
		return clockVal{min: 720}, j
	}
	if j := p.any(i, "mid day", "mid - day"); j > i {
		return clockVal{min: 720}, j
	}
	if j := p.any(i, "mid night", "mid - night"); j > i {
		return clockVal{end: true}, j
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
	if n, j := p.numberWord(i); j > i && n >= 1 && n <= 12 && !(i > 0 && p.t[i].cap && p.t[j-1].cap && p.lex(j).isNum && p.t[min(j, len(p.t)-1)].cap && !p.t[0].upper) {
		if e := p.oclock(j); e > j {
			if h, k, ok := p.meridiem(e, n); ok {
				return clockVal{min: h * 60}, k
			}
			if v, k, ok := p.dayHalf(e, n); ok {
				return v, k
			}
			return clockVal{min: bareHour(n) * 60, bare: true}, e
		}
		if h, k, ok := p.meridiem(j, n); ok {
			return clockVal{min: h * 60}, k
		}
		if m, k := p.spokenMinutes(j); k > j { // "ten thirty am"
			if h, e, ok := p.meridiem(k, n); ok {
				return clockVal{min: h*60 + m}, e
			}
			if v, e, ok := p.dayHalf(k, n); ok && p.right(e) {
				v.min += m
				return v, e
			}
		}
		if v, k, ok := p.dayHalf(j, n); ok && p.right(k) {
			return v, k
		}
		if p.dayPartFollows(j) { // "eight tonight"
			return clockVal{min: bareHour(n) * 60, bare: true}, j
		}
		if prep == "" {
			if v, k := p.saidClock(i, j, n); k > i {
				return v, k
			}
		}
		if at(prep) && p.right(j) {
			if m, k := p.spokenMinutes(j); k > j { // "at six thirty"
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

// oclock steps over "o'clock", also in two words.
func (p *parser) oclock(i int) int {
	if p.is(i, "o'clock", "oclock") {
		return i + 1
	}
	if p.is(i, "uhr") {
		return i + 1
	}
	return p.any(i, "o clock", "o ' clock", "o` clock")
}
