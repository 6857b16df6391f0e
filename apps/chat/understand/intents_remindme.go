package understand

// remindAdd reads "remind me to call mom at 5", "remind me tomorrow at 9am to …", "remind me about the meter in 1h".
func (p *parser) remindAdd() (Reading, bool) {
	j := p.remindVerb(0)
	if j == 0 || j >= len(p.t) || p.is(j, "what", "what's", "which", "whats") && p.hasWord(len(p.t), "i", "my", "is", "due", "on", "up") {
		return Reading{}, false
	}
	if len(p.t) <= maxCommand {
		if r, ok := p.remindFrame(); ok {
			return r, r.Intent == Add
		}
	}
	if k := p.opt(j, ","); k > j {
		if _, ok := p.readWhen(k); ok {
			j = k
		}
	}
	k := j
	w, timed := p.timePhrase(j)
	if timed {
		k = p.opt(w.to, ",")
	}
	if p.is(k, "2") && taskVerbs[p.w(k+1)] && !p.glued(k+1) { // "rmnd me 2 pay dues"
		k++
	}
	e := p.any(k, "to", "about", "of", "that i need to", "that i have to", "that i should", "that i must", "that", "i need to", "i have to", "for")
	if e == k && p.is(k, "i'm") {
		e = k
	}
	if timed && e == k && !p.is(k, ":") && k >= len(p.t) {
		return Reading{}, false
	}
	if e == k && p.w(k) == ":" {
		e++
	}
	if timed {
		return p.joined(&w, e, true)
	}
	q := p.part(e, len(p.t))
	if !q.meaningful() {
		return Reading{}, false
	}
	if e == j && p.is(j, "when", "after", "before", "once", "whenever", "if", "while", "as") {
		if r, ok := p.clauseFirst(j); ok {
			return r, true
		}
	}
	return q.addTask(p, true), true
}

// clauseFirst reads "remind me when I get home to call dad": the title is what to do, then when.
func (p *parser) clauseFirst(i int) (Reading, bool) {
	for k := i + 2; k < len(p.t)-1 && k < i+9; k++ {
		if p.is(k, "to") && !p.t[k].quoted && p.kind(k+1) == word && !p.is(k+1, "the", "a", "my", "work", "bed", "school", "town") && !p.is(k-1, "get", "go", "come", "got", "going", "have", "need", "want", "talk", "speak", "back", "used") {
			q := p.part(k+1, len(p.t))
			r := q.addTask(q, true)
			if r.Intent != Add {
				return r, false
			}
			r.Slots.Title += " " + p.raw(i, k)
			r.Spans = append(p.spans([]claim{{"title", i, k}}), r.Spans...)
			return r, true
		}
	}
	return Reading{}, false
}

// timeFirst reads "tomorrow at 9 remind me to call" and "on friday I need to call".
func (p *parser) timeFirst() (Reading, bool) { return p.timeFirstAt(0) }

func (p *parser) timeFirstAt(i int) (Reading, bool) {
	w, ok := p.timePhrase(i)
	if !ok {
		return Reading{}, false
	}
	k := p.opt(w.to, ",", ":")
	if j := p.remindVerb(k); j > k {
		if e := p.any(j, "to", "about", "of", "that i need to", "that"); e > j {
			return p.joined(&w, e, true)
		}
		return Reading{}, false
	}
	if j, _ := p.addLeadWord(k); j > k && p.is(k, "add", "create") {
		return p.joined(&w, j, false)
	}
	if j := p.needLead(k); j > k {
		return p.joined(&w, j, false)
	}
	return Reading{}, false
}

// joined reads the task from token e on together with a time phrase that stood before it.
func (p *parser) joined(w *when, e int, reminding bool) (Reading, bool) {
	rest := p.part(e, len(p.t)).stripTail()
	if !rest.meaningful() {
		return Reading{}, false
	}
	t := rest.readTask(reminding)
	own := *w
	m := newMarks(rest)
	rest.sigils(m)
	if c, ok := rest.scan(m); ok {
		own.join(&c)
	}
	t.also = nil
	for _, o := range own.others() {
		u, s := p.work(&o), t.slots
		u.fill(&s)
		if reminding && len(s.Reminders) == 0 && u.date != noDay {
			s.Reminders = []Reminder{{}}
		}
		t.also = append(t.also, s)
	}
	t.due = p.work(&own)
	rest.sense(&own, &t.due)
	t.due.fill(&t.slots)
	if reminding && len(t.slots.Reminders) == 0 && t.due.date != noDay {
		t.slots.Reminders = []Reminder{{}}
	}
	r := Reading{Intent: Add, Slots: t.slots, Spans: append(p.spans(w.claims), rest.spans(t.claims)...), Extras: t.extras}
	r.Strict = own.strict && own.hasRule
	p.doubt(&r, &t.due)
	return r.severally(t.also), t.slots.Title != ""
}

// remindVerb reads "remind me", with its usual mistypings.
func (p *parser) remindVerb(i int) int {
	j := i + 1
	if k := p.ringVerb(i); k > i && !p.is(i, "let", "wake") {
		return k
	}
	if k := p.reminderAsk(i); k > i {
		return k
	}
	if p.seq(i, "tell me to") > i && i+3 < len(p.t) {
		return i + 2
	}
	if !p.is(i, "remind", "reminder", "remindme") {
		w := p.w(i)
		if len(w) < 5 || len(w) > 7 || w[0] != 'r' || w == "rewind" || w == "remand" || distance(w, "remind", 1) > 1 {
			return i
		}
	}
	if p.is(i, "remindme") {
		return j
	}
	if p.is(j, "me", "us", "myself") {
		return j + 1
	}
	return i
}
