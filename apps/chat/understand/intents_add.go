package understand

import "strings"

// addTask reads the parser's text as one task to add. whole is the parser that the spans are counted in.
func (p *parser) addTask(whole *parser, reminding bool) Reading {
	p = p.stripTail()
	t := p.readTask(reminding)
	if t.slots.Title == "" && t.slots.Notes != "" && len(t.claims) > 0 {
		t.slots.Title, t.slots.Notes = t.slots.Notes, ""
	}
	r := Reading{Intent: Add, Slots: t.slots, Spans: p.spans(t.claims)}
	if t.slots.Title == "" {
		r = p.noTitle(r)
	}
	p.doubt(&r, &t.due)
	return r
}

// noTitle decides about a message that is nothing but a date or a sigil: a question about that day.
func (p *parser) noTitle(r Reading) Reading {
	q := p.ownless()
	f := q.filter(0)
	if f.leftover == "" && f.stated && r.Slots.RRule == "" && r.Slots.DueTime == "" {
		p.settle(&f)
		out := Reading{Intent: List, Spans: p.spans(f.claims)}
		out.Slots.setFilter(f.filter)
		return out
	}
	if p.ctx.Shown > 0 {
		if ref, ok := p.ref(0, len(p.t), false); ok && len(ref.Numbers) > 0 {
			r, _ := p.about(Show, ref, 0, len(p.t), Slots{})
			return r
		}
	}
	if len(p.t) > 0 && r.Slots.DueDate == "" && r.Slots.Priority == 0 && len(r.Slots.Labels) == 0 && r.Slots.Project == "" {
		return Reading{Intent: Unknown}
	}
	if r.Slots.RRule != "" || r.Slots.DueDate != "" || r.Slots.Priority != 0 { // better a task named as typed than none
		r = Reading{Intent: Add, Slots: Slots{Title: trimTitle(p.raw(0, len(p.t)))}, Spans: p.spans([]claim{{"title", 0, len(p.t)}})}
	}
	return r
}

// doubt attaches the other reading of an ambiguous date.
func (p *parser) doubt(r *Reading, u *due) {
	if u.altDate == noDay || r.Intent != Add && r.Intent != Reschedule || u.rule != nil {
		return
	}
	other := *r
	other.Slots.DueDate = u.altDate.String()
	if u.altMin >= 0 {
		other.Slots.DueTime = clock(u.altMin)
	}
	r.Alternative = &other
	switch u.doubt {
	case "next":
		r.Doubt = "“Next” can also mean the one after."
	case "same":
		r.Doubt = "That weekday is today; I took the one in a week."
	case "numeric":
		r.Doubt = "I read the month first; it can also be the day."
	case "hour":
		r.Doubt = "I took the morning; it can also be this evening."
	}
}

// stripTail drops "to my list", "on my todo list" behind a task.
func (p *parser) stripTail() *parser {
	hi := len(p.t)
	for hi > 0 && (p.kind(hi-1) == line || p.is(hi-1, ".", "!", "?") && !p.t[hi-1].quoted) {
		hi--
	}
	for _, tail := range tails {
		n := strings.Count(tail, " ") + 1
		if hi-n > 0 && p.seq(hi-n, tail) == hi {
			return p.part(0, hi-n)
		}
	}
	return p
}

// hideTail takes "to my list" out of a title when only claimed words follow it: "call mom to my list at 5pm".
func (p *parser) hideTail(m *marks) {
	e := len(p.t)
	for e > 0 && (m.taken[e-1] || m.soft(e-1)) {
		e--
	}
	if e == len(p.t) || !p.is(e-1, "list", "todos", "tasks") {
		return
	}
	for _, tail := range tails {
		if n := strings.Count(tail, " ") + 1; e-n > 0 && !m.any(e-n, e) && p.seq(e-n, tail) == e {
			m.hide(e-n, e)
			if p.is(0, "put", "stick", "throw") && e-n > 1 {
				m.hide(0, 1)
			}
			return
		}
	}
}

var tails = []string{
	"to my to do list", "to my to - do list", "to the to do list", "to the to - do list", "on my to do list", "on my to - do list", "on the to do list",
	"to my todo list", "to the todo list", "on my todo list", "on the todo list", "to my task list", "to the task list", "on my task list",
	"to my list", "to the list", "on my list", "on the list", "to my todos", "to my tasks", "to my to dos", "to todo list", "to list", "in my list", "in my todo list", "onto my list", "to todos",
	"to my list of tasks", "to my list of things to do", "as a task", "as a todo", "as a new task", "as task",
}

