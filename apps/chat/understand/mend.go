package understand

// timePhrase is readWhen with the corrections behind it.
func (p *parser) timePhrase(i int) (w when, ok bool) {
	if w, ok = p.readWhen(i); ok {
		p.mendWhen(&w)
	}
	return w, ok
}

// mendWhen lets a time that takes the one before it back replace it: "tomorrow, sorry, friday", "at 5 no wait 6",
// "friday, i mean saturday", "friday not thursday".
func (p *parser) mendWhen(w *when) {
	for range 3 {
		if k := p.opt(w.to, ","); p.is(k, "not") { // "friday, not saturday"
			if c, ok := p.readWhen(k + 1); ok && w.answers(&c) {
				w.to = c.to
			}
		}
		k, ok := p.takesBack(w.to)
		if !ok {
			return
		}
		c, ok := p.readWhen(k)
		if !ok {
			v, e := p.clock(k, "at")
			if e == k || !w.hasClock || !p.right(e) {
				return
			}
			c = newWhen(k, e)
			c.clock, c.hasClock, c.pieces, c.claims = v, true, 1, []claim{{"due_time", k, e}}
		}
		if !w.answers(&c) {
			return
		}
		w.replace(&c)
	}
}

// takesBack steps over "no", ", sorry,", "i mean", "make that" and the like.
func (p *parser) takesBack(i int) (next int, ok bool) {
	j := i
	for j < len(p.t) && j < i+8 {
		switch k := p.any(j, "i mean", "i meant", "i ment", "make that", "make it", "scratch that", "or rather", "or better", "or actually", "on second thought", "hold on", "my bad", "no make it", "let's say", "lets say", "better make it"); {
		case k > j:
			j, ok = k, true
		case p.is(j, "no", "nope", "sorry", "oops", "wait", "actually", "rather", "correction", "er", "err"):
			j, ok = j+1, true
		case p.is(j, ",", "-", ".", "…", ";", "uh", "um", "hmm", "oh", "ah", "well") && !p.t[j].quoted:
			j++
		default:
			return j, ok
		}
	}
	return j, ok
}

// answers tells whether c speaks of the same kind of thing as w, so that it can stand in its place.
func (w *when) answers(c *when) bool {
	return c.hasDate && (w.hasDate || w.hasClock) || (c.hasClock || c.part != noPart) && (w.hasClock || w.part != noPart || w.hasDate) || c.hasRule && w.hasRule
}

// replace lets what c says win over what w said.
func (w *when) replace(c *when) {
	if c.hasDate {
		w.date, w.hasDate, w.endDay = c.date, true, c.endDay
		w.drop("due_date")
	}
	if c.hasClock || c.part != noPart {
		w.clock, w.hasClock, w.colon, w.part = c.clock, c.hasClock, c.colon, c.part
		w.endMin, w.endBare, w.zone, w.hasZone = c.endMin, c.endBare, c.zone, c.hasZone
		w.drop("due_time")
	}
	if c.hasRule {
		w.rule, w.start, w.hasStart, w.until, w.times, w.span = c.rule, c.start, c.hasStart, c.until, c.times, c.span
		w.drop("rrule")
	}
	w.to = c.to
	w.claims = append(w.claims, c.claims...)
	w.pieces += c.pieces
}

// drop forgets the claims of a slot: their words mean nothing any more.
func (w *when) drop(slot string) {
	kept := w.claims[:0]
	for _, c := range w.claims {
		if c.slot != slot {
			kept = append(kept, c)
		}
	}
	w.claims = kept
}
