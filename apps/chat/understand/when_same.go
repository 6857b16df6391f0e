package understand

// sameDay steps over the day said a second time in another way: "tomorrow the 18th", "today (saturday)", "29 aug, sat".
// It must be the same day; what is another day is said of something else.
func (p *parser) sameDay(w *when) int {
	k := w.to
	if !w.hasDate || w.hasRule || w.endDay != noDay || w.date.instant || w.date.coarse || k >= len(p.t) {
		return k
	}
	bracket := p.w(k) == "(" || p.w(k) == "["
	j := k
	if bracket || p.w(k) == "," {
		j++
	}
	if p.glued(j) && !bracket || j >= len(p.t) {
		return k
	}
	e := p.dayAgain(w, j)
	switch {
	case e == j:
		return k
	case bracket:
		if p.w(e) != ")" && p.w(e) != "]" {
			return k
		}
		return e + 1
	case j == k && e == j+1 && !p.endsTime(e) && !p.startsClock(e) && !p.verbAt(e): // "tomorrow Thursday night football"
		return k
	}
	return e
}

// dayAgain reads at j a date that is the day of w; a weekday is only asked whether it is that day's.
func (p *parser) dayAgain(w *when, j int) int {
	if l := p.lex(j); l.weekday > 0 && !l.plural && !l.typo {
		if w.date.day.weekday() == int(l.weekday)-1 && p.right(j+1) && p.lex(j+1).part == noPart {
			return j + 1
		}
		return j
	}
	if p.lex(j).rel > 0 || p.is(j, "next", "this", "last") {
		return j
	}
	if d, e := p.plainDate(j, "on"); e > j && d.day == w.date.day && d.alt == noDay && !d.coarse && d.part == noPart {
		return e
	}
	return j
}
