package understand

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
	if p.is(j, "-", "*", "•", "+", "·", "–", "◦", "☐", "□", "◻", "▢", "⬜") && !p.glued(j+1) && j+1 < len(p.t) {
		j++
	} else if _, ok := p.digits(j, 3); ok && p.is(j+1, ".", ")", ":", "-") && p.glued(j+1) && !p.glued(j+2) && j+2 < len(p.t) {
		j += 2
	} else if _, ok := p.digits(j+1, 3); ok && p.is(j, "(") && p.is(j+2, ")") && !p.glued(j+3) && j+3 < len(p.t) { // "(1) buy soap"
		j += 3
	} else if p.kind(j) == word && len(p.w(j)) == 1 && p.w(j+1) == ")" && p.glued(j+1) && !p.glued(j+2) && j+2 < len(p.t) { // "a) buy soap"
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

// openBullet steps over the bullet of a single task: "* call Bo", "[ ] call Bo", "1. call Bo". One that is ticked stays.
func (p *parser) openBullet(i, hi int) int {
	j := i
	if p.is(j, "*", "•", "·", "–", "◦", "+", "☐", "□", "◻", "▢", "⬜") && !p.glued(j+1) || p.is(j, "-") && p.w(j+1) == "[" {
		j++
	} else if p.is(j, "1") && p.is(j+1, ".", ")") && p.glued(j+1) && !p.glued(j+2) && p.kind(j+2) == word {
		j += 2
	}
	if p.w(j) == "[" && p.w(j+1) == "]" {
		j += 2
	}
	if j >= hi {
		return i
	}
	return j
}
