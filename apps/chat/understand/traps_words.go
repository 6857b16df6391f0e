package understand

var determiners = set("the a an my our your his her their its this that these those every some any no another each whose which")

// plainWord tells whether the phrase is a single word that also has other uses: "friday", "daily", "sun".
func (w *when) plainWord() bool {
	return w.to-w.from == 1 && (w.hasRule && w.rule.weak || w.hasDate && w.date.weak)
}

// adverbTrapped judges a lone "daily", "weekly" or "tuesdays".
func (m *marks) adverbTrapped(w *when, back following, front bool) bool {
	p := m.p
	last := p.lex(w.to - 1)
	plural := last.weekday > 0 || last.part != noPart && w.rule.freq == "WEEKLY" || p.is(w.to-1, "weekdays", "workdays", "weekends")
	switch back {
	case atEnd, atClaim:
		return w.from > 0 && !m.taken[w.from-1] && determiners[p.w(w.from-1)] && !plural
	case atBreak:
		return false
	case atJoin:
		return plural && m.p.t[w.from].cap && w.from > 0 && m.p.t[w.from-1].cap
	}
	return !(front && (plural && !p.t[w.to-1].cap || p.verbAt(w.to)))
}

// dayOrdinal tells whether the phrase is only a day of the month: "the 3rd".
func dayOrdinal(p *parser, i, j int) bool {
	_, k := p.ordinal(j - 1)
	return k == j
}

// quantity tells whether "march 20 laps" or "may 4 friends" counts things: a month that is also a verb, a number
// without an ending, and a plural behind it.
func quantity(p *parser, i, j int) bool {
	if !p.is(i, "march", "may") || p.t[i].cap || j != i+2 || p.kind(i+1) != number || p.lex(i+1).ordinal > 0 {
		return false
	}
	w := p.w(j)
	return p.kind(j) == word && len(w) > 3 && w[len(w)-1] == 's' && !p.lex(j).join
}

// numericName tells whether digits are a saying and not a date: "24/7".
func numericName(p *parser, i, j int) bool {
	if p.kind(i) != number || !p.is(i+1, "/") || j-i != 3 {
		return false
	}
	return p.is(i, "24") && p.is(i+2, "7")
}

func possessive(w string) bool {
	return len(w) > 2 && (w[len(w)-2:] == "'s" && !contractions[w])
}

var contractions = set("it's that's what's let's here's there's he's she's who's where's when's how's")

// startsWithArticle tells whether the phrase brings its own article.
func startsWithArticle(p *parser, i int) bool {
	return p.is(i, "the", "a", "an", "this", "every", "each")
}
