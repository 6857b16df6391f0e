package understand

// finishingPhrase reads the idioms of being through with a thing: "wrapped up the deck", "took care of the rent",
// "put a check next to 4", "give 3 a tick".
func (p *parser) finishingPhrase(n int) (Reading, bool) {
	j := p.any(0, "i have already", "i have just", "i've already", "i've just", "i have", "i've", "i just", "i already", "i finally", "we've", "we have", "i", "we", "just", "already", "finally")
	j = p.opt(j, "just", "already", "finally", "also", "now")
	if k := p.any(j, "wrapped up", "wrapped", "took care of", "taken care of", "dealt with", "knocked out", "got done with", "got finished with", "got through with", "managed to finish", "managed to do",
		"managed to complete", "have dealt with", "polished off", "finished up", "finished off", "sorted out", "got around to doing", "got round to doing"); k > j && k < n {
		if p.is(k-1, "wrapped") && !p.is(k, "up") && !p.is(n-1, "up") {
			return Reading{}, false
		}
		if p.is(n-1, "up") && p.is(k-1, "wrapped") {
			n--
		}
		if hi := p.dropAgo(k, n); hi > k && !p.dated(k, hi) {
			return p.finish(Complete, k, hi)
		}
		return Reading{}, false
	}
	if k := p.any(0, "check the box", "tick the box", "check the checkbox", "tick the checkbox"); k > 0 { // "tick the box for 3"
		if e := p.any(k, "next to", "for", "on", "of", "beside", "by"); e > k && e < n && !p.dated(e, n) {
			return p.finishIf(Complete, e, n, !p.is(k, "for", "on"))
		}
		return Reading{}, false
	}
	if k := p.any(j, "got through", "am through with", "worked through", "made it through", "powered through", "crushed", "nailed", "knocked off"); k > j && k < n && p.strongRef(k, n) {
		return p.finish(Complete, k, n)
	}
	if !p.is(0, "put", "place", "add", "give", "make", "stick", "drop", "set") {
		return Reading{}, false
	}
	if k := p.any(p.opt(1, "a", "the"), "check mark", "checkmark", "check", "tick mark", "tick", "line"); k > p.opt(1, "a", "the") {
		e := p.any(k, "next to", "beside", "by", "against", "on", "through", "to", "for")
		if e > k && e < n && (p.strongRef(e, n) || p.any(k, "next to", "beside", "against") > k && !p.dated(e, n)) && (p.is(k-1, "line") == p.is(e-1, "through")) {
			return p.finish(Complete, e, n)
		}
	}
	if n > 3 && p.is(0, "give") && (p.seq(n-2, "a tick") == n || p.seq(n-2, "a check") == n || p.seq(n-2, "a checkmark") == n) && p.strongRef(1, n-2) {
		return p.finish(Complete, 1, n-2)
	}
	return Reading{}, false
}
