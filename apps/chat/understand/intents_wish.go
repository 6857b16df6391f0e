package understand

// wishFrame reads a command said as a wish: "I want to delete the gym task", "I need to reschedule the dentist to july
// 6". Only what certainly names a task is a command; "I need to finish the report" is a task of its own.
func (p *parser) wishFrame() (Reading, bool) {
	n := p.end()
	if r, ok := p.stillToDo(n); ok {
		return r, true
	}
	if n <= maxCommand && p.insteadAt() > 0 && p.needLead(0) > 0 {
		if r, ok := p.insteadFrame(); ok {
			return r, true
		}
	}
	j := p.any(0, "i want to", "i'd like to", "i would like to", "i wanna", "i need to", "i have to", "i'm going to", "i am going to", "i think we should", "let me", "let's", "lets",
		"i should", "i must", "i gotta", "i've got to", "i want", "i'd love to", "we should", "we need to", "we have to", "we'd better", "i'd better", "need to", "want to", "have to", "gotta", "got to", "wanna", "gonna", "i'm gonna", "i'll", "i will")
	if j == 0 || j+1 >= n || n > maxCommand || !wishVerbs[p.w(j)] {
		return Reading{}, false
	}
	q := p.part(j, n)
	r, ok := q.edits()
	if !ok || r.Slots.Ref == nil {
		return Reading{}, false
	}
	ref := r.Slots.Ref
	certain := len(ref.Numbers) > 0 || ref.Last || ref.Filter != nil
	moved := toMoment(r) && (p.is(j, "reschedule", "postpone", "push", "snooze", "defer", "delay") || q.movesTo(r))
	if !certain && !moved && !(p.is(j, "delete", "remove", "rename", "reopen", "untag") && q.calledTask(1, len(q.t))) {
		return Reading{}, false
	}
	if other := p.addTask(p.part(p.needLead(0), len(p.t)), false); moved && !certain && p.needLead(0) > 0 && other.Intent == Add {
		r.Doubt = "I took this as a change to a task you have."
		other.Alternative, other.Doubt = nil, ""
		r.Alternative = &other
	}
	return r, true
}

// stillToDo reads "I still need to do 3" of a task in the list: it is not done after all.
func (p *parser) stillToDo(n int) (Reading, bool) {
	j := p.any(0, "i still need to", "i still have to", "still need to", "still have to", "i've still got to", "i still gotta", "i still must", "we still need to", "we still have to")
	k := p.any(j, "do", "finish", "complete")
	if j == 0 || k == j || !p.strongRef(k, n) {
		return Reading{}, false
	}
	return p.finish(Reopen, k, n)
}

// movesTo tells whether the time of a move stands behind "to" or "until", as in "move the dentist to friday"; people move a
// sofa on friday. The time is the last span.
func (p *parser) movesTo(r Reading) bool {
	at := len(p.t)
	for i := range p.t {
		if s, _ := p.c.span(p.t[i].s, p.t[i].e); len(r.Spans) > 0 && s == r.Spans[len(r.Spans)-1].Start {
			at = i
		}
	}
	return p.is(at-1, "to", "until", "till", "til")
}

// wishVerbs are the commands that people wish for.
var wishVerbs = set("delete remove move reschedule postpone push snooze defer delay rename mark complete reopen tag untag prioritize bump shift drop scrap")
