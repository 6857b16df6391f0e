package understand

var priorityWords = map[string]int{
	"urgent": 1, "critical": 1, "top": 1, "highest": 1, "asap": 1, "high": 2, "important": 2, "medium": 3, "med": 3, "mid": 3, "normal": 3, "moderate": 3,
	"low": 4, "lowest": 4, "minor": 4, "p1": 1, "p2": 2, "p3": 3, "p4": 4, "1": 1, "2": 2, "3": 3, "4": 4,
}

// sigilPriority reads a priority that is one wherever it stands: "p1", "!high", "!p3", "!!1".
func (p *parser) sigilPriority(i int) (level, next int) {
	if i >= len(p.t) || p.t[i].quoted || p.glued(i) && !p.left(i) {
		return 0, i
	}
	if p.w(i) == "!" && p.glued(i+1) {
		j := i + 1
		if n, ok := priorityWords[p.w(j)]; ok && p.right(j+1) && p.w(j) != "top" && p.w(j) != "mid" {
			return n, j + 1
		}
		return 0, i
	}
	switch p.w(i) {
	case "p1", "p2", "p3", "p4":
		if p.right(i + 1) {
			return priorityWords[p.w(i)], p.opt(i+1, "priority")
		}
	}
	return 0, i
}

// wordPriority reads a priority in words: "high priority", "with low priority", "priority 2", "priority: high", "prio 1".
func (p *parser) wordPriority(i int) (level, next int) {
	j := p.opt(i, "with", "as", "at")
	j = p.opt(j, "a", "an", "of")
	if p.w(i) == "(" {
		j = i + 1
	}
	if p.is(j, "priority", "prio") {
		k := j + 1
		if p.w(k) == ":" || p.w(k) == "=" || p.is(k, "level", "is") {
			k++
		}
		if n, ok := priorityWords[p.w(k)]; ok && !p.lex(k+1).isNum && p.right(k+1) && p.w(k) != "asap" {
			return n, k + 1
		}
		return 0, i
	}
	n, ok := priorityWords[p.w(j)]
	if !ok || p.kind(j) != word || p.w(j)[0] == 'p' && len(p.w(j)) == 2 {
		return 0, i
	}
	k := j + 1
	if p.w(k) == "-" && p.glued(k) && p.glued(k+1) {
		k++
	}
	if p.is(k, "priority", "prio") && p.right(k+1) {
		if p.w(i) == "(" && p.w(k+1) == ")" {
			k++
		}
		return n, k + 1
	}
	return 0, i
}

// priorities claims the priority of a task. Words count only at an edge of the text or beside another claim, so that
// "discuss high priority items" stays whole; "urgent:" counts at the beginning.
func (p *parser) priorities(m *marks) int {
	level := 0
	if (p.is(0, "urgent", "urgently", "important", "critical", "asap") && (p.w(1) == ":" || p.w(1) == "!" && p.w(2) == ":" || p.w(1) == "-" && !p.glued(1))) && len(p.t) > 2 {
		level = max(priorityWords[p.w(0)], 1)
		m.claim("priority", 0, 2)
	}
	if k := 1; p.is(0, "urgent", "asap", "important") && p.is(1, "!") && level == 0 { // "urgent!! call vet"
		for p.is(k, "!") {
			k++
		}
		if k > 2 && k < len(p.t) {
			level = priorityWords[p.w(0)]
			m.claim("priority", 0, k)
		}
	}
	if level == 0 && p.is(0, "urgent") && p.t[0].upper && len(p.t) > 2 && !p.t[1].upper && p.kind(1) == word {
		level = 1
		m.claim("priority", 0, 1)
	}
	if n := p.end(); level == 0 && n > 2 { // "…, urgent", "… (urgent)"
		switch {
		case p.w(n-1) == ")" && p.is(n-2, "urgent", "critical", "important") && p.w(n-3) == "(":
			level = priorityWords[p.w(n-2)]
			m.claim("priority", n-3, n)
		case p.is(n-1, "urgent", "critical", "important") && (p.w(n-2) == "," || p.w(n-2) == "-" && !p.glued(n-1)),
			p.is(n-1, "urgent", "asap") && m.taken[n-2] && !p.glued(n-1): // "call the bank tomorrow urgent"
			level = priorityWords[p.w(n-1)]
			m.claim("priority", n-2, n)
		}
	}
	if p.is(0, "urgently") && p.verbAt(1) {
		level = 1
		m.claim("priority", 0, 1)
	}
	for i := 0; i < len(p.t) && level == 0; i++ {
		if n, j := p.sigilPriority(i); j > i && !m.any(i, j) {
			if p.w(i) != "!" && determiners[p.w(i-1)] && i > 0 && !m.clearRight(j) && p.kind(j) == word && !p.lex(j).join {
				continue // "fix the p1 incident dashboard"
			}
			level = n
			if p.is(i-1, "priority") && p.is(i, "p1", "p2", "p3", "p4") {
				i--
			}
			m.claim("priority", i, j)
		}
	}
	for i := 0; i < len(p.t) && level == 0; i++ {
		if n, j := p.wordPriority(i); j > i && !m.any(i, j) && (m.clearLeft(i) || m.clearRight(j) || p.isBreak(j) || p.isBreak(i-1) || p.opt(i, "with", "(") > i) {
			level = n
			m.claim("priority", i, j)
		}
	}
	return level
}

// isBreak tells whether the mark at i ends a phrase.
func (p *parser) isBreak(i int) bool {
	switch p.w(i) {
	case ",", ";", ".", "(", ")", "!", "?", "\n", ":":
		return true
	case "-":
		return !p.glued(i)
	}
	return false
}
