package understand

func (p *parser) setPriority(lo, hi, level, from, to int) (Reading, bool) {
	r, ok := p.ref(lo, hi, true)
	if !ok {
		return Reading{}, false
	}
	return p.about(Prioritize, r, lo, hi, Slots{Priority: level}, claim{"priority", from, to})
}

// level reads a priority where one is expected: "high", "p1", "2".
func (p *parser) level(i int) (int, int) {
	if lv, j := p.anyLevel(i); j > i {
		return lv, j
	}
	if n, ok := priorityWords[p.w(i)]; ok && p.w(i) != "top" {
		return n, i + 1
	}
	return 0, i
}

// anyLevel reads a priority by sign or word, and the bare adjectives that are only priorities.
func (p *parser) anyLevel(i int) (int, int) {
	if lv, j := p.sigilPriority(i); j > i {
		return lv, j
	}
	if lv, j := p.wordPriority(i); j > i {
		return lv, j
	}
	if p.is(i, "urgent", "critical") {
		return 1, i + 1
	}
	if p.is(i, "important") {
		return 2, i + 1
	}
	return 0, i
}
