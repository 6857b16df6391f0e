package understand

// prioritizeFrame reads "set milk to high priority", "make 2 urgent", "taxes is low priority", "remove priority from 3".
func (p *parser) prioritizeFrame() (Reading, bool) {
	n := p.end()
	for n > 3 && p.is(n-1, "now", "please", "then", "again", "today") && !p.is(n-2, "for", "due") {
		n--
	}
	if n < 2 {
		return Reading{}, false
	}
	// clear
	if j := p.any(0, "remove the priority", "remove priority", "clear the priority", "clear priority", "unset priority", "unset the priority", "drop the priority", "reset the priority", "reset priority", "delete the priority", "delete priority", "take the priority", "no priority", "take priority", "remove any priority"); j > 0 {
		k := p.opt(j, "from", "of", "on", "for", "off")
		if k > j && k < n {
			return p.finish(Prioritize, k, n)
		}
		if j == n {
			return p.about(Prioritize, Ref{Last: true}, 0, n, Slots{})
		}
	}
	if p.is(0, "remove", "clear", "take", "drop", "unset", "reset") { // "remove 3's priority", "clear the high priority flag from 3"
		for k := 1; k < n; k++ {
			if p.is(k, "priority", "flag", "prio") && p.is(k+1, "from", "of", "on", "off") && k+2 < n && k <= 4 {
				return p.finish(Prioritize, k+2, n)
			}
		}
	}
	if r, ok := p.prioritizeVerb(n); ok {
		return r, true
	}
	if j := p.any(0, "lower the priority of", "decrease the priority of", "reduce the priority of", "raise the priority of", "increase the priority of", "lower priority of", "raise priority of"); j > 0 {
		for e := j + 1; e < n; e++ {
			if lv, f := p.level(e + 1); p.is(e, "to", "down", "up") && f == n {
				return p.setPriority(j, e, lv, e, f)
			}
		}
	}
	if j := p.any(0, "lower the priority of", "decrease the priority of", "reduce the priority of", "lower priority of", "drop the priority of"); j > 0 && j < n {
		return p.setPriority(j, n, 4, 0, j)
	}
	if j := p.any(0, "raise the priority of", "increase the priority of", "bump the priority of", "up the priority of", "raise priority of", "bump up the priority of"); j > 0 && j < n && !p.hasWord(n, "to") {
		return p.setPriority(j, n, 2, 0, j)
	}
	if j := p.any(0, "unprioritize", "unprioritise", "un - prioritize", "un - prioritise"); j > 0 && j < n {
		return p.finish(Prioritize, j, n)
	}
	if j := p.any(0, "the priority of", "the priority for", "priority of", "priority for"); j > 0 { // "priority of the gym: medium"
		for k := j + 1; k < n-1; k++ {
			if e := p.opt(k, ":", "is", "=", "to", "should"); e > k {
				if lv, f := p.level(p.opt(e, "be", "now")); f == n {
					return p.setPriority(j, k, lv, e, f)
				}
			}
		}
	}
	if p.is(0, "priority") { // "priority high for gym"
		if lv, e := p.level(p.opt(1, ":")); e > 1 && p.is(e, "for", "on") && e+1 < n {
			return p.setPriority(e+1, n, lv, 0, e)
		}
	}
	// "set the priority of X to high", "set priority high for X"
	if p.is(0, "set", "change", "make", "raise", "lower", "give", "update", "bump", "increase", "drop", "put") {
		j := p.opt(1, "the")
		if p.is(j, "priority") {
			if k := p.opt(j+1, "of", "for", "on"); k > j+1 {
				for e := k + 1; e < n; e++ {
					if p.is(e, "to", "as", "at", "=") || p.w(e) == ":" {
						if lv, f := p.level(e + 1); f == n {
							for i := k + 1; i < e; i++ { // "of 2 from high to low"
								if _, was := p.level(i + 1); p.is(i, "from") && p.opt(was, "priority") == e {
									return p.setPriority(k, i, lv, e, f)
								}
							}
							return p.setPriority(k, e, lv, e, f)
						}
					}
				}
			}
			k := p.opt(j+1, "to")
			if lv, e := p.level(k); e > k && p.is(e, "for", "on", "of") && e+1 < n {
				return p.setPriority(e+1, n, lv, k, e)
			}
		}
		if lv, e := p.anyLevel(j); e > j && p.is(e, "for", "on") && e+1 < n && p.is(0, "set") {
			return p.setPriority(e+1, n, lv, j, e)
		}
	}
	if p.newlyPrioritized(n) {
		return Reading{}, false
	}
	if p.is(0, "set", "make", "flag", "mark", "change", "bump", "raise", "lower", "put", "give", "move", "drop", "turn", "update", "increase", "push", "upgrade", "downgrade", "demote", "promote", "reduce", "decrease", "elevate", "escalate", "treat", "rank", "rate", "class", "classify", "consider") {
		for k := 2; k < n; k++ {
			e := p.opt(k, "as", "to", "at", "a", "with", "is", "on", "into")
			e = p.opt(e, "be", "a", "an", "priority")
			if lv, f := p.anyLevel(e); f == n && f > e {
				if p.is(k-1, "not", "non") && k > 2 { // "make the gym not urgent"
					return p.finish(Prioritize, 1, k-1)
				}
				for i := 2; i < k; i++ { // "change gym from high to low priority"
					if _, f := p.level(i + 1); p.is(i, "from") && p.opt(f, "priority") == k {
						return p.setPriority(1, i, lv, k, n)
					}
				}
				if p.is(k-1, "up", "down", "back") && k > 2 && e > k && !p.is(0, "set", "mark", "flag") {
					return p.setPriority(1, k-1, lv, k-1, n)
				}
				switch {
				case p.is(k, "less", "more") && k+1 == e:
					continue
				case p.is(k-1, "less") && k > 2:
					return p.setPriority(1, k-1, 4, k-1, n)
				case p.is(k-1, "more") && k > 2:
					return p.setPriority(1, k-1, min(lv, 2), k-1, n)
				}
				return p.setPriority(1, k, lv, k, n)
			}
			if lv, f := p.level(e); f == n && f > e && e > k && p.kind(e) == word && p.rankedAs(k) {
				return p.setPriority(1, k, lv, k, n)
			}
			if p.is(k, "priority", "prio") {
				if lv, f := p.level(p.opt(k+1, "to", "as", "at", "is")); f == n && lv > 0 {
					return p.setPriority(1, k, lv, k, n)
				}
			}
			if p.is(k, "to", "as", "priority", "with") {
				if p.seq(k, "to no priority") == n || p.seq(k, "no priority") == n {
					return p.finish(Prioritize, 1, k)
				}
			}
			if p.is(k, "no") && p.is(k+1, "priority") && k+2 == n {
				return p.finish(Prioritize, 1, k)
			}
		}
	}
	if r, ok := p.rankStated(n); ok {
		return r, true
	}
	// "taxes is low priority", "1 and 3 are p2"
	for k := 1; k < n-1 && k < 20; k++ {
		if p.any(k, "isn't urgent anymore", "isn't urgent any more", "isn't important anymore", "isn't that urgent anymore", "isn't urgent", "isn't a priority anymore", "isn't high priority anymore", "isn't so urgent", "isn't that urgent") == n && !p.is(0, "what", "which", "who", "if") {
			return p.finish(Prioritize, 0, k)
		}
		if !p.is(k, "is", "are", "should", "has", "have", "gets", "=") || p.t[k].quoted {
			continue
		}
		if k > 3 && p.is(k-1, "this", "that", "it") && p.isBreak(k-2) && !p.strongRef(0, k-2) { // "get the fridge fixed - this is urgent"
			return Reading{}, false
		}
		if p.any(k+1, "not urgent anymore", "not important anymore", "not that urgent anymore", "not so urgent anymore", "not urgent any more", "not high priority anymore", "not a priority anymore", "not a priority", "not urgent", "not that urgent", "not so urgent") == n && !p.is(0, "what", "which", "who", "if", "how", "why") {
			return p.finish(Prioritize, 0, k)
		}
		e := p.opt(k+1, "now", "be", "have", "also", "really", "very", "not", "super", "so", "extremely", "quite", "pretty", "most")
		e = p.opt(e, "a", "an")
		if p.is(e-1, "not") {
			continue
		}
		if lv, f := p.anyLevel(e); f == n && f > e && !p.is(0, "what", "which", "who", "if", "how", "why", "is") {
			return p.setPriority(0, k, lv, e, f)
		}
		if p.seq(e, "no longer urgent") == n || p.seq(e, "no longer important") == n || p.seq(e, "no longer high priority") == n {
			return p.finish(Prioritize, 0, k)
		}
	}
	// "3 p1", "p1 for 3"
	if lv, e := p.anyLevel(0); e > 0 && p.is(e, "for", "on") && e+1 < n {
		if p.strongRef(e+1, n) || p.is(e+1, "the", "my") && n-e <= 5 && !p.dated(e+1, n) {
			return p.setPriority(e+1, n, lv, 0, e)
		}
	}
	for k := 1; k < n; k++ {
		if len(p.refNumbers(0, k)) == 0 && !p.pronoun(0, k) {
			continue
		}
		if lv, f := p.anyLevel(k); f == n {
			return p.setPriority(0, k, lv, k, f)
		}
	}
	return Reading{}, false
}
