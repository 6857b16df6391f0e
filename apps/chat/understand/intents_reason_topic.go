package understand

// topic finds the task that a reason speaks of: "laundry" of "i did the laundry", "dentist" of "can't make the dentist",
// "buy paint" of "i don't need to buy paint anymore". lo and to are its place. What has yet to be done is not known: a
// message that begins with a need or a verb of doing names a new task.
func (p *parser) topic(from, hi int) (ref Ref, lo, to int, ok bool) {
	from = p.opt(from, "nvm", "actually", "yes", "ok", "okay", "well", "oh", "yep", "so", "but", "hey")
	lo, to = from, p.topicEnd(from, hi)
	said := p.part(from, hi)
	if s := said.uncontracted(); s != nil {
		said = s
	}
	if r, ok := said.edits(); ok && (r.Intent == Complete || r.Intent == Reopen || r.Intent == Delete) && !r.Slots.Ref.Last && !said.hasWord(len(said.t), "back", "home", "been", "went") {
		return *r.Slots.Ref, from, hi, true
	}
	if last := p.w(to - 1); to > from && (last == "it" || aboutNothing[last] || p.is(to-2, "that", "this") && last == "one") { // "i changed my mind, delete it"
		return Ref{Last: true}, from, from, true
	}
	if p.hasPause(from, to) || to-from > 14 {
		return ref, lo, to, false
	}
	if p.is(from, "it's", "that's") {
		return Ref{Last: true}, from, from, true
	}
	if subject := p.subjectEnd(from, to); subject > from {
		to = subject
	} else if lo = p.deniedNeed(from, to); lo > from {
	} else if p.reports(from) {
		if lo = p.lastNoun(from, to); lo == from {
			return ref, lo, to, false
		}
	} else if lo = from; taskVerbs[p.w(from)] || p.is(from, "i", "i've", "we", "we've", "there's", "there", "it's") || to-from > 4 || p.needLead(from) > from || p.dated(from, to) {
		return ref, lo, to, false
	}
	ref, ok = p.ref(lo, to, true)
	return ref, lo, to, ok && !ref.Last
}

// topicEnd leaves out "anymore", "today" and other times behind the topic.
func (p *parser) topicEnd(lo, hi int) int {
	for hi > lo+1 && p.is(hi-1, "anymore", "more", "any", "now", "yet", "again", "already", "all", "after", "either", "finally", "just") {
		hi--
	}
	for k := lo + 1; k < hi; k++ {
		if w, ok := p.readWhen(k); ok && w.to == hi && p.kind(k) == word {
			return k
		}
	}
	return hi
}

func (p *parser) hasPause(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if p.is(i, ",", ";", ".") {
			return true
		}
	}
	return false
}

// subjectEnd is the verb of "the gym is closed" and "dentist got cancelled"; lo when there is none.
func (p *parser) subjectEnd(lo, hi int) int {
	if p.is(lo, "i", "i'm", "i've", "i'll", "we", "we're", "we've", "it", "it's", "there", "there's", "they", "he", "she", "something", "no", "not", "what", "that's", "just", "already", "finally", "never", "got", "done") {
		return lo
	}
	for i := lo + 1; i < hi && i < lo+6; i++ {
		if p.is(i, "is", "are", "was", "were", "got", "has", "have", "isn't", "wasn't", "hasn't", "went", "came", "can", "will", "won't") {
			if taskVerbs[p.w(lo)] && !nounToo[p.w(lo)] {
				return lo
			}
			return i
		}
	}
	return lo
}

// deniedNeed steps over "i don't need to", "no longer want to", "we already have".
func (p *parser) deniedNeed(lo, hi int) int {
	j := p.opt(lo, "i", "we")
	k := p.any(j, "don't", "do not", "no longer", "won't", "will not", "no", "didn't", "never")
	if k == j {
		if e := p.any(j, "already have", "already had", "already got"); e > j && e < hi {
			return e
		}
		return lo
	}
	e := p.any(k, "need to do", "have to do", "want to do", "need to", "have to", "want to", "needed to", "need for", "need", "want")
	if e == k || e >= hi {
		return lo
	}
	return e
}

// reports tells whether somebody says how things went or go for them: "just got back from", "can't make", "I'm not going".
func (p *parser) reports(lo int) bool {
	return p.needLead(lo) == lo && p.is(lo, "i", "i'm", "i've", "i'll", "we", "we're", "we've", "can't", "cannot", "couldn't", "won't", "not", "no", "never", "just", "already", "got", "back", "home", "done", "finished", "didn't", "haven't") &&
		!(p.is(lo, "i", "we") && p.is(lo+1, "have", "got", "want", "need", "would", "like"))
}

// lastNoun is where the last thing that is named begins: behind the last article, or behind the last word that leads to a
// thing; lo when none is named.
func (p *parser) lastNoun(lo, hi int) int {
	for i := hi - 1; i > lo; i-- {
		if p.is(i, "the", "my", "our", "this", "that") && i+1 < hi {
			return i
		}
		if p.is(i-1, "to", "for", "from", "do", "doing", "make", "making", "did", "with", "have", "had", "attend", "get", "got") {
			return i
		}
		if len(p.refNumbers(i, hi)) > 0 && !p.is(i-1, "number", "task") {
			return i
		}
	}
	return lo
}

// aboutNothing are things of a reason that are no tasks: "wrong day", "my mistake".
var aboutNothing = set("mind mistake day date time week plans plan error")
