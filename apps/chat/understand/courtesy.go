package understand

// courtesy steps over "please", "hey,", "can you …" before a command and "please", "thanks" behind it.
func (p *parser) courtesy() (lo, hi int) {
	hi = len(p.t)
	asked := false
	defer func() { // "could you add milk?" is no question
		if asked && hi-1 > lo && p.is(hi-1, "?") {
			hi--
		}
	}()
	if r, ok := p.helpFrame(); ok && r.Intent == Help {
		return 0, hi
	}
	for n := 0; lo < hi && n < maxOpenings; n++ {
		if k := p.opening(lo, hi); k > lo {
			lo = k
			continue
		}
		switch {
		case p.kind(lo) == line:
			lo++
			continue
		case p.is(lo, "please", "pls", "plz", "kindly", "so", "also", "now", "then", "and", "okay", "ok", "alright", "oh", "well", "just", "um", "uh", "erm", "hmm", "umm", "er") && lo+1 < hi && p.kind(lo+1) != line && !p.is(lo+1, ":"):
			if p.is(lo, "just", "now", "then", "so", "well", "and") && !p.is(lo+1, ",") && !(p.is(lo, "so", "well", "and", "then") && p.sentenceGoesOn(lo+1)) && !(p.is(lo, "and", "then") && lo > 0) && !p.is(lo+1, "add", "remind", "show", "delete", "mark", "move", "list", "remove", "complete", "what", "what's", "which", "how", "do", "when", "is", "can", "could", "push", "put", "rename", "tag", "undo") {
				return lo, p.courtesyEnd(lo, hi)
			}
			lo++
		case p.is(lo, "yes", "yeah", "yep", "yup", "sure", "no", "nope", "nah") && p.is(p.opt(lo+1, "and", "please", "but", "also", "just"), "add", "create", "delete", "remove", "complete", "move", "remind", "rename", "reschedule", "postpone", "snooze", "tag", "mark"): // a yes is no title
			lo++
		case p.is(lo, "actually") && lo+2 < hi && p.is(lo+1, ",", "make", "move", "delete", "add", "set", "change", "remind", "mark", "show", "put", "push", "rename"):
			lo = p.opt(lo+1, ",")
		case lo == 0 && p.any(0, "wrong one ,", "wrong task ,", "not that one ,", "my mistake ,", "my bad ,", "i was wrong ,", "i made a mistake ,", "i got it wrong ,") > 0 && hi > 4:
			lo = p.any(0, "wrong one ,", "wrong task ,", "not that one ,", "my mistake ,", "my bad ,", "i was wrong ,", "i made a mistake ,", "i got it wrong ,")
		case lo == 0 && p.opinion() > 0:
			lo = p.opinion()
		case p.urgentLead(lo) > lo:
			lo = p.urgentLead(lo)
		case p.is(lo, ",") && lo > 0, p.is(lo, "!") && lo > 0 && p.is(lo-1, "oh", "ok", "okay", "hmm", "please"):
			lo++
			continue
		default:
			j := p.polite(lo)
			if k := p.any(lo, "can we", "could we", "shall we", "should we", "can i", "could i", "may i"); k > lo && p.is(k, "do", "move", "push", "reschedule", "make", "postpone", "change", "delay", "shift", "mark", "delete", "rename", "add", "set", "put", "cancel", "bump", "snooze") && !p.is(k+1, "anything", "something", "it") && p.is(lo, "can", "could", "shall", "should", "may") {
				lo, asked = k, true
				continue
			}
			if k := p.any(lo, "we can", "you may", "you could", "we could", "you might as well", "we should"); k > lo && p.is(k, "complete", "close", "mark", "tick", "check", "cross", "delete", "remove", "drop", "skip", "push", "postpone", "reschedule") {
				lo = k
				continue
			}
			if j == lo || p.lookBot(j) || p.is(j, "mind") || p.is(lo, "is") && p.is(j-1, "to") && !wishVerbs[p.w(j)] && !p.is(j, "add", "set", "change", "remind") {
				return lo, p.courtesyEnd(lo, hi)
			}
			lo, asked = j, true
			continue
		}
	}
	return lo, p.courtesyEnd(lo, hi)
}

// maxOpenings bounds what is taken off one end of a message. Nobody says as many; behind them the rest is the message,
// however long somebody goes on.
const maxOpenings = 24

// lookBot tells whether "can you" is followed by a question about the assistant itself.
func (p *parser) lookBot(j int) bool {
	return p.is(j, "help", "do", "speak", "hear", "understand", "talk", "sing", "swim", "think", "feel", "read", "see", "dance", "cook", "drive") && p.w(j) != "" || j >= len(p.t) || p.w(j) == "?"
}

// urgentLead steps over "this is" in "this is urgent: …".
func (p *parser) urgentLead(i int) int {
	j := p.any(i, "this is", "this one is", "it's", "it is", "that's", "that is", "very", "super", "really", "extremely")
	j = p.any(j, "very", "super", "really", "extremely", "so")
	if j > i && p.is(j, "urgent", "important", "critical") && p.is(j+1, ":", "-") && j+2 < len(p.t) {
		return j
	}
	return i
}

// sentenceGoesOn tells whether a little word such as "so" only leads on to a task: "ok so tomorrow I need to …".
func (p *parser) sentenceGoesOn(i int) bool {
	if p.needLead(i) > i || p.remindVerb(i) > i {
		return true
	}
	_, ok := p.part(0, i+maxCommand).timeFirstAt(i)
	return ok
}

// opinion steps over "I think" before what is said of a task: "I think 3 is done".
func (p *parser) opinion() int {
	j := p.any(0, "i think", "i believe", "i guess", "as of now", "looks like", "fyi", "btw", "by the way")
	for e := j + 1; j > 0 && e < len(p.t) && e <= j+4; e++ {
		if p.is(e, "is", "are", "was", "were", "isn't", "aren't", "can", "should", "needs") && p.strongRef(j, e) {
			return j
		}
	}
	return 0
}
