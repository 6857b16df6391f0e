package understand

import (
	"slices"
	"strings"
)

// placedAdd reads a task that says where it goes: "add milk to my shopping list tomorrow", "put the dentist in my
// calendar on friday". A list of its own is a label, as it is when it is asked for.
func (p *parser) placedAdd() (Reading, bool) {
	if !p.is(0, "add", "put", "insert", "enter", "save", "stick", "pop", "throw", "chuck", "schedule") || len(p.t) > maxCommand {
		return Reading{}, false
	}
	j, reminding := p.addLead(0)
	j = max(j, p.opt(1, "down", "in"))
	for hi := 4; hi <= len(p.t); hi++ {
		lo, name := p.keptAt(hi)
		if lo == hi || name == "list" || !p.is(lo, "to", "on", "in", "into", "onto") {
			continue
		}
		if lo == 1 && p.is(hi, ":", "-") { // "add to my shopping list: milk"
			j = hi + 1
		} else if lo <= j || len(p.refNumbers(j, lo)) > 0 || p.pronoun(j, lo) {
			continue
		}
		if _, timed := p.readWhen(p.opt(hi, ",")); !timed && hi < p.end() && !p.isBreak(hi) {
			continue
		}
		from := j
		if name == "calendar" { // what stands in a calendar is an appointment, said with its article
			from = p.opt(j, "a", "an")
		}
		r := p.blank(lo, hi).part(from, len(p.t)).addTask(p, reminding)
		if name != "calendar" && !slices.Contains(r.Slots.Labels, name) {
			r.Slots.Labels = append(r.Slots.Labels, name)
		}
		return r, r.Intent == Add
	}
	return Reading{}, false
}

// blank is the parser with tokens [lo, hi) as if they were white space.
func (p *parser) blank(lo, hi int) *parser {
	q := *p
	q.t = slices.Clone(p.t)
	for i := lo; i < hi; i++ {
		q.t[i] = token{s: p.t[i].s, e: p.t[i].e, n: "\n", k: line}
	}
	return &q
}

// projectFirst reads the project named before the task, "in my Work project to email John": where the task begins,
// and the name.
func (p *parser) projectFirst() (next int, name string) {
	if !p.is(0, "in", "under", "to", "into", "for") {
		return 0, ""
	}
	e := p.opt(1, "the", "my", "our")
	from, to := e, e
	for to < e+3 && p.kind(to) == word && !p.t[to].quoted && !p.is(to, "project") {
		to++
	}
	k := to + 1
	switch {
	case !p.is(to, "project"):
		return 0, ""
	case to == e: // "in project kitchen: …"
		from, to = e+1, e+2
		k = to
	}
	if !p.is(k, "to", ":", ",", "-") || k+1 >= len(p.t) || p.kind(from) != word {
		return 0, ""
	}
	return k + 1, strings.ToLower(p.raw(from, to))
}

// intoProject finds "to the kitchen project" or "to project kitchen" at the end of "add tiles to the kitchen project":
// where it begins, where the name stands, and the name.
func (p *parser) intoProject() (from, at int, name string) {
	n := p.end()
	for k := n - 3; k > 0 && k >= n-6; k-- {
		if !p.is(k, "to", "in", "under", "into") || p.t[k].quoted {
			continue
		}
		e := p.opt(k+1, "the", "my", "our")
		if p.is(e, "project") && e+1 < n && n-e <= 3 {
			return k, e + 1, strings.ToLower(p.raw(e+1, n))
		}
		if p.is(n-1, "project") && n-1 > e && n-e <= 3 {
			return k, e, strings.ToLower(p.raw(e, n-1))
		}
	}
	return 0, 0, ""
}
