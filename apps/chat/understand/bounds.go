package understand

// ruleBounds reads where a rule begins and ends: "starting july 17", "until dec 17", "for 6 times", "for 10 days".
func (p *parser) ruleBounds(w *when, k int, prep string) int {
	if w.hasRule && prep == "" && !w.strict {
		if e := p.any(p.opt(k, "("), "no matter what", "strictly", "strict", "even if i miss it", "even if i missed it", "even if i miss one", "even if it's not done", "even if it isn't done", "even if not done", "even if missed", "even when missed", "whether or not i do it", "whether i do it or not", "whether or not it's done", "whether done or not", "regardless", "without fail"); e > k && p.w(k) != "(" || p.w(k) == "(" && e > k+1 && p.w(e) == ")" {
			w.strict = p.w(e-1) != "fail"
			return p.opt(e, ")")
		}
	}
	j := k
	lead := prep
	if prep == "" && w.hasRule && w.times == 0 && p.atMost(k) > k {
		if e := p.ruleLength(w, k, prep); e > k {
			return e
		}
	}
	if prep == "" {
		switch p.w(k) {
		case "starting", "starts", "start", "beginning", "begins", "commencing", "effective":
			lead, j = "starting", p.opt(k+1, "on", "from", "at", "in")
		case "ending", "ends", "end", "through", "thru", "stopping", "up":
			if p.is(k, "up") && p.seq(k, "up to") == k && p.seq(k, "up until") == k || p.is(k, "end") && p.is(k+1, "of") {
				return k
			}
			lead, j = "until", p.opt(k+1, "on", "by", "to", "until", "at")
		case "until", "till", "til":
			return k
		case "first", "last", "final", "the":
			if first, e := p.turn(k); e > k && w.hasRule {
				if lead, j = "until", e; first {
					lead = "starting"
				}
			}
		default:
			lead = ""
		}
	}
	switch {
	case lead == "from" && !w.hasRule && !w.hasDate && !w.hasStart:
		if d, e := p.date(k, "starting"); e > k && !d.past {
			if f := p.onwards(e); k == 1 && p.ruleAhead(f) {
				w.start, w.hasStart = d, true
				return f
			}
			if _, f := p.recurrence(p.opt(e, "on", ","), ""); f > p.opt(e, "on", ",") {
				w.start, w.hasStart = d, true
				return e
			}
		}
	case lead == "starting" || lead == "from" && w.hasRule && !w.hasStart:
		if w.hasStart {
			return k
		}
		if p.is(j, "now") && w.hasRule {
			w.start, w.hasStart = single(p.today), true
			return p.opt(j+1, "on")
		}
		if d, e := p.date(j, "starting"); e > j {
			w.start, w.hasStart = d, true
			if s := p.rangeSign(e, "from"); s > e && w.hasRule && w.until == noDay {
				if u, f := p.date(s, "to"); f > s && u.day > d.day {
					w.until = u.day
					return f
				}
			}
			return p.onwards(e)
		}
		if y, ok := p.digits(j, 4); ok && w.hasRule && len(p.w(j)) == 4 && p.right(j+1) { // "starting 2027"
			if ty, _, _ := p.today.date(); y > ty && y <= ty+30 {
				w.start, w.hasStart = single(newDay(y, 1, 1)), true
				return j + 1
			}
		}
		if v, e := p.clock(j, "at"); lead == "starting" && e > j && w.hasRule && !w.hasClock && p.right(e) { // "every 12 hours starting at 9pm"
			w.clock, w.hasClock, w.colon = v, true, true
			return e
		}
	case lead == "until" || lead == "till":
		if !w.hasRule || w.until != noDay {
			return k
		}
		j = p.opt(j, "the")
		if p.is(j-1, "the") && p.is(j, "end") {
			j--
		}
		if d, e := p.date(j, "until"); e > j && !d.past {
			w.until = d.day
			if d.coarse && !p.is(j, "next") && d.last != d.day && (p.lex(j).month == 0 || p.is(k, "through", "thru")) {
				w.until = d.last
			}
			return e
		}
	case !w.hasRule && w.pieces == 0 && prep == "":
		return p.timesFirst(w, k)
	case w.hasRule && w.times == 0 && (prep == "for" || prep == ""):
		return p.ruleLength(w, k, prep)
	}
	return k
}

// ruleLength reads "6 times" and, behind "for", a stretch of time.
func (p *parser) ruleLength(w *when, k int, prep string) int {
	j := p.atMost(k)
	if prep == "for" {
		if e := p.restOf(w, k); e > k {
			return e
		}
		j = p.opt(j, "the")
		j = p.opt(j, "next")
		j = p.opt(j, "a")
		if p.is(j-1, "a") {
			if !p.is(j, "total") {
				j--
			} else {
				j = p.opt(j+1, "of")
			}
		}
	}
	n, e := p.digitsOrWord(j)
	if p.is(j, "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x12", "x20") && p.right(j+1) && prep == "" { // "every monday x5"
		for _, c := range p.w(j)[1:] {
			w.times = w.times*10 + int(c-'0')
		}
		return j + 1
	}
	if p.is(j, "twice") && prep == "for" {
		w.times = 2
		return j + 1
	}
	if e > j && n > 0 && p.is(e, "times", "occurrences", "sessions", "repetitions", "x", "time", "repeats", "instances") && p.right(e+1) {
		w.times = n
		return e + 1
	}
	a, e, ok := p.amount(j)
	if prep != "for" && (!p.is(k-1, ",") || e < p.end()) || !ok || !a.calendar() || a.workdays > 0 {
		return k
	}
	w.span = a
	return e
}
