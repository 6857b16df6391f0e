package understand

import "unicode/utf8"

func checkMark(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	switch r {
	case '✓', '✔', '☑', '✅', '🗹', '☒':
		return true
	}
	return false
}

// doneWords say that something is complete.
func (p *parser) doneAt(i int) int {
	return p.any(i, "all done", "done and dusted", "taken care of", "as done", "as complete", "as completed", "as finished", "done", "complete", "completed", "finished", "sorted", "handled", "off the list", "off my list", "checked off", "over and done with", "dealt with", "out of the way", "off my plate", "behind me", "in the bag")
}

// markDone reads "mark 3 as done", "mark everything due today as complete", "set milk to done".
func (p *parser) markDone(n int) (Reading, bool) {
	if p.is(0, "make") && p.is(1, "sure") {
		return Reading{}, false
	}
	for k := n - 1; k > 0 && k >= n-5; k-- {
		if p.doneAt(k) != n {
			continue
		}
		hi := k
		for hi > 1 && p.is(hi-1, "as", "to", "being", "now", "be", "is", "in", "into") && !(p.is(hi-1, "in", "into") && !p.strongRef(1, hi-1)) {
			hi--
		}
		if p.is(0, "update", "change", "move", "switch", "turn") && (hi == k || !p.strongRef(1, hi)) {
			return Reading{}, false
		}
		if p.is(hi-1, "not", "un", "in", "isn't") || p.is(hi-1, "-") {
			return Reading{}, false
		}
		if !p.is(0, "mark", "tick", "flag", "put", "log", "consider") && hi == k && !p.is(0, "set", "call") && !(p.is(0, "make") && p.pronoun(1, hi)) {
			return Reading{}, false
		}
		if hi == 1 { // "mark as done"
			return p.about(Complete, Ref{Last: true}, 0, n, Slots{})
		}
		return p.finish(Complete, 1, hi)
	}
	if p.is(0, "mark") {
		j := p.opt(1, "as")
		if k := p.doneAt(j); k > j && k < n {
			return p.finish(Complete, k, n)
		}
		if p.is(n-1, "off") && n > 2 {
			return p.finish(Complete, 1, n-1)
		}
		if p.is(1, "off") {
			return p.finish(Complete, 2, n)
		}
	}
	return Reading{}, false
}

// isDone reads "X is done", "2 and 4 are finished", "milk done", "laundry: done".
func (p *parser) isDone(n int) (Reading, bool) {
	if p.hasWord(n, "every", "after", "when", "until", "once", "if", "whether") || p.is(0, "delete", "clear", "purge", "wipe", "trash", "hide", "archive", "drop", "erase", "find", "search", "tag", "untag", "move", "rename", "take", "remove", "get", "have", "getting", "want", "need", "what", "what's", "which", "how", "is", "are", "show", "list", "if", "when", "show", "who", "count", "make", "once", "until", "be") {
		return Reading{}, false
	}
	for k := 1; k < n; k++ {
		if e := p.any(k, "can be", "should be", "may be", "is to be", "could be"); e > k && p.any(e, "ticked off", "checked off", "crossed off", "struck off", "closed", "marked done", "marked as done", "marked complete", "marked as complete", "marked completed") == n {
			return p.finish(Complete, 0, k)
		}
	}
	for n > 3 && p.is(n-1, "now", "already", "too", "finally", "then") && p.doneAt(n-2) == n-1 {
		n--
	}
	for k := n - 1; k > 0 && k >= n-4; k-- {
		if p.doneAt(k) != n {
			continue
		}
		hi := k
		verb := false
		for hi > 1 && p.is(hi-1, "is", "are", "was", "were", "been", "has", "have", "all", "now", "already", "got", "gets", "just", "both", "completely", "totally", "fully", "officially", "entirely", "finally", "actually", "'s", ":", "-", ",", "=", "also") {
			verb = verb || p.is(hi-1, "is", "are", "was", "were", "been", "got", ":", "-", "=", ",")
			hi--
		}
		if p.is(hi-1, "not", "isn't", "aren't", "never", "to", "be", "un", "getting", "by", "almost", "half", "nearly") || p.is(k-1, "not", "be", "to") {
			return Reading{}, false
		}
		if !verb && len(p.refNumbers(0, hi)) == 0 && !p.calledTask(0, hi) && (p.is(k, "complete", "sorted", "handled") && !(hi == 1 && p.is(k, "complete") && !taskVerbs[p.w(0)]) || hi > 4 || p.dated(0, hi)) {
			return Reading{}, false
		}
		lo := p.opt(0, "yep", "yes", "yeah", "ok", "okay", "so", "and", "also", "got")
		if lo >= hi {
			lo = 0
		}
		if p.is(0, "i", "i've", "i'm") {
			return Reading{}, false
		}
		if e := len(p.w(hi - 1)); e > 2 && p.w(hi - 1)[e-2:] == "'s" && hi-1 == 0 {
			return Reading{}, false
		}
		return p.finish(Complete, lo, hi)
	}
	return Reading{}, false
}
