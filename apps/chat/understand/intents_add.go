package understand

// addTask reads the parser's text as one task to add. whole is the parser that the spans are counted in.
func (p *parser) addTask(whole *parser, reminding bool) Reading {
	p = p.stripTail()
	if k := p.opt(0, "kindly", "please", "also", "just"); k > 0 && k < len(p.t) && reminding {
		p = p.part(k, len(p.t))
	}
	t := p.readTask(reminding)
	if t.slots.Title == "" && t.slots.Notes != "" && len(t.claims) > 0 {
		t.slots.Title, t.slots.Notes = t.slots.Notes, ""
	}
	r := Reading{Intent: Add, Slots: t.slots, Spans: p.spans(t.claims), Extras: t.extras}
	if t.slots.Title == "" {
		r = p.noTitle(r)
	}
	p.doubt(&r, &t.due)
	return r.severally(t.also)
}

// severally adds the task once for each further time.
func (r Reading) severally(also []Slots) Reading {
	if len(also) == 0 || r.Intent != Add {
		return r
	}
	many := Reading{Intent: AddMany, Slots: Slots{Tasks: append([]Slots{r.Slots}, also...)}, Spans: r.Spans, Extras: r.Extras}
	many.Doubt = "A task has one due time, so I made one for each."
	return many
}

// noTitle decides about a message that is nothing but a date or a sigil: a question about that day.
func (p *parser) noTitle(r Reading) Reading {
	if n := p.end(); p.ctx.Shown > 0 || p.is(n-1, "one", "ones") {
		if ref, ok := p.ref(0, n, false); ok && len(ref.Numbers) > 0 {
			r, _ := p.about(Show, ref, 0, n, Slots{})
			return r
		}
	}
	q := p.ownless()
	f := q.filter(0)
	if f.leftover == "" && f.stated && r.Slots.RRule == "" && r.Slots.DueTime == "" {
		p.settle(&f)
		out := Reading{Intent: List, Spans: p.spans(f.claims)}
		out.Slots.setFilter(f.filter)
		return out
	}
	if len(p.t) > 0 && r.Slots.DueDate == "" && r.Slots.Priority == 0 && len(r.Slots.Labels) == 0 && r.Slots.Project == "" {
		return Reading{Intent: Unknown}
	}
	if r.Slots.RRule != "" || r.Slots.DueDate != "" || r.Slots.Priority != 0 { // better a task named as typed than none
		r = Reading{Intent: Add, Slots: Slots{Title: trimTitle(p.raw(0, len(p.t)))}, Spans: p.spans([]claim{{"title", 0, len(p.t)}})}
	}
	return r
}

// explicitAdd reads a message that says it is a task: "add …", "new task: …", "remind me to …", "don't forget to …".
func (p *parser) explicitAdd() (Reading, bool) {
	if r, ok := p.remindAdd(); ok {
		return r, true
	}
	if p.remindVerb(0) > 0 && len(p.t) <= maxCommand {
		if _, ok := p.remindFrame(); ok {
			return Reading{}, false
		}
	}
	for _, f := range [...]frame{(*parser).timeFirst, (*parser).headed, (*parser).describedAdd, (*parser).ruledReminder, (*parser).addBehind, (*parser).framedAdd} {
		if r, ok := f(p); ok {
			return r, true
		}
	}
	if p.is(0, "add", "put") && len(p.t) <= maxCommand && p.notAdd() {
		return Reading{}, false
	}
	if r, ok := p.placedAdd(); ok {
		return r, true
	}
	j, reminding := p.addLead(0)
	if j == 0 && len(p.t) <= maxCommand {
		j = p.stateLead()
	}
	if j == 0 || j >= len(p.t) {
		return Reading{}, false
	}
	if p.is(0, "add", "set", "create", "put", "jot", "write", "make", "save", "stick", "slap", "whack", "pop", "throw", "chuck", "bung") && len(p.t) <= maxCommand && p.notAdd() {
		return Reading{}, false
	}
	if r, ok := p.remindInside(j); ok {
		return r, true
	}
	q := p.part(j, len(p.t))
	if !q.meaningful() && !q.pictured() {
		return Reading{}, false
	}
	if reminding { // "set a reminder for 6pm to take the pizza out"
		if w, ok := q.timePhrase(0); ok {
			if k := q.opt(w.to, ",", ":"); q.is(k, "to", "about", "that") {
				return q.joined(&w, k+1, true)
			}
		}
	}
	if k, name := q.projectFirst(); k > 0 {
		if r := q.part(k, len(q.t)).addTask(p, reminding); r.Intent == Add && r.Slots.Project == "" {
			r.Slots.Project = name
			return r, true
		}
	}
	if k, e, name := q.intoProject(); k > 0 && p.is(0, "add", "put", "create", "insert") {
		if r := q.part(0, k).addTask(p, reminding); r.Intent == Add && r.Slots.Project == "" {
			r.Slots.Project = name
			r.Spans = append(r.Spans, q.spans([]claim{{"project", e, len(q.t)}})...)
			return r, true
		}
	}
	return q.addTask(p, reminding), true
}

// notAdd tells whether "add" begins a change to a task: "add #home to laundry", "add a note to 2: …".
func (p *parser) notAdd() bool {
	if _, ok := p.tagFrame(); ok {
		return true
	}
	if _, ok := p.addedTime(p.end()); ok {
		return true
	}
	if p.is(0, "put") && p.hasWord(len(p.t), "back") {
		if _, ok := p.reopenFrame(); ok {
			return true
		}
	}
	_, ok := p.noteFrame()
	if ok {
		return true
	}
	if _, ok = p.moveFrame(); ok && !(p.is(1, "a", "an", "another", "new") && p.is(2, "new", "task", "todo", "item")) { // "a task" is none yet
		return true
	}
	_, ok = p.remindFrame()
	return ok
}
