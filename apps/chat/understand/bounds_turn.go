package understand

// turn reads what tells a rule's first or last date as a turn of its own: "first one", "the last session is on",
// "first time". first says which; next is i when there is none or no date follows.
func (p *parser) turn(i int) (first bool, next int) {
	j := p.opt(i, "the")
	if !p.is(j, "first", "last", "final") {
		return false, i
	}
	k := p.opt(j+1, "one", "time", "session", "class", "lesson", "occurrence", "instance", "round", "run", "payment", "instalment", "installment", "meeting")
	k = p.any(k, "will be on", "will be", "is on", "being on", "on", "is", "being", ":")
	if k == j+1 || !p.startsDate(k) {
		return false, i
	}
	return p.is(j, "first"), k
}

// onwards steps over "onwards" behind the day a rule begins: "from friday on".
func (p *parser) onwards(i int) int {
	if p.is(i, "on") && i+1 < p.end() && !p.isBreak(i+1) {
		return i
	}
	return p.any(i, "and onwards", "onwards", "onward", "forwards", "forward", "on")
}

// ruleAhead tells whether a rule comes later in the message, which a day at its head begins: "from monday jog every day".
func (p *parser) ruleAhead(i int) bool {
	for j := i; j < len(p.t) && p.rangeSign(i, "from") == i; j++ {
		if _, e := p.recurrence(j, ""); e > j && !p.t[j].quoted {
			return true
		}
	}
	return false
}

// timesFirst reads how often before the rule that says when: "4 times, every other day". Without the comma it is said of
// each turn: "4 times a week".
func (p *parser) timesFirst(w *when, i int) int {
	n, j := p.digitsOrWord(i)
	if j == i || n < 1 || !p.is(j, "times", "sessions") || p.w(j+1) != "," || !p.is(j+2, "every", "each") {
		return i
	}
	if _, e := p.recurrence(j+2, ""); e == j+2 {
		return i
	}
	w.times = n
	return j + 1
}

// digitsOrWord reads a whole number: "4", "ten".
func (p *parser) digitsOrWord(i int) (n, next int) {
	if n, ok := p.digits(i, 4); ok {
		return n, i + 1
	}
	return p.numberWord(i)
}

// atMost steps over what stands before a number of times: "max", "up to", "a total of", "stop after".
func (p *parser) atMost(i int) int {
	return p.any(i, "max", "maximum", "at most", "up to", "a total of", "total of", "a maximum of", "stop after", "stopping after", "stops after", "ending after", "ends after", "end after", "limited to", "only")
}
