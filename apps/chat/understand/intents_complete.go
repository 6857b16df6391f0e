package understand

// completeFrame reads "done 2", "mark it complete", "2 and 4 are done", "just finished the laundry", "I called mom".
func (p *parser) completeFrame() (Reading, bool) {
	n := p.end()
	if n == 0 {
		return Reading{}, false
	}
	n = p.dropFestive(0, n)
	if p.kind(0) == symbol && checkMark(p.t[0].n) {
		if n == 1 {
			return p.about(Complete, Ref{Last: true}, 0, 1, Slots{})
		}
		return p.finish(Complete, 1, n)
	}
	if n > 1 && p.kind(n-1) == symbol && checkMark(p.t[n-1].n) {
		hi := n - 1
		for k := hi - 1; k > 0 && k >= hi-3; k-- {
			if p.doneAt(k) == hi {
				hi = k
				break
			}
		}
		for hi > 1 && p.is(hi-1, "is", "are", ":", "-") {
			hi--
		}
		return p.finish(Complete, 0, hi)
	}
	if p.w(0) == "[" && p.is(1, "x") && p.w(2) == "]" {
		return p.finish(Complete, 3, n)
	}
	if r, ok := p.finishingPhrase(n); ok {
		return r, true
	}
	// "check off X", "tick X off", "cross 3 off"
	if p.is(0, "yes", "yep", "yeah", "ok", "okay", "so", "and") && n > 2 && !p.is(1, ",") {
		if r, ok := p.part(1, n).completeFrame(); ok {
			return r, true
		}
	}
	if p.is(0, "marking", "ticking", "checking", "closing", "completing", "finishing") && n > 1 {
		hi := n
		for k := n - 1; k > 1; k-- {
			if p.doneAt(k) == n || k == n-1 && p.is(k, "off") {
				hi = k
			}
		}
		if k := p.opt(1, "off"); p.strongRef(k, hi) {
			return p.finish(Complete, k, hi)
		}
	}
	if p.is(0, "consider", "mark", "call") && n > 2 && p.is(n-1, "closed", "checked", "ticked") {
		return p.finish(Complete, 1, p.anyBack(n-1, "as"))
	}
	if p.is(0, "checked", "ticked", "crossed", "struck", "knocked", "scratched") {
		if p.is(n-1, "off", "out") && n > 2 {
			return p.finish(Complete, 1, n-1)
		}
		if p.is(1, "off", "out") && n > 2 {
			return p.finish(Complete, 2, n)
		}
	}
	if p.is(0, "check", "tick", "cross", "strike", "knock", "scratch") {
		if p.is(1, "off") {
			return p.finish(Complete, 2, n)
		}
		if p.is(n-1, "off") && n > 2 {
			return p.finish(Complete, 1, n-1)
		}
		if k := p.takenOff(n); k > 1 && k < n {
			return p.finish(Complete, 1, k)
		}
		if p.is(0, "tick") && !p.dated(1, n) {
			return p.finish(Complete, 1, n)
		}
		if k := p.any(1, "out"); k > 1 && p.is(0, "cross", "strike", "scratch") {
			return p.finishIf(Complete, k, n, false)
		}
		if p.is(0, "knock", "strike", "scratch", "cross") {
			if p.is(0, "strike", "scratch") && p.strongRef(1, n) {
				return p.finish(Delete, 1, n)
			}
			return Reading{}, false
		}
		return p.finishIf(Complete, 1, n, false)
	}
	if p.is(0, "mark", "set", "flag", "tick", "make", "consider", "call", "put", "log", "update", "change", "move", "switch", "turn") {
		if r, ok := p.markDone(n); ok {
			return r, true
		}
	}
	switch p.w(0) {
	case "done", "completed", "finished", "✓":
		if f := p.ownless().part(1, n).filter(0); n > 1 && f.leftover == "" && (f.dated && !f.noun || f.noun && f.modifier == "") && !f.all && len(p.refNumbers(1, n)) == 0 { // "completed yesterday"
			f.filter.Status = "completed"
			return p.asked(List, &f), true
		}
		if n == 1 {
			return p.about(Complete, Ref{Last: true}, 0, 1, Slots{})
		}
		j := p.opt(1, "with", ":", "-", "!", ",")
		if k := p.any(1, "w /"); k > 1 {
			j = k
		}
		if j == 1 && p.is(1, "by", "on", "at", "for") {
			break
		}
		return p.finish(Complete, j, n)
	case "did":
		if (p.is(1, "the", "my", "all", "some", "both") && n > 2 || n > 1 && p.strongRef(1, n)) && !p.is(n-1, "?") {
			return p.finish(Complete, 1, p.dropAgo(1, n))
		}
	case "all":
		if j := p.any(0, "all done with", "all finished with"); j > 0 && j < n {
			return p.finish(Complete, j, n)
		}
	case "complete":
		if n == 1 {
			return p.about(Complete, Ref{Last: true}, 0, 1, Slots{})
		}
		return p.finishIf(Complete, 1, n, !p.dated(1, n))
	case "finish", "close", "resolve", "fulfil", "fulfill":
		if p.is(0, "close") && p.is(1, "out", "off") && n > 2 {
			return p.finishIf(Complete, 2, n, false)
		}
		return p.finishIf(Complete, 1, n, p.is(1, "off") && false)
	case "that's", "it's", "its", "thats", "this":
		for k := 2; k < n && k < 9 && p.is(0, "that's", "thats"); k++ { // "that's 4 done", "that's the bins done"
			if p.doneAt(k) == n && (p.strongRef(1, k) || p.is(1, "the", "my", "our") && k > 2) {
				return p.finish(Complete, 1, k)
			}
		}
		if j := p.opt(1, "is", "all", "now", "been", "one", "already"); p.doneAt(j) == n {
			return p.about(Complete, Ref{Last: true}, 0, 1, Slots{})
		}
	}
	if p.is(0, "everything's", "all's", "everythings") && p.doneAt(1) == n {
		return p.about(Complete, Ref{Filter: &Filter{Status: "open"}}, 0, 1, Slots{})
	}
	if r, ok := p.isDone(n); ok {
		return r, true
	}
	if r, ok := p.passive(n); ok {
		return r, true
	}
	return p.implicit(n)
}
