package understand

// framedAdd reads a task whose time stands between the words that announce it and what is to be done: "add a task for
// tomorrow to oil the hinges", "task for friday: …", "tomorrow's job: …", "don't forget tomorrow to …".
func (p *parser) framedAdd() (Reading, bool) {
	if len(p.t) > maxCommand {
		return Reading{}, false
	}
	if r, ok := p.dayOwns(); ok {
		return r, true
	}
	if w, ok := p.timePhrase(0); ok { // "friday task: …"
		if k := p.announces(w.to); k > w.to && w.hasDate && p.leadsOn(k) {
			return p.joined(&w, k+1, false)
		}
	}
	j, verb := p.frameLead()
	if j == 0 {
		return Reading{}, false
	}
	w, ok := p.timePhrase(j)
	if !ok || !w.hasDate && !w.hasClock && !w.hasRule || w.to >= len(p.t) {
		return Reading{}, false
	}
	k := w.to
	switch {
	case p.is(k, "is") && (p.is(k+1, "to") || p.leadsOn(k+1)):
		return p.joined(&w, k+2, false)
	case p.leadsOn(k), verb && p.is(k, "to", ",") && k+1 < len(p.t) && !p.is(k+1, "my", "the", "our"):
		return p.joined(&w, k+1, false)
	}
	return Reading{}, false
}

// frameLead reads the words before the time; verb tells whether they ask for a "to" behind it: "add a task for …".
func (p *parser) frameLead() (next int, verb bool) {
	if j := p.any(0, "don't forget", "dont forget", "do not forget", "remember", "make sure"); j > 0 {
		return j, true
	}
	if p.any(0, "i have until", "i've got until", "we have until", "i have till") > 0 {
		return p.any(0, "i have", "i've got", "we have"), true
	}
	if j := p.any(0, "on my list", "on the list", "add to", "on my to do list", "on my todo list"); j > 0 {
		return j, false
	}
	j := p.any(0, "add", "create", "set", "make", "log", "enter", "insert", "schedule", "i need", "i want", "i have", "i've got", "give me")
	verb = j > 0
	for n := 0; n < 2 && p.is(j, "a", "an", "new", "another", "my", "one"); n++ {
		j++
	}
	if k := p.announces(j); k > j {
		return k, verb
	}
	return 0, false
}

// announces steps over a word for a task.
func (p *parser) announces(i int) int {
	if p.is(i, "task", "todo", "job", "errand", "chore", "item") {
		return i + 1
	}
	return p.any(i, "to do item", "to do", "to - do item", "to - do")
}

// leadsOn tells whether the sign at i leads on to the task: "friday task: …", "to do on friday - …".
func (p *parser) leadsOn(i int) bool {
	return i+1 < len(p.t) && (p.w(i) == ":" || p.w(i) == "-" && !p.glued(i) && !p.glued(i+1))
}

// dayOwns reads a day that owns a list or a task, before what is to be done or behind it: "tomorrow's list: bleach the
// grout", "add call the school to friday's list".
func (p *parser) dayOwns() (Reading, bool) {
	if w, ok := p.dayPossessive(0); ok {
		if k := w.to; p.announces(k) > k && p.leadsOn(p.announces(k)) || p.is(k, "list", "agenda") && p.leadsOn(k+1) {
			return p.joined(&w, max(p.announces(k), k+1)+1, false)
		}
	}
	n := p.end()
	for k := 2; k+1 < n && p.is(0, "put", "pencil", "pop", "stick") && p.kind(1) == word && !determiners[p.w(1)] && !p.is(1, "me", "us", "it", "that"); k++ { // "put gym down for friday"
		if !p.is(k+1, "for") || !p.is(k, "down") && !(p.is(k, "in") && taskVerbs[p.w(1)]) {
			continue
		}
		if w, ok := p.timePhrase(k + 1); ok && w.to >= n && w.hasDate {
			return p.withDay(k, &w)
		}
	}
	if !p.is(0, "add", "put", "stick", "pop", "throw") || n < 5 {
		return Reading{}, false
	}
	k, w, ok := n-3, when{}, false
	if p.is(n-1, "list", "todos", "tasks", "agenda") {
		w, ok = p.dayPossessive(n - 2)
	} else if l := p.lex(n - 1); p.is(0, "add") && (l.rel == 1 || l.rel == 2 || l.weekday > 0 && !l.plural) { // "add the call to friday"
		k = n - 2
		w, ok = p.timePhrase(n - 1)
	}
	if !ok || k < 2 || !p.is(k, "to", "on", "onto", "for") || p.is(k, "on", "for") && k == n-2 || len(p.refNumbers(1, k)) > 0 || p.kind(1) == number {
		return Reading{}, false
	}
	return p.withDay(k, &w)
}

// withDay reads the task in tokens [1, k) with the time that stands behind it.
func (p *parser) withDay(k int, w *when) (Reading, bool) {
	r, ok := p.part(0, k).joined(w, 1, false)
	r.Spans = append(r.Spans, p.spans(w.claims)...)
	return r, ok
}

// dayPossessive reads a day in the possessive: "tomorrow's", "friday's".
func (p *parser) dayPossessive(i int) (w when, ok bool) {
	if !possessive(p.w(i)) || p.t[i].quoted {
		return w, false
	}
	l := lexicon[p.w(i)[:len(p.w(i))-2]]
	w = newWhen(i, i+1)
	switch {
	case l.rel == 1 || l.rel == 2:
		w.date = single(p.today + day(l.rel-1))
	case l.weekday > 0 && !l.plural:
		w.date = single(p.nextWeekday(int(l.weekday) - 1))
	default:
		return w, false
	}
	w.hasDate, w.pieces, w.claims = true, 1, []claim{{"due_date", i, i + 1}}
	return w, true
}
