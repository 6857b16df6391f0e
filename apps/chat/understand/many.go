package understand

import "strings"

// maxTasks bounds how many tasks one message may add.
const maxTasks = 200

// addMany reads several tasks in one message: lines, bullets, numbers, "; ", "and add", "and remind me to", or
// "add three tasks: a, b, c". A comma alone never splits: "buy milk, eggs, bread" is one task.
func (p *parser) addMany() (Reading, bool) {
	segs := p.segments()
	if len(segs) < 2 || p.emptyLead(segs[0]) {
		return Reading{}, false
	}
	r := Reading{Intent: AddMany}
	for _, s := range segs {
		q := p.part(s[0], s[1])
		lo, hi := q.courtesy()
		q = q.part(lo, hi)
		one, ok := q.explicitAdd()
		if !ok {
			one = q.addTask(q, false)
		}
		if one.Intent != Add || one.Slots.Title == "" {
			continue
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
	noted := false
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
	for i := start; i < len(p.t); i++ {
		switch {
		case p.t[i].quoted:
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
			k := p.any(j, "add", "also", "remind me to", "remind me about", "please add", "create a task", "new task", "also add")
			if k > j && j > i && (p.w(i) != "," || j > i+1 || !p.is(j, "also")) && k < len(p.t) && !p.is(k, "up", "a pinch") {
				if p.is(j, "add") && p.is(k, "to", "it", "them", "some", "the") && !p.startsAdd() {
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

// header steps over a first line such as "todo:" or "shopping list:".
func (p *parser) header() int {
	i := 0
	for i < len(p.t) && p.kind(i) == line {
		i++
	}
	for j := i; j < len(p.t) && j < i+10; j++ {
		if p.kind(j) == line {
			if j > i && p.w(j-1) == ":" {
				return j + 1
			}
			h := p.seq(i, "todo") == j || p.seq(i, "to do") == j || p.seq(i, "todos") == j || p.seq(i, "tasks") == j || p.seq(i, "todo list") == j || p.seq(i, "my list") == j || p.seq(i, "add") == j
			if h {
				return j + 1
			}
			return i
		}
	}
	return i
}

// bullet steps over "-", "*", "•", "1.", "2)", "[ ]" at the start of a line.
func (p *parser) bullet(i int) int {
	j := i
	if p.is(j, "-", "*", "•", "+", "·", "–", "◦") && !p.glued(j+1) && j+1 < len(p.t) {
		j++
	} else if _, ok := p.digits(j, 3); ok && p.is(j+1, ".", ")") && p.glued(j+1) && !p.glued(j+2) && j+2 < len(p.t) {
		j += 2
	} else if p.is(j, "•", "·") {
		j++
	}
	if p.w(j) == "[" && (p.w(j+1) == "]" || p.is(j+1, "x") && p.w(j+2) == "]") {
		for !p.is(j, "]") {
			j++
		}
		j++
	}
	return j
}

// counted reads "add three tasks: a, b and c", "add these: a, b", "add two things: a; b".
func (p *parser) counted() (out [][2]int) {
	i, _ := p.courtesy()
	if !p.is(i, "add", "create", "new", "make") {
		return nil
	}
	j := i + 1
	j = p.opt(j, "me")
	j = p.opt(j, "the", "these", "following")
	j = p.opt(j, "following")
	counted := j > i+1
	if _, ok := p.digits(j, 2); ok {
		counted, j = true, j+1
	} else if _, k := p.numberWord(j); k > j {
		counted, j = true, k
	}
	j = p.opt(j, "new", "more")
	if k := p.opt(j, "tasks", "todos", "things", "items", "reminders", "chores"); k > j {
		counted = true
		j = k
	}
	j = p.any(j, "to my list", "to my todo list", "to the list")
	if !counted || p.w(j) != ":" && p.w(j) != "-" {
		return nil
	}
	j++
	for k := j; k < len(p.t); k++ {
		if p.kind(k) == line {
			return nil
		}
	}
	if in := p.part(0, len(p.t)).inlineFrom(j); len(in) > 1 {
		return in
	}
	start := j
	semi := strings.Contains(p.raw(j, len(p.t)), ";")
	for k := j; k <= len(p.t); k++ {
		end := k == len(p.t)
		if !end && p.t[k].quoted {
			continue
		}
		cut := end || p.w(k) == ";" || !semi && p.w(k) == "," && !p.glued(k+1)
		last := !semi && p.is(k, "and") && (p.is(k-1, ",") || len(out) > 0)
		if !cut && !last {
			continue
		}
		if k > start {
			out = append(out, [2]int{start, k})
		}
		start = k + 1
	}
	if len(out) == 1 { // "add two tasks: a and b"
		for k := j + 1; k < len(p.t)-1; k++ {
			if p.is(k, "and") && !p.t[k].quoted {
				return [][2]int{{j, k}, {k + 1, len(p.t)}}
			}
		}
	}
	return out
}

// inline reads "1. a 2. b 3. c" on one line.
func (p *parser) inline() [][2]int {
	lo, _ := p.courtesy()
	if j, _ := p.addLead(lo); j > lo {
		lo = j
	}
	return p.inlineFrom(lo)
}

func (p *parser) inlineFrom(lo int) (out [][2]int) {
	lo = p.opt(lo, ":")
	want, start := 1, -1
	for i := lo; i < len(p.t); i++ {
		n, ok := p.digits(i, 2)
		if !ok || n != want || !p.is(i+1, ".", ")") || !p.glued(i+1) || p.glued(i+2) || p.glued(i) {
			if i == lo {
				return nil
			}
			continue
		}
		if start >= 0 {
			out = append(out, [2]int{start, i})
		}
		start, want = i+2, want+1
		i++
	}
	if start >= 0 && start < len(p.t) {
		out = append(out, [2]int{start, len(p.t)})
	}
	return out
}
