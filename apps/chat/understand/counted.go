package understand

import "strings"

// counted reads "add three tasks: a, b and c", "add these: a, b", "add two things: a; b".
func (p *parser) counted() (out [][2]int) {
	i, _ := p.courtesy()
	j := i + 1
	if p.is(i, "todos", "tasks", "chores", "errands") && p.w(i+1) == ":" && i == 0 {
		return p.commas(i + 2)
	}
	if n, k := p.digitsOrWord(i); k > i && n > 1 && n <= maxTasks && p.is(k, "tasks", "todos", "things", "chores", "errands") { // "two tasks: a and b"
		if e := p.any(k+1, "to add", "to do", "for me", "for my list", "for today"); p.w(e) == ":" && !p.is(e-1, "today") {
			return p.commas(e + 1)
		}
	}
	if !p.is(i, "add", "create", "new", "make") {
		return nil
	}
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
	return p.commas(j)
}

// commas cuts a list at its commas, or at its semicolons where there are any, and at "and".
func (p *parser) commas(j int) (out [][2]int) {
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