// explicitAdd reads a message that says it is a task: "add …", "new task: …", "remind me to …", "don't forget to …".
func (p *parser) explicitAdd() (Reading, bool) {
	if r, ok := p.remindAdd(); ok {
		return r, true
	}
	if r, ok := p.timeFirst(); ok {
		return r, true
	}
	j, reminding := p.addLead(0)
	if j == 0 || j >= len(p.t) {
		return Reading{}, false
	}
	if p.is(0, "add", "set", "create", "put") && len(p.t) <= maxCommand && p.notAdd() {
		return Reading{}, false
	}
	q := p.part(j, len(p.t))
	if !q.meaningful() {
		return Reading{}, false
	}
	return q.addTask(p, reminding), true
}

// notAdd tells whether "add" begins a change to a task: "add #home to laundry", "add a note to 2: …".
func (p *parser) notAdd() bool {
	if _, ok := p.tagFrame(); ok {
		return true
	}
	_, ok := p.noteFrame()
	if ok {
		return true
	}
	if _, ok = p.moveFrame(); ok {
		return true
	}
	_, ok = p.remindFrame()
	return ok
}

// addLead reads the words before a task and gives the place behind them; reminding when they ask to be reminded.
func (p *parser) addLead(i int) (next int, reminding bool) {
	j := i
	switch p.w(i) {
	case "add", "create", "new", "make", "enter", "insert", "put", "set", "jot", "write", "record", "start", "schedule", "log", "set-up", "note", "give", "save", "capture":
		if j = p.addVerb(i); j == i {
			return p.needLead(i), false
		}
	case "todo", "task", "todos", "tasks", "reminder":
		j = i + 1
		if p.w(j) == ":" || p.w(j) == "-" && !p.glued(j) {
			return j + 1, p.is(i, "reminder")
		}
		if p.is(i, "todo") && j < len(p.t) && p.kind(j) == word && !p.is(j, "list", "app", "lists") {
			return j, false
		}
		if p.is(i, "reminder") && p.is(j, "to", "for", "about") {
			return j + 1, true
		}
		return i, false
	case "to":
		if k := p.any(i, "to do :", "to - do :"); k > i {
			return k, false
		}
		return i, false
	default:
		return p.needLead(i), false
	}
	if j == i {
		return i, false
	}
	return j, p.is(j-1, "reminder") || p.is(j-2, "reminder") || p.is(j-1, "alarm") && false
}

// addVerb reads "add a new task to", "create task:", "new todo", "put … on my list", "note to self:".
func (p *parser) addVerb(i int) int {
	j := i + 1
	if p.w(j) == ":" {
		return j + 1
	}
	if k := p.any(i, "note to self :", "note to self -", "note to self ,", "note to self", "write down :", "write down", "jot down :", "jot down"); k > i {
		return k
	}
	if p.is(i, "note", "log", "record", "write", "jot", "give") {
		return i
	}
	if p.is(i, "put", "save") {
		for n := range tails {
			hi := len(p.t)
			for hi > 0 && p.is(hi-1, ".", "!") {
				hi--
			}
			if c := strings.Count(tails[n], " ") + 1; hi-c > i+1 && p.seq(hi-c, tails[n]) == hi {
				return p.opt(j, "down")
			}
		}
		return i
	}
	k := p.opt(j, "to")
	if k > j { // "add to my list: milk"
		if e := p.any(j, "to my to do list", "to my to - do list", "to my todo list", "to my task list", "to my list", "to the todo list", "to the list", "to my todos", "to my tasks", "to list", "to todo list"); e > j {
			return p.opt(e, ":", "-", ",")
		}
		if p.is(i, "add", "insert", "enter") {
			return j
		}
		return i
	}
	k = j
	for n := 0; n < 3 && p.is(k, "a", "an", "another", "new", "the", "this", "one", "me", "following", "these", "quick"); n++ {
		k++
	}
	noun := k
	if p.seq(k, "to do") > k && p.is(k+2, ":", "item", "to", "called") || p.seq(k, "to - do") > k {
		noun = p.any(k, "to do", "to - do")
		noun = p.opt(noun, "item")
	} else if p.is(k, "task", "todo", "item", "reminder", "tasks", "todos", "entry", "errand", "chore") {
		noun = k + 1
		noun = p.opt(noun, "item")
	}
	if noun > k {
		e := noun
		reminder := p.is(noun-1, "reminder")
		if p.is(e, "called", "named", "titled", "saying") {
			e++
			e = p.opt(e, ":")
		} else if p.w(e) == ":" || p.w(e) == "-" && !p.glued(e) || p.w(e) == "," {
			e++
		} else if p.is(e, "to") && !p.is(e+1, "my", "the") {
			e++
		} else if p.is(e, "for", "about") && reminder {
			e++
		} else if p.is(e, "for") && p.is(e+1, "me") && p.is(e+2, "to") {
			e += 3
		} else if p.is(i, "set") && !reminder {
			return i
		} else if p.is(i, "start", "schedule", "set") && !reminder {
			return i
		}
		if p.is(i, "make") && e == noun && p.kind(e) == word && p.lex(e) == &nothing {
			return i
		}
		return e
	}
	switch p.w(i) {
	case "add", "insert":
		return p.opt(j, "me") // the article stays: "add a cake"
	case "new":
		return i
	}
	return i
}

