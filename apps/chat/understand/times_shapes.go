package understand

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
	for p.is(j, ":", ".") && p.glued(j) && p.glued(j+1) && p.kind(j+1) == number { // seconds and their parts
		j += 2
	}
	return clockVal{min: h*60 + m}, j
}

// isoOffset reads the "+02:00" that is glued to the time of an ISO date.
func (p *parser) isoOffset(i int) (zone, int) {
	k := i - 1
	for k > 0 && p.glued(k) && (p.kind(k) == number || p.is(k, ":", ".")) {
		k--
	}
	if !p.glued(i) || !p.isoClock(k) {
		return zone{}, i
	}
	mins, j, ok := p.utcOffset(i)
	if !ok || !p.right(j) {
		return zone{}, i
	}
	return zone{offset: mins}, j
}

// counted are nouns that have a number of their own: "watch episode 5 tonight".
var counted = set("episode episodes ep chapter chapters season unit level page pages part parts room bus gate size version number no nr step day week lesson lessons act track line platform volume vol " +
	"section issue ticket bug task item exercise problem question set sets module exit floor apartment apt suite flight train table seat row scene stage round phase iphone windows")
