package understand

import (
	"strings"
	"unicode/utf8"
)

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
	return p.any(i, "all done", "done and dusted", "taken care of", "as done", "as complete", "as completed", "as finished", "done", "complete", "completed", "finished", "sorted", "handled", "off the list", "off my list", "checked off", "over and done with", "dealt with")
}

// completeFrame reads "done 2", "mark it complete", "2 and 4 are done", "just finished the laundry", "I called mom".
func (p *parser) completeFrame() (Reading, bool) {
	n := p.end()
	if n == 0 {
		return Reading{}, false
	}
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
		for _, tail := range [...]string{"off my list", "off the list", "off of my list", "off my todo list", "off the todo list", "from my list", "from the list"} {
			if c := strings.Count(tail, " ") + 1; n-c > 1 && p.seq(n-c, tail) == n {
				return p.finish(Complete, 1, n-c)
			}
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
	if p.is(0, "mark", "set", "flag", "tick", "make", "consider", "call", "put", "log") {
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
		if p.is(1, "the", "my", "all", "some", "both") && !p.is(n-1, "?") && n > 2 {
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
		return p.finishIf(Complete, 1, n, p.is(1, "off") && false)
	case "that's", "it's", "its", "thats", "this":
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

// end is the number of tokens without closing punctuation.
func (p *parser) end() int {
	n := len(p.t)
	for n > 0 && (p.kind(n-1) == line || p.kind(n-1) == mark && p.is(n-1, ".", "!", ",", ";", "…")) {
		n--
	}
	return n
}

// finish reads tokens [lo, hi) as the reference of a command that is certain.
func (p *parser) finish(i Intent, lo, hi int) (Reading, bool) {
	for lo < hi && p.is(lo, ":", "-", ",") {
		lo++
	}
	r, ok := p.ref(lo, hi, true)
	if !ok {
		return Reading{}, false
	}
	return p.about(i, r, lo, hi, Slots{})
}

// finishIf takes a place, "it" or a filter; a plain phrase only when text is true or it is called a task.
func (p *parser) finishIf(i Intent, lo, hi int, text bool) (Reading, bool) {
	r, ok := p.ref(lo, hi, true)
	if !ok {
		return Reading{}, false
	}
	if (r.Text != "" || r.Texts != nil) && !text && !p.calledTask(lo, hi) {
		return Reading{}, false
	}
	return p.about(i, r, lo, hi, Slots{})
}

// calledTask tells whether the words call their thing a task: "the gym task", "the milk one", or quote a title.
func (p *parser) calledTask(lo, hi int) bool {
	lo, hi = p.trimRef(lo, hi)
	if hi-lo < 1 {
		return false
	}
	if p.t[lo].quoted && p.t[hi-1].quoted {
		return true
	}
	return hi-lo > 1 && (p.is(hi-1, "task", "todo", "item", "one", "reminder") && !p.is(hi-2, "new") || p.is(lo, "task", "todo", "item") || p.is(lo, "the") && p.is(lo+1, "task", "todo"))
}

// dated tells whether a time phrase stands in tokens [lo, hi).
func (p *parser) dated(lo, hi int) bool {
	q := p.part(lo, hi)
	_, ok := q.scan(newMarks(q))
	return ok
}

// markDone reads "mark 3 as done", "mark everything due today as complete", "set milk to done".
func (p *parser) markDone(n int) (Reading, bool) {
	for k := n - 1; k > 0 && k >= n-5; k-- {
		if p.doneAt(k) != n {
			continue
		}
		hi := k
		for hi > 1 && p.is(hi-1, "as", "to", "being", "now", "be", "is") {
			hi--
		}
		if p.is(hi-1, "not", "un", "in", "isn't") || p.is(hi-1, "-") {
			return Reading{}, false
		}
		if !p.is(0, "mark", "tick", "flag", "put", "log", "consider") && hi == k && !p.is(0, "set", "call") {
			return Reading{}, false
		}
		if hi == 1 { // "mark done 3", "mark as done: milk"
			return p.finish(Complete, n, n)
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
	if p.hasWord(n, "every", "after", "when", "until", "once") || p.is(0, "delete", "clear", "purge", "wipe", "trash", "hide", "archive", "drop", "erase", "find", "search", "tag", "untag", "move", "rename", "take", "remove", "get", "have", "getting", "want", "need", "what", "what's", "which", "how", "is", "are", "show", "list", "if", "when", "show", "who", "count", "make", "once", "until", "be") {
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
		for hi > 1 && p.is(hi-1, "is", "are", "was", "were", "been", "has", "have", "all", "now", "already", "got", "gets", "just", "both", "'s", ":", "-", ",", "=", "also") {
			verb = verb || p.is(hi-1, "is", "are", "was", "were", "been", "got", ":", "-", "=", ",")
			hi--
		}
		if p.is(hi-1, "not", "isn't", "aren't", "never", "to", "be", "un", "getting", "by", "almost", "half", "nearly") || p.is(k-1, "not", "be", "to") {
			return Reading{}, false
		}
		if !verb && len(p.refNumbers(0, hi)) == 0 && !p.calledTask(0, hi) && (p.is(k, "complete", "sorted", "handled") || hi > 4 || p.dated(0, hi)) {
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

// anyBack is i, or the place of one of ws right before it.
func (p *parser) anyBack(i int, ws ...string) int {
	if p.is(i-1, ws...) {
		return i - 1
	}
	return i
}
