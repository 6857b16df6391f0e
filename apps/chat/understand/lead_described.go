package understand

// describedAdd reads a head that describes the task it adds: "new high priority task: …", "add a daily task to …",
// "create a recurring task: …". What it says of priority and how often belongs to the task.
func (p *parser) describedAdd() (Reading, bool) {
	verb := p.opt(0, "add", "create", "new", "make", "set")
	verb = p.opt(verb, "up")
	i := verb
	for i < verb+3 && p.is(i, "a", "an", "new", "another") {
		i++
	}
	level, rule, j := p.describes(i)
	noun := p.opt(j, "task", "todo", "chore", "errand")
	if j == i || noun == j && !(verb == 0 && p.is(j-1, "recurring", "repeating") && p.w(j) == ":") {
		return Reading{}, false
	}
	e := noun
	switch {
	case p.w(e) == ":", p.w(e) == "-" && !p.glued(e), p.is(e, "to") && verb > 0 && !p.is(e+1, "my", "the") && len(p.refNumbers(e+1, e+2)) == 0:
		e++
	case verb == 0 || noun == j || p.kind(e) != word || p.lex(e).join || p.is(e, "list", "lists", "app", "board", "force", "manager", "template"):
		return Reading{}, false
	}
	q := p.part(e, len(p.t))
	if !q.meaningful() {
		return Reading{}, false
	}
	r := q.addTask(q, false)
	if rule != nil && r.Intent == Add && r.Slots.RRule == "" {
		var ok bool
		if r, ok = p.joined(rule, e, false); !ok {
			return Reading{}, false
		}
	}
	if r.Intent == Add && r.Slots.Priority == 0 {
		r.Slots.Priority = level
	}
	return r, r.Intent == Add
}

// describes reads the adjectives before "task": a priority, how often, "recurring". next is i when there is none.
func (p *parser) describes(i int) (level int, rule *when, next int) {
	for j := i; ; {
		lv, k := p.anyLevel(j)
		switch w := newWhen(j, j+1); {
		case k > j:
			level, j = lv, p.opt(k, ",")
		case p.is(j, "recurring", "repeating"):
			j++
		case adverbs[p.w(j)].freq != "":
			w.rule.rule, w.hasRule, w.pieces = adverbs[p.w(j)], true, 1
			w.rule.until = noDay
			w.claims = []claim{{"rrule", j, j + 1}}
			rule = &w
			j++
		default:
			return level, rule, j
		}
	}
}
