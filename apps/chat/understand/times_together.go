package understand

// longClock reads hour and minutes that are written as one number: "730pm", "1230 am", "0600h", "at 1730".
func (p *parser) longClock(i, n int, prep string) (clockVal, int) {
	digits, j := p.t[i].n, i+1
	h, m := n/100, n%100
	if m > 59 || h > 23 {
		return clockVal{}, i
	}
	if h24, k, ok := p.meridiem(j, h); ok {
		return clockVal{min: h24*60 + m}, k
	}
	if len(digits) == 4 {
		if p.is(j, "hours", "hrs", "h") && p.right(j+1) && (!p.glued(j) || at(prep) || digits[0] == '0') {
			return clockVal{min: h*60 + m}, j + 1
		}
		if p.right(j) && at(prep) && prep != "by" && prep != "before" && prep != "after" && prep != "from" && prep != "about" && prep != "to" {
			return clockVal{min: h*60 + m}, j
		}
	}
	if len(digits) == 3 && h >= 1 && digits[0] != '0' && n%5 == 0 && (prep == "at" || prep == "@" || prep == "around") && p.right(j) {
		return clockVal{min: bareHour(h)*60 + m, bare: true, weak: true}, j
	}
	return clockVal{}, i
}

// apartClock reads hour and minutes with a space between them, which only stands behind "at": "at 10 30", "at 06 30
// hours". "at 5 15 minutes before" is a five and a quarter of an hour.
func (p *parser) apartClock(i, h int, prep string) (clockVal, int) {
	m, ok := p.digits(i+1, 2)
	if !ok || len(p.t[i+1].n) != 2 || p.glued(i+1) || m > 59 || h > 23 || prep != "at" && prep != "@" && prep != "until" && prep != "till" {
		return clockVal{}, i
	}
	military := len(p.t[i].n) == 2 && (h >= 13 || p.t[i].n[0] == '0')
	j := i + 2
	if e := p.opt(j, "hours", "hrs"); e > j && len(p.t[i].n) == 2 {
		j, military = e, true
	}
	if !p.right(j) || !p.endsTime(j) && !p.is(j, "sharp") || h == 0 && !military {
		return clockVal{}, i
	}
	if military {
		return clockVal{min: h*60 + m}, j
	}
	return clockVal{min: bareHour(h)*60 + m, bare: true}, j
}
