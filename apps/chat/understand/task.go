package understand

import "sort"

// task is one task read from a text: its slots, what became them, and the doubt if there is one.
type task struct {
	slots  Slots
	claims []claim // token places of the parser that read it
	due    due
	also   []Slots // the same at other times
	extras Extras
}

// readTask reads a whole text as one task. reminding is true behind "remind me to", where the due time rings.
func (p *parser) readTask(reminding bool) task {
	var t task
	notes, end := p.notes()
	q := p.part(0, end)
	m := newMarks(q)
	if notes != "" {
		t.slots.Notes = notes
	}
	t.slots.Labels, t.slots.Project = q.sigils(m)
	t.extras.Nag = q.nagTail(m)
	bells := q.bells(m, reminding)
	t.slots.Priority = q.remarks(m, q.priorities(m))
	t.due = noDue()
	var also []due
	if w, ok := q.scan(m); ok {
		more := w.others()
		t.due = q.work(&w)
		q.sense(&w, &t.due)
		t.extras.Strict = w.strict && w.hasRule
		for i := range more {
			also = append(also, q.work(&more[i]))
		}
	}
	if t.slots.Priority == 0 { // what stood beside a date is at the edge now
		t.slots.Priority = q.remarks(m, q.priorities(m))
	}
	q.hideSigilLead(m)
	t.slots.Labels = q.labelWords(m, t.slots.Labels)
	q.hideTail(m)
	q.hideIs(m)
	t.slots.Title = m.title()
	for i := range also {
		s := t.slots
		q.fillDue(&s, &also[i], bells, reminding)
		t.also = append(t.also, s)
	}
	q.fillDue(&t.slots, &t.due, bells, reminding)
	t.claims = m.withTitle()
	if notes != "" {
		t.claims = append(t.claims, claim{"notes", end, len(p.t)})
	}
	return t
}

// fillDue writes the due slots and the reminders, which hang on them.
func (p *parser) fillDue(s *Slots, u *due, bells []bell, reminding bool) {
	u.fill(s)
	s.Reminders = nil
	for i := range bells {
		s.Reminders = append(s.Reminders, p.ring(&bells[i], u))
	}
	if reminding && u.date != noDay && len(bells) == 0 {
		s.Reminders = []Reminder{{}}
	}
}

// notes finds "note: …" and gives what follows it, as typed, and where the task ends.
func (p *parser) notes() (text string, end int) {
	for i := 0; i+1 < len(p.t); i++ {
		if p.is(i, "note", "notes") && p.w(i+1) == ":" && p.glued(i+1) && p.left(i) {
			if i == 0 || p.is(i-1, "add", "a") {
				continue
			}
			if text = p.raw(i+2, len(p.t)); text == "" {
				continue
			}
			if n := len(p.t); p.is(i-1, "(") && p.w(n-1) == ")" && n-1 > i+2 { // "(note: organic)"
				return p.raw(i+2, n-1), i - 1
			}
			return text, i
		}
	}
	return "", len(p.t)
}

// withTitle adds the runs of free words to the claims, in text order.
func (m *marks) withTitle() []claim {
	out := m.claims
	for i := 0; i < len(m.taken); {
		if m.taken[i] || m.soft(i) {
			i++
			continue
		}
		j, last := i, i
		for j < len(m.taken) && !m.taken[j] {
			if !m.soft(j) {
				last = j
			}
			j++
		}
		out = append(out, claim{"title", i, last + 1})
		i = j
	}
	sort.Slice(out, func(a, b int) bool { return out[a].from < out[b].from })
	return out
}

// spans turns claims into byte ranges of the message. shift is where the parser's tokens begin in all.
func (p *parser) spans(claims []claim) []Span {
	out := make([]Span, 0, len(claims))
	for _, c := range claims {
		if c.from >= c.to || c.to > len(p.t) {
			continue
		}
		s, e := p.c.span(p.t[c.from].s, p.t[c.to-1].e)
		if n := len(out); e <= s || n > 0 && s < out[n-1].End {
			continue
		}
		out = append(out, Span{Slot: c.slot, Start: s, End: e})
	}
	return out
}