// needLead reads "i need to", "don't forget to", "remember to", "make sure to".
func (p *parser) needLead(i int) int {
	j := p.any(i, "i need to remember to", "i have to remember to", "i must remember to", "help me remember to", "don't let me forget to", "dont let me forget to", "do not let me forget to", "make sure i don't forget to", "i mustn't forget to", "i must not forget to", "i can't forget to", "i don't want to forget to",
		"i need to", "i have to", "i've got to", "i ve got to", "i got to", "i gotta", "i have got to", "i must", "i should", "i want to", "i'd like to", "i would like to", "i ought to", "i'm supposed to", "i am supposed to", "i've to", "i wanna", "i'd better", "i also need to", "i also have to", "i still need to", "i still have to", "i really need to", "i really should", "i will need to", "i'll need to",
		"we need to", "we have to", "we should", "we must", "gotta", "need to", "have to", "got to", "needs to",
		"don't forget to", "dont forget to", "do not forget to", "don't forget about", "don't forget the", "don't forget :", "don't forget", "dont forget", "do not forget", "never forget to", "remember to", "remember :", "remember that i need to", "make sure to", "make sure that i", "make sure i", "be sure to", "it is time to", "it's time to", "time to", "reminding myself to", "must remember to", "must", "i'm going to have to", "i'm gonna", "i am going to", "i'm going to", "i plan to", "i'm planning to")
	if j > i && p.is(j-1, "the") {
		j--
	}
	if j > i && j+1 < len(p.t) && p.is(j, "know", "see", "say") && p.is(0, "i") { // "i want to know …" is a question
		return i
	}
	return j
}

// remindAdd reads "remind me to call mom at 5", "remind me tomorrow at 9am to …", "remind me about the meter in 1h".
func (p *parser) remindAdd() (Reading, bool) {
	j := p.remindVerb(0)
	if j == 0 || j >= len(p.t) {
		return Reading{}, false
	}
	if len(p.t) <= maxCommand {
		if _, ok := p.remindFrame(); ok {
			return Reading{}, false
		}
	}
	k := j
	w, timed := p.readWhen(j)
	if timed {
		k = p.opt(w.to, ",")
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
	return q.addTask(p, true), true
}

// timeFirst reads "tomorrow at 9 remind me to call" and "on friday I need to call".
func (p *parser) timeFirst() (Reading, bool) {
	w, ok := p.readWhen(0)
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
	t.due = p.work(&own)
	t.due.fill(&t.slots)
	if reminding && len(t.slots.Reminders) == 0 && t.due.date != noDay {
		t.slots.Reminders = []Reminder{{}}
	}
	r := Reading{Intent: Add, Slots: t.slots, Spans: append(p.spans(w.claims), rest.spans(t.claims)...)}
	p.doubt(&r, &t.due)
	return r, t.slots.Title != ""
}

// remindVerb reads "remind me", with its usual mistypings.
func (p *parser) remindVerb(i int) int {
	j := i + 1
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
