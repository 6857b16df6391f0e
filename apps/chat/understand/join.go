package understand

// conflict finds the kept phrase that says the same kind of thing as w.
func conflict(kept []when, w *when) int {
	for i := range kept {
		k := &kept[i]
		if k.hasDate && w.hasDate || k.hasClock && w.hasClock || k.hasRule && w.hasRule || k.part != noPart && w.part != noPart ||
			k.hasDuration && w.hasDuration || k.hasStart && w.hasStart || k.hasDate && k.date.instant && w.hasClock {
			return i
		}
	}
	return -1
}

// rank says how plainly a phrase is a time: led by a preposition, at an edge, made of several pieces.
func (m *marks) rank(w *when) int {
	n := w.pieces
	if w.prep != "" {
		n += 3
	}
	if m.clearRight(w.to) {
		n += 3
	}
	if m.clearLeft(w.from) {
		n++
	}
	if w.hasDate {
		n += 4
	}
	if w.hasDate && !w.date.weak || w.hasRule && !w.rule.weak {
		n += 2
	}
	return n
}

// untilOnly tells whether a phrase is nothing but "until …", the end of a rule that stands before it.
func (w *when) untilOnly() bool {
	return (w.prep == "until" || w.prep == "till") && w.hasDate && !w.hasRule && !w.hasClock && w.pieces == 1
}

// join fills what w does not say from c.
func (w *when) join(c *when) {
	if w.hasRule && c.untilOnly() && w.until == noDay { // "every monday #gym until june 30"
		w.until = c.date.day
	} else if !w.hasDate && c.hasDate {
		w.date, w.hasDate = c.date, true
	}
	if c.endDay != noDay {
		w.endDay = c.endDay
	}
	if !w.hasClock && c.hasClock {
		w.clock, w.hasClock, w.colon = c.clock, true, c.colon
		w.endMin, w.endBare = c.endMin, c.endBare
	}
	if w.part == noPart {
		w.part = c.part
	}
	w.endOfDay = w.endOfDay || c.endOfDay
	if c.hasRule && (!w.hasRule || w.rule.freq == c.rule.freq && len(w.rule.byDay)+len(w.rule.monthDay) == 0) { // "weekly … on thursdays"
		w.rule, w.hasRule = c.rule, true
	}
	if !w.hasStart && c.hasStart {
		w.start, w.hasStart = c.start, true
	}
	if w.until == noDay {
		w.until = c.until
	}
	if w.times == 0 {
		w.times = c.times
	}
	if w.span == (amount{}) {
		w.span = c.span
	}
	if w.except == noDay {
		w.except = c.except
	}
	if !w.hasZone && c.hasZone {
		w.zone, w.hasZone = c.zone, true
	}
	if !w.hasDuration && c.hasDuration {
		w.duration, w.hasDuration = c.duration, true
	}
	w.strict = w.strict || c.strict
	w.more = append(w.more, c.more...)
	w.pieces += c.pieces
}
