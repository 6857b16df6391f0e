package understand

// The traps: words that look like time and belong to a name or to the thing itself. The rules look only at what
// stands around a phrase, so they hold for names nobody listed.

// following says what stands behind a phrase.
type following uint8

const (
	atEnd   following = iota // nothing but claimed words and punctuation
	atBreak                  // punctuation, then more
	atJoin                   // a function word: "about", "with"
	atClaim                  // another phrase that was taken
	content                  // a word that may belong to the phrase: "friday report"
)

func (m *marks) behind(j int) following {
	p := m.p
	switch {
	case m.clearRight(j):
		return atEnd
	case m.taken[j]:
		return atClaim
	case p.isBreak(j):
		return atBreak
	case p.lex(j).join, p.w(j) == "-" && !p.glued(j+1):
		return atJoin
	}
	return content
}

// trapped decides whether a time phrase is really part of the title. The place decides: at the edges a phrase is a
// date, inside it must be led by a preposition or be plain by itself.
func (m *marks) trapped(w *when) bool {
	p := m.p
	i, j := w.from, w.to
	back := m.behind(j)
	front := m.clearLeft(i)
	led := w.prep != "" && w.prep != "for"
	bare := w.pieces == 1

	if w.hasDate && w.date.past && !w.hasRule {
		return true
	}
	if bare && w.hasDuration && !w.hasDate && !w.hasClock && !w.hasRule && back == content {
		return true
	}
	if bare && p.is(i-1, "or") && (p.lex(i-2).weekday > 0 || p.lex(i-2).rel > 0) {
		return true // "either sat or sun"
	}
	if bare && p.is(j, "or") && (p.lex(j+1).weekday > 0 || p.lex(j+1).rel > 0) && !p.is(j+1, "today") {
		return true
	}
	if m.titled(w, back, front) || m.named(w, back, front) {
		return true
	}
	if i > 0 && !led && !w.hasRule && !w.hasClock && p.is(i-1, "from", "since", "of", "about", "regarding", "re", "called", "named", "titled", "versus", "vs", "like", "than") && !p.is(i, "the") {
		return true // "return the call from monday", "ask about friday"
	}
	if d := determiners[p.w(i-1)] || possessive(p.w(i-1)); d && !led && !p.is(i, "next", "last") && !p.is(i-1, "that", "any", "some") {
		if !startsWithArticle(p, i) && (back == content || w.plainWord() || bare && w.hasClock) {
			return true
		}
	}
	if w.hasRule && w.rule.weak && bare {
		return m.adverbTrapped(w, back, front)
	}
	if w.hasRule {
		return false
	}
	if w.hasClock && w.clock.weak && bare {
		return !(back != content || front && w.prep != "by") || back == atBreak && p.glued(j) && p.is(j, ":")
	}
	if l := p.lex(j - 1); w.hasClock && (l.part == noon || l.part == midnight) && p.t[j-1].cap && j-2 >= 0 && p.t[j-2].cap && p.t[j-2].k == word && !m.allCaps() && !p.t[j-1].upper {
		return true // "Cafe Noon"
	}
	if w.hasClock && bare && !led {
		return back == content && !front
	}
	if !w.hasDate {
		if w.part != noPart || w.hasClock || w.endOfDay {
			return false
		}
		return !w.hasDuration && !w.hasStart
	}
	d := w.date
	if w.prep == "for" && back == content && bare && dayOrdinal(p, i, j) && !(front && p.verbAt(j)) {
		return true // "tickets for friday the 13th marathon"
	}
	if bare && !led && back == content && (!front && p.is(i, "end", "eom", "eoy", "mid") || p.is(i, "year", "month") && !p.verbAt(j)) {
		return true // "write the year end review"
	}
	if !d.weak {
		return back == content && !front && !led && d.name && p.lex(i).month > 0 && quantity(p, i, j)
	}
	if quantity(p, i, j) {
		return true
	}
	if led || w.pieces > 1 && (w.hasClock || led) {
		if dayOrdinal(p, i, j) && back == content {
			return !front
		}
		if w.prep == "on" && back == content && p.is(i-1, "work", "works", "working", "worked") {
			return true
		}
		return false
	}
	if bare && !led && p.is(j, "and", "&", "or", "/") && !m.taken[j] {
		if _, e := p.plainDate(j+1, "on"); e > j+1 && m.behind(e) == content && !front {
			return true // "plan friday and saturday meals"
		}
	}
	if back != content {
		if w.prep == "for" || back == atEnd || back == atClaim || front || d.name && !d.typo || d.typo {
			return back == atJoin && d.name && p.t[j-1].cap && p.t[i].cap && i > 0 && p.t[i-1].cap || numericName(p, i, j)
		}
		return true
	}
	// A bare date with a content word behind it: only as the first word of the message.
	if !front || d.coarse && !p.verbAt(j) || d.typo || dayOrdinal(p, i, j) && !p.verbAt(j) || w.prep == "for" && !p.verbAt(j) {
		return true
	}
	return numericName(p, i, j)
}
