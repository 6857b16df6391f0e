package understand

// repeatsEvery reads a rule that a verb leads: "repeats weekly", "and repeat it every 5 weeks", "recurring on tuesdays".
func (p *parser) repeatsEvery(i int) (r ruleVal, next int) {
	k := p.repeatVerb(i)
	if k == i || determiners[p.w(i-1)] || p.is(i-1, "on") { // "write a repeat prescription", "a song on repeat"
		return r, i
	}
	k = p.opt(k, ":")
	if p.repeatVerb(k) > k { // a verb behind a verb leads nothing, and each would look at all those behind it
		return r, i
	}
	if r, j := p.recurrence(k, ""); j > k {
		r.weak = false
		return r, j
	}
	r.until = noDay
	if on := p.opt(k, "on"); on > k { // "repeats on tuesday and friday"
		if j := p.every(&r, p.opt(on, "the")); j > on && len(r.byDay)+len(r.monthDay) > 0 {
			r.tidy()
			return r, j
		}
	}
	return ruleVal{}, i
}

// repeatVerb steps over the verb: "repeat it", "and it repeats", "which recurs".
func (p *parser) repeatVerb(i int) int {
	j := p.opt(i, "and")
	j = p.opt(j, "it", "this", "which")
	k := p.opt(j, "repeating", "recurring", "repeated", "repeat", "repeats", "recur", "recurs")
	if k == j {
		return i
	}
	return p.opt(k, "it", "this")
}

// repeatsNew tells whether a rule led by "repeats" belongs to a task that is being named with its date, and changes none
// that there is: "ballet on tuesday at 6pm, repeats weekly".
func (p *parser) repeatsNew(n int) bool {
	for k := 1; k < n; k++ {
		if !p.is(k, "repeating", "recurring", "repeated", "repeat", "repeats", "recur", "recurs") {
			continue
		}
		if p.is(k-1, "on") { // "play the song on repeat"
			return true
		}
		for p.is(k-1, "it", "this", "which", "and", ",", ".", ";", "-") {
			k--
		}
		return k > 1 && !p.strongRef(0, k) && p.endsDated(0, k)
	}
	return false
}
