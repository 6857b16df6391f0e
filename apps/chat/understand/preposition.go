package understand

// preposition reads what leads a time phrase: "on", "by", "due:", "no later than".
func (p *parser) preposition(i int) (prep string, next int) {
	j := i
	if p.is(j, "(", "[") {
		j++
	}
	switch p.w(j) {
	case "due", "deadline":
		if p.is(j, "deadline") && (determiners[p.w(j-1)] || possessive(p.w(j-1))) {
			return "", i
		}
		if _, e := p.recurrence(j+1, ""); e > j+1 && p.is(j, "deadline") { // "tax deadline every may 15"
			return "", i
		}
		k := p.opt(j+1, "date", "is")
		if p.w(k) == ":" && !p.glued(k+1) || p.w(k) == ":" && k+1 < len(p.t) {
			k++
		}
		k = p.opt(k, "on", "by", "at", "before", "in", "is", "for")
		if p.is(k-1, "at") {
			return "at", k
		}
		if p.is(k-1, "in") {
			k--
		}
		return "due", k
	case "latest":
		if p.is(j+1, "by", "on") {
			return "by", j + 2
		}
		if p.startsDate(j + 1) {
			return "by", j + 1
		}
		return "", i
	case "till", "until", "til":
		if p.is(j, "till") && p.is(j-1, "the", "a", "an", "my", "our", "your", "his", "her", "their") { // "cash up the till tonight"
			return "", i
		}
		if p.w(j) == "til" {
			return "till", j + 1
		}
		return p.w(j), j + 1
	case "on", "at", "@", "by", "for", "before", "from", "in", "around", "about", "between", "starting",
		"circa", "approx", "approximately", "~", "after", "over":
		if k := p.any(j, "by no later than", "on or before", "on or by", "by or before", "at or before", "by latest", "by the latest", "at the latest by", "at the latest on", "before or on", "by or on"); k > j {
			return "by", k
		}
		if p.seq(j, "in the middle of") > j {
			return "in", j + 2
		}
		if k := p.any(j, "on or about", "on or around"); k > j {
			return "on", k
		}
		if k := p.hedge(j); k > j {
			return p.hedged(j, k)
		}
		if p.is(j, "starting") && p.is(j+1, "at", "@", "on") {
			return p.w(j + 1), j + 2
		}
		if v, e := p.clock(j+1, ""); p.is(j, "starting") && e > j+1 && !v.weak && p.right(e) {
			return "at", j + 1
		}
		if p.is(j, "at", "by", "for", "@", "in", "on") && p.is(j+1, "about", "around", "approximately", "approx", "roughly", "circa", "exactly", "sharp", "~") && !p.is(j, "in", "on") {
			return p.w(j), j + 2
		}
		return p.w(j), j + 1
	case "'":
		if p.is(j+1, "til") {
			return "till", j + 2
		}
	case "scheduled":
		if p.is(j+1, "for", "on", "at") {
			return p.w(j + 1), j + 2
		}
	case "sometime", "anytime", "ideally", "preferably", "some", "any", "last", "all", "prior", "ahead", "toward", "towards", "come":
		return p.binding(j)
	case "roughly", "exactly":
		if _, k := p.offset(j+1, "by"); k > j+1 { // "roughly two weeks from today"
			return "by", j + 1
		}
	case "no", "not":
		if k := p.any(j, "no later than", "not later than"); k > j {
			return "by", k
		}
	case "as":
		if k := p.any(j, "as of", "as from"); k > j {
			return "starting", k
		}
	}
	return "", i
}

// binding reads the words before a date that say how much it binds: "ideally by friday", "any time before july 1",
// "prior to july 15", "come monday". A "come" in the middle is a verb: "the guests come friday".
func (p *parser) binding(i int) (string, int) {
	if k := p.hedge(i); k > i {
		return p.hedged(i, k)
	}
	k := p.any(i, "prior to", "ahead of", "toward", "towards")
	if p.is(i, "come") && i == 0 && p.lex(1).rel == 0 {
		if k = 1; p.lex(1).month > 0 && p.endsTime(2) {
			return "by", 1
		}
	}
	if k > i && p.startsDate(k) {
		return "by", k
	}
	return "", i
}

// hedge steps over words that leave a date open.
func (p *parser) hedge(i int) int {
	return p.any(i, "sometime", "anytime", "ideally", "preferably", "some time", "any time", "last thing", "all day", "at some point", "at some stage", "at some time")
}

// hedged reads what "sometime" and "at some point" leave open, behind token k. Two may follow each other ("ideally
// sometime next week"); of more, nobody means a date, and each would look at all those behind it.
func (p *parser) hedged(i, k int) (string, int) {
	if second := p.hedge(k); second > k && p.hedge(second) > second {
		return "", i
	}
	if p.startsDate(k) {
		return "by", k
	}
	if q, e := p.preposition(k); q != "" {
		return q, e
	}
	return "", i
}

// particled tells whether "in" or "on" belongs to the verb before it and leads no date: "sleep in this weekend",
// "carry on tomorrow".
func particled(prep, verb, next string) bool {
	switch prep {
	case "in":
		return (next == "this" || next == "next" || next == "the") && next != "the" && inVerbs[verb]
	case "on":
		return (next == "tomorrow" || next == "today" || next == "next" || next == "tonight" || next == "this") && onVerbs[verb]
	}
	return false
}

var (
	inVerbs = set("sleep check log turn hand stay move drop dial fill come lie chip settle pitch tune phone call tuck sign clock")
	onVerbs = set("carry go move keep hold get log press soldier follow read")
)

// dateAfter tells whether a preposition may lead this date: "at the weekend" but not "at friday", "in october" but
// not "in tomorrow", never "about friday".
func dateAfter(prep string, d dateVal, first string) bool {
	switch prep {
	case "at":
		return d.coarse || first == "the" || first == "end" || first == "start" || first == "month" || first == "year" || d.month
	case "around", "@":
		return true
	case "until", "till": // as "by": German and Indian English
		return !d.coarse || d.day == d.last
	case "about", "circa", "approx", "approximately", "~":
		return false
	case "in":
		return d.coarse || first == "mid" || first == "early" || first == "late" || first == "middle"
	case "over":
		return d.coarse
	}
	return true
}
