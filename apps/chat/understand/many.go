package understand

// maxTasks bounds how many tasks one message may add. A longer list is read as one task, whose title is refused for its
// length, so that nobody believes a list was taken whole of which the end is missing.
const maxTasks = 200

// addMany reads several tasks in one message: lines, bullets, numbers, "; ", "and add", "and remind me to", or
// "add three tasks: a, b, c". A comma alone never splits: "buy milk, eggs, bread" is one task.
func (p *parser) addMany() (Reading, bool) {
	segs := p.segments()
	if len(segs) < 2 || len(segs) > maxTasks || p.emptyLead(segs[0]) {
		return Reading{}, false
	}
	if s := segs[0]; p.is(s[0], "delete", "remove", "complete", "show", "find", "search", "rename", "done") && !p.part(s[0]+1, s[1]).meaningful() {
		return Reading{}, false // "delete '; DROP TABLE tasks;--"
	}
	r := Reading{Intent: AddMany}
	day, dated := p.headerWhen()
	lo, _ := p.courtesy()
	_, reminding := p.addLead(lo)
	reminding = reminding || p.remindVerb(lo) > lo
	for _, s := range segs {
		q := p.part(s[0], s[1])
		also := reminding && q.is(0, "to") && s[0] > lo // "remind me to … and to …"
		if also {
			q = q.part(1, len(q.t))
		}
		if talk, ok := q.talk(); ok && len(r.Slots.Tasks) == 0 && (talk.Intent == Confirm || talk.Intent == Greet || talk.Intent == Thanks || talk.Intent == Cancel) {
			continue // "yes and add milk"
		}
		lo, hi := q.courtesy()
		q = q.part(lo, hi)
		one, ok := q.explicitAdd()
		if !ok {
			one = q.addTask(q, also)
		}
		if dated && one.Intent == Add && one.Slots.DueDate == "" {
			u := p.work(&day)
			u.fill(&one.Slots)
		}
		if one.Intent == AddMany {
			r.Slots.Tasks, r.Spans, r.Doubt = append(r.Slots.Tasks, one.Slots.Tasks...), append(r.Spans, one.Spans...), one.Doubt
			if len(r.Slots.Tasks) >= maxTasks {
				break
			}
			continue
		}
		if one.Intent != Add || one.Slots.Title == "" {
			if len(segs) == 2 { // "call mom; tomorrow" is one task
				return Reading{}, false
			}
			one = Reading{Intent: Add, Slots: Slots{Title: trimTitle(q.raw(0, len(q.t)))}, Spans: q.spans([]claim{{"title", 0, len(q.t)}})}
			if one.Slots.Title == "" {
				continue
			}
		}
		r.Slots.Tasks = append(r.Slots.Tasks, one.Slots)
		r.Spans = append(r.Spans, one.Spans...)
		if len(r.Slots.Tasks) == maxTasks {
			break
		}
	}
	switch len(r.Slots.Tasks) {
	case 0:
		return Reading{}, false
	case 1:
		return Reading{Intent: Add, Slots: r.Slots.Tasks[0], Spans: r.Spans}, true
	}
	return r, true
}

// segments cuts the message into tasks; fewer than two when it is a single one.
func (p *parser) segments() (out [][2]int) {
	if s := p.counted(); len(s) > 1 {
		return s
	}
	start := p.header()
	if start == 0 {
		start, _ = p.courtesy()
	}
	back, _ := p.addsBack()
	noted, ordered, known := false, false, false
	var reminders twice
	add := func(lo, hi int) {
		for lo < hi && p.kind(lo) == line {
			lo++
		}
		lo = p.bullet(lo)
		q := p.part(lo, hi)
		if lo < hi && q.meaningful() {
			out = append(out, [2]int{lo, hi})
		}
	}
	for i := start; i < len(p.t) && len(out) <= maxTasks; i++ {
		switch {
		case p.t[i].quoted:
		case p.kind(i) == line && i > start && p.is(i+1, "note", "notes") && p.w(i+2) == ":":
			noted = true
		case p.kind(i) == line:
			add(start, i)
			start, noted = i+1, false
		case p.is(i, "note", "notes") && p.w(i+1) == ":":
			noted = true
		case noted:
		case p.w(i) == ";" && i+1 < len(p.t) && !p.glued(i+1):
			add(start, i)
			start = i + 1
		case p.is(i, "and", "then", ",") && i > start:
			j := p.opt(i, ",")
			j = p.opt(j, "and")
			j = p.opt(j, "then")
			if p.is(i, "and") && p.is(j, "to") && reminders.at(p, start, i, j) {
				add(start, i)
				start = j
				continue
			}
			k := p.any(j, "add", "also", "remind me to", "remind me about", "please add", "create a task", "new task", "also add")
			if k > j && j > i && (p.w(i) != "," || j > i+1 || !p.is(j, "also")) && k < len(p.t) && !p.is(k, "up", "a pinch") {
				if w, ok := p.timePhrase(start); ok && w.to >= i { // "every 2 days, remind me to …"
					continue
				}
				if p.is(j, "add") && p.is(k, "to", "it", "them", "some", "the") {
					if !known {
						ordered, known = p.startsAdd(), true
					}
					if !ordered {
						continue
					}
				}
				if j == back {
					continue
				}
				add(start, i)
				start = j
				i = k - 1
			}
		}
	}
	add(start, len(p.t))
	if len(out) < 2 {
		if in := p.inline(); len(in) > 1 {
			return in
		}
	}
	return out
}
