package understand

// marks remembers which tokens of a task already mean something; the others are its title.
type marks struct {
	p      *parser
	taken  []bool
	claims []claim
}

func newMarks(p *parser) *marks {
	return &marks{p: p, taken: make([]bool, len(p.t))}
}

func (m *marks) claim(slot string, from, to int) {
	for i := from; i < to; i++ {
		m.taken[i] = true
	}
	m.claims = append(m.claims, claim{slot, from, to})
}

// hide takes tokens out of the title without making them a slot: command words.
func (m *marks) hide(from, to int) {
	for i := max(from, 0); i < to && i < len(m.taken); i++ {
		m.taken[i] = true
	}
}

func (m *marks) any(from, to int) bool {
	for i := from; i < to && i < len(m.taken); i++ {
		if m.taken[i] {
			return true
		}
	}
	return false
}

// hideFrame takes out the brackets round a time phrase, "[fri] call Bo", or the lone sign that only led to it: "fix sink /
// tomorrow", "fix sink · friday".
func (m *marks) hideFrame(from, to int) {
	p := m.p
	if p.is(from-1, "[") && p.is(to, "]") && p.glued(from) && p.glued(to) {
		m.hide(from-1, to+1)
	} else if from > 1 && p.is(from-1, "/", "~", "·", "•", "|") && !p.glued(from-1) && !p.glued(from) {
		m.hide(from-1, from)
	}
}

// clearLeft tells whether only claimed words, punctuation and pictures stand before i.
func (m *marks) clearLeft(i int) bool {
	for i--; i >= 0; i-- {
		if !m.taken[i] && !m.soft(i) && m.p.t[i].k != symbol {
			return false
		}
	}
	return true
}

// clearRight tells whether only claimed words and punctuation stand from i on.
func (m *marks) clearRight(i int) bool {
	for ; i < len(m.taken); i++ {
		if !m.taken[i] && !m.soft(i) {
			return false
		}
	}
	return true
}

// soft marks vanish at the edges of a title.
func (m *marks) soft(i int) bool {
	t := &m.p.t[i]
	if t.quoted {
		return false
	}
	if t.k == line {
		return true
	}
	if t.k != mark {
		return false
	}
	switch t.n {
	case ",", ";", ":", ".", "-", ")", "(", "!", "?", "]", "[", "|", "…", "~", "*", "\"", "'":
		return true
	}
	return false
}
