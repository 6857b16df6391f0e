package understand

// emptyLead tells whether a piece is only "add" and signs: then the signs belong to one title.
func (p *parser) emptyLead(s [2]int) bool {
	q := p.part(s[0], s[1])
	return q.is(0, "add", "create", "new") && !q.part(1, len(q.t)).meaningful()
}

// startsAdd tells whether the message began as an order to add.
func (p *parser) startsAdd() bool {
	lo, _ := p.courtesy()
	j, _ := p.addLead(lo)
	return j > lo
}

// twice finds where "and to" joins two reminders with a time each: "remind me to call at 5 and to leave at 6". A stretch
// that was found without a time is not looked at again for the next "and to".
type twice struct {
	lo, from int  // of the reminder that begins at lo, what is before from holds no time
	first    bool // it has a time
	over     bool // no time comes any more
}

func (s *twice) at(p *parser, lo, and, to int) bool {
	if s.over || p.remindVerb(lo) == lo || p.kind(to+1) != word {
		return false
	}
	if s.lo != lo {
		*s = twice{lo: lo}
	}
	if !s.first {
		s.first = p.dated(max(lo, s.from), and)
		s.from = and
	}
	s.over = s.first && !p.dated(to+1, len(p.t))
	return s.first && !s.over
}

// headerWhen reads the time of a list's first line: "tomorrow:", "friday 5pm:".
func (p *parser) headerWhen() (w when, ok bool) {
	h := p.header()
	if h < 2 {
		return w, false
	}
	i := 0
	for p.kind(i) == line && i < h {
		i++
	}
	w, ok = p.part(0, h-1).timePhrase(p.any(i, "for", "todo", "to do", "tasks for", "todo for", "to do for", "things for", "tasks"))
	return w, ok && p.w(w.to) == ":" && !w.hasRule
}
