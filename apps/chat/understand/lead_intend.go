package understand

// intention reads "I think I should", "maybe we ought to", "i'll have to", "gonna", "would like to": a doubt, who means to, and
// what binds them to it. What is said of a task in the list is left to others: "I should do 3 tomorrow".
func (p *parser) intention(i int) int {
	j := p.any(i, "maybe", "perhaps", "probably", "i guess", "i think", "i suppose", "i reckon", "guess", "think", "looks like", "seems like", "it looks like", "it seems")
	hedged := j > i
	who := p.opt(j, "i", "we", "i'm", "we're", "i'll", "we'll", "ill", "i'd", "we'd", "i've", "we've")
	k := who
	for k+1 < len(p.t) && k < who+2 && p.is(k, "really", "also", "still", "just", "probably", "definitely", "actually", "maybe", "seriously", "urgently", "absolutely", "finally", "def", "totally") {
		k++
	}
	e := k
	if who > j {
		e = p.any(k, "am to", "are to", "shall have to", "shall", "should", "must", "ought to", "need to", "have to", "got to", "gotta", "gota", "hafta", "needa", "need2", "have2", "want to", "wanna", "like to", "better", "had better", "will have to", "will need to", "would like to", "might have to", "may have to", "may need to", "might need to", "am gonna", "gonna", "going to", "need to go and", "supposed to", "meant to", "due to")
		if p.is(who-1, "i'm", "we're") != p.is(k, "gonna", "going", "supposed", "meant", "due") || p.is(k, "like", "better") && !p.is(who-1, "i'd", "we'd") || p.is(who-1, "ill", "i'll", "we'll") && !p.is(k, "need", "have") {
			return i
		}
	} else if e = p.any(k, "should", "ought to", "would like to", "gonna", "hafta", "needa", "gota", "gotta", "need2", "have2", "got2", "need to", "have to", "had better"); e == k && p.is(k, "better") && p.verbAt(k+1) {
		e = k + 1
	}
	if e == k || e >= len(p.t) || p.kind(e) != word && !p.t[e].quoted || p.glued(e) || p.startsRef(e+1, len(p.t)) || p.is(e, "i", "we", "be", "not", "know", "say", "see") {
		return i
	}
	if p.is(k, "going") && p.placeAt(e) {
		return i
	}
	if !hedged && who > j && p.is(k, "want", "wanna", "like", "need", "have") && wishVerbs[p.w(e)] { // "I want to delete the gym task"
		return i
	}
	return e
}

// placeAt tells whether "going to" has a place behind it and nothing to do: "we're going to ikea", "… to the dentist".
func (p *parser) placeAt(i int) bool {
	ends := i+1 >= len(p.t) || *p.lex(i + 1) != nothing || p.is(i+1, "on", "at", "in", "by", "for", "with", ",", ".", "!")
	return determiners[p.w(i)] || p.t[i].cap || !taskVerbs[p.w(i)] && ends
}

// forgetting reads "try to remember to", "lets not forget to", "can't forget to".
func (p *parser) forgetting(i int) int {
	j := p.opt(p.opt(i, "please", "just", "let's", "lets"), "try", "i", "we")
	k := p.any(j, "to remember to", "and remember to", "not to forget to", "to not forget to", "and not forget to", "not forget to", "can't forget to", "cannot forget to", "mustn't forget to", "must not forget to", "shouldn't forget to", "better not forget to", "better remember to", "should remember to", "do not forget to", "don't forget to", "never forget to")
	if k == j || k >= len(p.t) {
		return i
	}
	return k
}
