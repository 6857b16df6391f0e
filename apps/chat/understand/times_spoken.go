package understand

// spokenClock reads "half past two", "quarter to five", "twenty to six", "ten past 4".
func (p *parser) spokenClock(i int, prep string) (clockVal, int) {
	if p.is(i-1, "from", "between") && p.kind(i) == number || p.is(i-1, "from", "between") && p.is(i+1, "to") {
		return clockVal{}, i // "from 5 to 6"
	}
	j := p.opt(i, "a")
	n := 0
	if p.is(i, "half") && (at(prep) || prep == "" && (p.kind(i+1) == number || p.lex(i+1).isNum) && !p.is(i+2, "dozen", "hundred", "past")) { // British: "half seven" is 7:30
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
	case "three", "3":
		if k := p.opt(j+1, "quarters"); k > j+1 {
			n, j = 45, k
			break
		}
		fallthrough
	default:
		var k int
		if d, ok := p.digits(j, 2); ok {
			n, k = d, j+1
		} else {
			n, k = p.numberWord(j)
		}
		if k == j || n < 1 || n > 29 && !(n == 30 && p.is(k, "minutes", "mins", "min")) {
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
	loose := p.is(j, "after", "before", "of", "till") && n != 15
	if to && n == 30 {
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
	if m, e := p.numberWord(k); e > k && m >= 10 && m <= 59 && p.right(e) { // "three minutes to five thirty"
		n, k = n-m, e
		if !to {
			return clockVal{}, i
		}
		return clockVal{min: mod(bareHour(h)*60-n, 1440), bare: true}, k
	}
	k = p.oclock(k)
	if h24, e, ok := p.meridiem(k, h); ok {
		v.min, v.bare, k = h24*60, false, e
	} else if loose {
		return clockVal{}, i
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

// clockOffset reads a time counted from another: "one hour before noon", "2 hours after 3pm".
func (p *parser) clockOffset(i int) (clockVal, int) {
	if p.kind(i) != number && !p.lex(i).isNum && !p.is(i, "a", "an", "half") {
		return clockVal{}, i
	}
	a, j, ok := p.amount(i)
	if !ok || !a.clockOnly() || a.mins >= 12*60 || !p.is(j, "before", "after", "past") {
		return clockVal{}, i
	}
	v, e := p.clock(j+1, "")
	if e == j+1 || v.weak || v.end || !p.right(e) {
		return clockVal{}, i
	}
	if p.is(j, "before") {
		v.min -= a.mins
	} else {
		v.min += a.mins
	}
	if v.min < 0 || v.min >= 1440 {
		return clockVal{}, i
	}
	v.bare = false
	return v, e
}

// spokenMinutes reads the minutes said behind an hour: "thirty", "forty five", "oh five".
func (p *parser) spokenMinutes(j int) (m, next int) {
	if k := p.opt(j, "oh", "o", "zero"); k > j {
		if m, e := p.numberWord(k); e > k && m > 0 && m < 10 {
			return m, e
		}
		return 0, j
	}
	if m, k := p.numberWord(j); k > j && (m >= 10 && m <= 59 || m > 0 && m < 10 && at(p.w(j-2)) && p.endsTime(k)) {
		return m, k
	}
	return 0, j
}
