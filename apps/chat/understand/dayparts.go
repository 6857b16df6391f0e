package understand

// dayPart reads a part of the day: "in the morning", "this evening", "morning" behind a date, "at night", "eod".
func (p *parser) dayPart(w *when, k int, prep string) int {
	if w.part == morning && !w.hasClock && p.seq(k, "first thing") > k {
		return k + 2
	}
	if w.part != noPart && w.part != night || w.endOfDay {
		return k
	}
	if (prep == "at" || w.hasDate && k == p.end()-1 && w.from > 0 && prep == "") && p.is(k, "lunch", "lunchtime") && p.right(k+1) && !p.glued(k) {
		w.part = noon
		return p.opt(k+1, "time")
	}
	if w.hasDate && !w.hasClock && prep == "" && p.is(k, "am", "pm") && !p.glued(k) && p.right(k+1) && w.part == noPart && w.claims[len(w.claims)-1].slot == "due_date" {
		w.part = morning
		if p.is(k, "pm") {
			w.part = afternoon
		}
		return k + 1
	}
	if w.hasClock && w.clock.bare && prep == "" && p.is(k, "lunchtime") {
		w.part = afternoon
		return k + 1
	}
	if j := p.any(k, "eod", "cob", "end of the day", "the end of the day", "end of day", "close of business", "end of business",
		"end of the business day", "close of play"); j > k {
		w.endOfDay = true
		return p.opt(j, "on", "of")
	}
	j := k
	this, led := false, w.hasDate || w.hasRule || prep == "on" && p.is(k, "the")
	if w.part == night { // "tonight": "at night" adds nothing, "in the evening" neither
		led = false
	}
	switch p.w(k) {
	case "in", "during":
		if j = p.opt(k+1, "the"); j == k+1 && !(w.hasClock && w.clock.bare) {
			return k
		}
		led = true
		if p.is(j, "am", "pm") && w.hasClock && w.clock.bare {
			w.part = morning
			if p.is(j, "pm") {
				w.part = afternoon
			}
			return j + 1
		}
	case "this":
		j, this = k+1, true
	case "the":
		j = k + 1
		led = led && prep != ""
	case "first":
		if e := p.seq(k, "first thing"); e > k {
			if f := p.any(e, "in the morning", "in the am"); f > e {
				w.part = morning
				return f
			}
			if w.hasDate {
				w.part = morning
				return e
			}
			if d, f := p.date(e, ""); f > e && !w.hasDate && !d.coarse {
				w.date, w.hasDate, w.part = d, true, morning
				return p.opt(f, "morning")
			}
		}
		return k
	case "at":
		j = k + 1
		led = true
	}
	if prep == "at" || prep == "by" || prep == "until" || prep == "till" {
		led = true
	}
	j = p.opt(j, "early", "late", "mid")
	l := p.lex(j)
	if l.part == noPart || l.plural && !w.hasRule || l.part == noon || l.part == midnight || !p.right(j+1) || l.typo && !led && !this {
		return k
	}
	if (p.is(k, "at") || prep == "at") && l.part != night {
		return k
	}
	if this {
		if w.hasDate {
			return k
		}
		w.date, w.hasDate = single(p.today), true
	} else if !led && !((l.part == morning || l.part == afternoon) && !l.plural && p.clockFollows(j+1)) && !(p.is(j+1, "of") && !w.hasDate && p.startsDate(j+2)) && !((j > k || k == 0) && p.dayFollows(j)) {
		return k
	}
	w.part = l.part
	if p.is(j+1, "of") && !w.hasDate && p.startsDate(j+2) {
		return j + 2
	}
	return j + 1
}

// dayFollows tells whether the part of the day at i is that of the day behind it: "early morning tomorrow".
func (p *parser) dayFollows(i int) bool {
	l := p.lex(i + 1)
	return p.lex(i).part != noPart && !p.lex(i).plural && (l.rel == 1 || l.rel == 2 || l.weekday > 0 && !l.plural && p.lex(i+2).part == noPart) && p.right(i+2)
}

// clockFollows tells whether a time of day comes next: "afternoon at 5".
func (p *parser) clockFollows(i int) bool {
	_, e := p.clock(p.opt(i, "at", "@", ","), "at")
	return e > p.opt(i, "at", "@", ",") && p.right(e) && (p.is(i, "at", "@") || p.startsClock(i) || p.w(i+1) == ":" || p.oclock(i+1) > i+1)
}

// dayPartFollows tells whether "tonight", "this evening" comes next, so that a bare number before it is an hour.
func (p *parser) dayPartFollows(i int) bool {
	i = p.opt(i, ",")
	part := p.lex(i + 1).part
	return p.lex(i).rel == 4 && !p.lex(i).typo || p.is(i, "this") && (part == morning || part > noon && part < midnight)
}
