package understand

// titled tells whether a time phrase is part of what something is called, by the word before or behind it: "John 3:16",
// "3:10 to Yuma", "the weekend bag", "everyday shoes", "prep for SAT".
func (m *marks) titled(w *when, back following, front bool) bool {
	p := m.p
	i, j := w.from, w.to
	if w.pieces != 1 || i >= len(p.t) {
		return false
	}
	shout := m.allCaps() || p.t[0].upper
	switch {
	case w.hasClock && w.prep == "" && p.kind(i) == number:
		if i > 0 && p.is(j, "to") && p.kind(j+1) == word && p.t[j+1].cap && media[p.w(i-1)] {
			return true // "watch 3:10 to Yuma"
		}
		verse := p.is(i+1, ":") && j == i+3 && p.clockVerse(i+2) || media[p.w(0)] || lookups[p.w(0)]
		return i > 1 && p.is(i+1, ":") && j == i+3 && back != content && p.kind(i-1) == word && p.t[i-1].cap && p.t[i-1].lex == nothing && verse && !shout
	case w.hasRule && p.is(i, "everyday") && j == i+1:
		return !front && back == content && !p.verbAt(j) // "clean everyday shoes"
	case w.hasRule && w.rule.weak:
		return p.t[i].cap && i > 0 && p.is(j, "with") && p.kind(j+1) == word && p.t[j+1].cap && (media[p.w(i-1)] || lookups[p.w(i-1)]) && !shout
	case !w.hasDate || w.hasRule || w.hasClock:
		return false
	case w.prep == "for" && j == i+2 && p.t[j-1].upper && len(p.w(j-1)) == 3 && p.lex(j-1).abbr && !shout && (i == 0 || !p.t[i-1].upper):
		return true // "prep for SAT"
	case p.is(j-1, "weekend") && w.prep == "":
		if p.is(i, "the") && !front && back == content && !p.verbAt(j) {
			return true // "get the weekend bag"
		}
		return j == i+1 && p.t[i].cap && i > 1 && p.kind(i-1) == word && p.t[i-1].cap && !shout // "The Seven Day Weekend"
	case w.date.day > p.today+20*366 && i > 0 && p.kind(i) == number && media[p.w(i-1)]:
		return true // "read 11/22/63"
	case back == content && !front && w.prep == "" && !shout:
		for k := i; k < j; k++ {
			if p.t[k].cap && p.kind(k) == word && p.lex(k).ordinal > 0 { // "the Fourth of July museum"
				return true
			}
		}
	}
	return false
}

// clockVerse tells whether the minutes at i are not a time that people make: 3:16.
func (p *parser) clockVerse(i int) bool {
	n, ok := p.digits(i, 2)
	return ok && n%5 != 0
}

// lookups are verbs whose object is a passage or a name.
var lookups = set("look memorize memorise study recite quote print learn find research discuss finish")
