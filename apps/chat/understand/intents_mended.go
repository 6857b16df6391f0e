package understand

// mended reads what a correction puts in place: a time, a priority, a label, a project, another task, a new name, or a
// whole command. at is j behind a preposition; meant is true behind "I meant", where a plain phrase counts too.
func (p *parser) mended(at, j, n int, meant bool) (Reading, bool) {
	if r, ok := p.mendedTime(at, j, n); ok {
		return r, true
	}
	last := Ref{Last: true}
	if lv, e := p.level(j); e == n && !(p.kind(j) == number) {
		return p.about(Prioritize, last, j, j, Slots{Priority: lv}, claim{"priority", j, n})
	}
	if sign, name, e := p.sigil(j); e == n && e > j {
		if sign == '+' {
			return p.about(Move, last, j, j, Slots{Project: name}, claim{"project", j, n})
		}
		return p.about(Tag, last, j, j, Slots{Labels: []string{name}}, claim{"labels", j, n})
	}
	if ns := p.refNumbers(j, n); len(ns) > 0 {
		return p.about(Show, Ref{Numbers: ns}, j, n, Slots{})
	}
	if p.calledTask(j, n) && p.kind(j) == word && !p.pronoun(j, n) {
		if ref, ok := p.ref(j, n, false); ok && ref.Text != "" {
			return p.about(Show, ref, j, n, Slots{})
		}
	}
	q := p.part(j, n)
	if r, ok := q.talk(); ok && r.Intent != Chat {
		return r, true
	}
	if r, ok := q.edits(); ok {
		return r, true
	}
	if meant && n-j <= 12 && !p.pronoun(j, n) {
		if _, lead := q.addLead(0); lead {
			return Reading{}, false
		}
		if title := trimTitle(p.raw(j, n)); title != "" {
			r, ok := p.about(Rename, last, j, j, Slots{Title: title}, claim{"title", j, n})
			r.Doubt = "I took this as the right name of that task."
			return r, ok
		}
	}
	return Reading{}, false
}

// mendedTime reads the time that replaces the one before.
func (p *parser) mendedTime(at, j, n int) (Reading, bool) {
	if _, e := p.place(j, n, false); e == n && at == j && p.kind(j) != number { // "the second"
		return Reading{}, false
	}
	w, ok := p.readWhen(j)
	if !ok || w.to != n {
		if w, ok = p.readWhen(at); !ok || w.to != n {
			v, e := p.clock(at, "at")
			if e != n || at == j && p.kind(j) == number && !p.is(j-1, "be", "that", "been") {
				return Reading{}, false
			}
			w = newWhen(at, n)
			w.clock, w.hasClock = v, true
		}
	}
	if w.hasDuration {
		return Reading{}, false
	}
	u := p.work(&w)
	s := Slots{}
	if w.hasRule {
		if u.rule == nil {
			return Reading{}, false
		}
		s = Slots{RRule: u.rule.String(), FromCompletion: u.rule.fromCompletion}
		if _, timed := w.time(); timed || w.hasStart || w.hasDate {
			u.fill(&s)
		}
		return p.about(Repeat, Ref{Last: true}, j, j, s, claim{"rrule", j, n})
	}
	u.fill(&s)
	if !w.hasDate && !w.hasStart && w.hasClock && !w.hasZone {
		s.DueDate, s.EndDate = "", ""
	}
	return p.about(Reschedule, Ref{Last: true}, j, j, s, claim{"due_date", j, n})
}

// edits reads a command to a task that exists, whatever it is.
func (p *parser) edits() (Reading, bool) {
	if p.is(0, "add", "create", "new") {
		return Reading{}, false
	}
	for _, f := range [...]frame{
		(*parser).remindFrame, (*parser).noteFrame, (*parser).repeatFrame, (*parser).clearFrame, (*parser).prioritizeFrame,
		(*parser).tagFrame, (*parser).moveFrame, (*parser).skipFrame, (*parser).restoreFrame, (*parser).reopenFrame, (*parser).completeFrame, (*parser).deleteFrame,
		(*parser).renameFrame, (*parser).rescheduleFrame,
	} {
		if r, ok := f(p); ok {
			return r, true
		}
	}
	return Reading{}, false
}
