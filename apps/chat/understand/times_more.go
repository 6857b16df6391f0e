package understand

// moreTime is a second time of the same thing: "every day at 8am and 8pm", "every mon at 6pm and sat at 9am". A task has
// one due time, so each becomes a task.
type moreTime struct {
	clock clockVal
	days  []int // the weekdays it holds for, when they are others
	date  *dateVal
}

// maxTimes bounds how many times one thing may have.
const maxTimes = 12

// anotherTime reads a further time behind one of a time phrase and makes it a part of it.
func (p *parser) anotherTime(w *when) bool {
	if w.pieces == 0 || w.endMin >= 0 || w.hasDuration || len(w.more) >= maxTimes {
		return false
	}
	if p.anotherDay(w) {
		return true
	}
	if !w.hasClock {
		return p.anotherPart(w)
	}
	if w.claims[len(w.claims)-1].slot != "due_time" {
		return false
	}
	k := p.separator(w.to)
	if k == w.to || p.is(k-1, "or", "/", "+") && !w.hasRule {
		return false
	}
	k = p.opt(k, "again", "then")
	var m moreTime
	if w.hasRule && w.rule.freq == "WEEKLY" && w.rule.setPos == 0 {
		at := p.opt(k, "on", "every")
		days, e := p.weekdays(at)
		if e > at {
			m.days, k = days, e
		}
	}
	at := p.opt(k, "at", "@")
	v, e := p.clock(at, "at")
	if e == at || !p.right(e) || v.weak && !p.endsTime(e) || v.weak && !w.hasRule {
		return false
	}
	if m.clock = v; m.days == nil && v.min == w.clock.min {
		return false
	}
	c := claim{"due_time", w.to, e}
	w.more, w.to, w.claims = append(w.more, m), e, append(w.claims, c)
	return true
}

// anotherDay reads a further day: "call bob on monday and wednesday", "rent on the 1st and the 15th".
func (p *parser) anotherDay(w *when) bool {
	if !w.hasDate || w.hasRule || w.endDay != noDay || w.hasZone || w.date.instant || w.date.coarse || w.claims[len(w.claims)-1].slot != "due_date" {
		return false
	}
	k := p.separator(w.to)
	if k == w.to || !p.is(k-1, "and", "&", ",") || p.is(k-1, ",") && len(w.more) == 0 && !p.daysGoOn(k) && !p.lastDays(k) || p.is(k-1, ",") && p.lex(k).month == 0 && len(w.more) > 0 && !p.daysGoOn(k) {
		return false
	}
	d, e := p.plainDate(p.opt(k, "on", "again"), "on")
	if e == p.opt(k, "on", "again") || d.past || d.coarse || d.day == w.date.day || !p.endsTime(e) && !p.startsClock(e) && !(w.from == 0 && d.name && w.date.name && p.is(k-1, "and", "&")) || p.is(k-1, ",") && d.month != w.date.month {
		return false
	}
	w.more = append(w.more, moreTime{date: &d})
	w.claims, w.to = append(w.claims, claim{"due_date", w.to, e}), e
	return true
}

// lastDays tells whether the message ends in two weekdays, of which the second is at i: "gym tuesday, thursday".
func (p *parser) lastDays(i int) bool {
	return p.lex(i).weekday > 0 && p.lex(i-2).weekday > 0 && i+1 >= p.end()
}

// daysGoOn tells whether "tomorrow, friday and sunday" goes on to an "and".
func (p *parser) daysGoOn(i int) bool {
	_, e := p.plainDate(i, "on")
	if e == i {
		return false
	}
	if p.is(e, "and", "&") || p.is(e, ",") && p.is(e+1, "and", "&") {
		return true
	}
	_, f := p.plainDate(e+1, "on")
	return p.is(e, ",") && f > e+1 && p.lex(i).month > 0
}

// anotherPart reads a further part of the day: "every morning and evening".
func (p *parser) anotherPart(w *when) bool {
	if !w.hasRule || w.part == noPart && w.rule.part == noPart {
		return false
	}
	k := p.separator(w.to)
	if k == w.to || p.is(k-1, "or", "/", "+") {
		return false
	}
	k = p.any(k, "every", "each", "in the", "at", "the")
	pt := p.lex(k).part
	if pt == noPart || !p.right(k+1) || p.lex(k).typo {
		return false
	}
	w.more = append(w.more, moreTime{clock: clockVal{min: partStart[pt], end: pt == midnight}})
	w.claims, w.to = append(w.claims, claim{"due_time", w.to, k + 1}), k+1
	return true
}

// endsTime tells whether a bare hour may end before i: "at 8 and 20 every day", but not "at 8 and 20 others".
func (p *parser) endsTime(i int) bool {
	if i >= len(p.t) || p.kind(i) != word || p.lex(i).join || p.is(i, "on") || p.separator(i) > i {
		return true
	}
	if len(p.t) > i+maxGlance {
		p = p.part(0, i+maxGlance)
	}
	_, j := p.recurrence(i, "")
	return j > i || p.startsDate(i)
}

// maxGlance bounds, in tokens, how far a look at what begins next goes: in "every 1 every 1 …" each would ask the next.
const maxGlance = 16

// others gives the time phrase once for each further time.
func (w *when) others() []when {
	var out []when
	for _, m := range w.more {
		c := *w
		if m.date != nil {
			c.more, c.date = nil, *m.date
			out = append(out, c)
			continue
		}
		c.more, c.clock, c.hasClock, c.colon, c.part, c.rule.part = nil, m.clock, true, true, noPart, noPart
		if m.days != nil {
			c.rule.byDay = nil
			for _, d := range m.days {
				c.rule.byDay = append(c.rule.byDay, nthDayOfWeek{wd: d})
			}
			c.rule.tidy()
		}
		out = append(out, c)
	}
	return out
}
