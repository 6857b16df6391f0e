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
		return p.finish(Complete, 1, n)
	}
	if p.w(0) == "[" && p.is(1, "x") && p.w(2) == "]" {
		return p.finish(Complete, 3, n)
	}
	// "check off X", "tick X off", "cross 3 off"
	if p.is(0, "check", "tick", "cross", "strike", "knock", "scratch") {
		if p.is(1, "off") {
			return p.finish(Complete, 2, n)
		}
		if p.is(n-1, "off") && n > 2 {
			return p.finish(Complete, 1, n-1)
		}
		if k := p.any(1, "out"); k > 1 && p.is(0, "cross", "strike", "scratch") {
			return p.finishIf(Complete, k, n, false)
		}
		if p.is(0, "knock", "strike", "scratch", "cross") {
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
		if f := p.ownless().part(1, n).filter(0); n > 1 && f.leftover == "" && f.dated && !f.noun && !f.all { // "completed yesterday"
			f.filter.Status = "completed"
			return p.asked(List, &f), true
		}
		if n == 1 {
			return p.about(Complete, Ref{Last: true}, 0, 1, Slots{})
		}
		j := p.opt(1, "with", ":", "-", "!", ",")
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
	if r, ok := p.isDone(n); ok {
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
	if p.hasWord(n, "every", "after", "when", "until", "once") || p.is(0, "take", "remove", "get", "have", "getting", "want", "need", "what", "what's", "which", "how", "is", "are", "show", "list", "if", "when", "show", "who", "count", "make", "once", "until", "be") {
		return Reading{}, false
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
		if !verb && len(p.refNumbers(0, hi)) == 0 && (p.is(k, "complete", "sorted", "handled") || hi > 4 || p.dated(0, hi)) {
			return Reading{}, false
		}
		lo := 0
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

// pastVerbs are the irregular past forms of things people do; regular ones end in -ed.
var pastVerbs = set("bought paid did made sent got went took wrote fed ran met cut gave brought built drove ate swam spoke told sold found kept taught swept hung " +
	"read spent dug drew drank forgave froze hid knit lent lit lost mowed put quit rode rang rewrote sang set sewed shot slept stuck struck swapped threw tore " +
	"typed woke wore won wound submitted dropped picked returned checked cleaned fixed")

// barePast are past forms that begin no title, so that they need no "I" before them.
var barePast = set("bought paid sent wrote took went gave ate drove spoke told sold brought taught swept called emailed texted mailed submitted booked returned washed")

// notDoings are verbs of mind and talk: "I loved it" completes nothing.
var notDoings = set("loved liked hated wanted needed wondered believed hoped wished decided disliked enjoyed noticed realized realised seemed remembered preferred missed " +
	"tried started failed expected guessed supposed changed confused tired bored interested excited worried scared annoyed stressed exhausted")

// implicit reads "I called mom", "i've paid the rent", "just finished the laundry", "already bought milk".
func (p *parser) implicit(n int) (Reading, bool) {
	j := p.any(0, "i have just", "i have already", "i've just", "i've already", "i just", "i already", "i have finally", "i've finally", "i finally", "i have now", "i've now", "i have", "i've", "ive", "i'm", "i am", "i ve", "i", "we've", "we have", "we", "just", "already", "finally")
	if j == 0 && !barePast[p.w(0)] || j >= n {
		return Reading{}, false
	}
	j = p.opt(j, "just", "already", "finally", "also", "now", "actually", "gone", "managed")
	v := p.w(j)
	if p.is(0, "i'm", "i") && (p.is(j, "done", "finished") || p.is(j, "am") && p.is(j+1, "done", "finished")) {
		k := j + 1
		if p.is(j, "am") {
			k++
		}
		if e := p.opt(k, "with"); e > k {
			return p.finish(Complete, e, n)
		}
		if p.is(0, "i'm") || k >= n {
			return Reading{}, false
		}
	}
	if p.is(0, "i'm") || p.is(0, "i") && p.is(1, "am") {
		return Reading{}, false
	}
	if p.is(j, "finished", "completed", "done", "did", "ticked", "finish") {
		k := p.opt(j+1, "off", "with", "up", "doing")
		if k >= n {
			return p.about(Complete, Ref{Last: true}, 0, n, Slots{})
		}
		return p.finish(Complete, k, p.dropAgo(k, n))
	}
	ed := len(v) >= 4 && strings.HasSuffix(v, "ed") && !p.is(j, "need", "feed", "speed", "bleed", "breed", "heed", "weed", "seed", "shed", "sled", "exceed", "proceed", "succeed", "agreed")
	if p.kind(j) != word || notDoings[v] || !ed && !pastVerbs[v] || j+1 >= n && !ed {
		return Reading{}, false
	}
	if p.is(0, "just", "already", "finally") && p.is(j, "put", "read", "set", "cut", "quit") {
		return Reading{}, false
	}
	if p.is(j, "got", "put") && p.is(j+1, "to", "a", "an") && p.is(j+2, "go", "question", "idea", "problem") || p.is(j, "got") && p.is(j+1, "to") {
		return Reading{}, false
	}
	hi := p.dropAgo(j, n)
	text := p.refText(j, hi)
	if text == "" {
		return Reading{}, false
	}
	r, ok := p.about(Complete, Ref{Text: text}, j, hi, Slots{})
	r.Doubt = "I took this as something you have done."
	other := p.part(0, n).addTask(p, false)
	other.Alternative, other.Doubt = nil, ""
	if other.Intent == Add {
		r.Alternative = &other
	}
	return r, ok
}

// dropAgo leaves out when it was done: "yesterday", "this morning", "today".
func (p *parser) dropAgo(lo, hi int) int {
	for k := hi - 1; k > lo && k >= hi-4; k-- {
		if p.any(k, "yesterday", "today", "this morning", "this afternoon", "tonight", "last night", "earlier", "earlier today", "just now", "a minute ago", "already", "an hour ago", "on time") == hi {
			return k
		}
	}
	return hi
}

// reopenFrame reads "reopen 2", "mark 3 as not done", "milk isn't done yet", "I didn't actually finish the essay".
func (p *parser) reopenFrame() (Reading, bool) {
	n := p.end()
	for n > 1 && p.is(n-1, "yet", "after") {
		n--
	}
	if n > 3 && p.is(n-1, "all") && p.is(n-2, "after") {
		n -= 2
	}
	if j := p.any(0, "reopen", "re - open", "re open", "uncomplete", "un - complete", "un complete", "uncheck", "un - check", "untick", "un - tick", "unmark", "undone", "unfinish", "un - finish", "incomplete", "restore", "unarchive", "reactivate", "un - done", "not done :", "not done with"); j > 0 && j < n {
		if p.is(0, "incomplete", "undone") && p.is(j, "task", "tasks") {
			return Reading{}, false
		}
		if k := p.doneAt(n - 2); k == n && p.is(n-2, "as") {
			n -= 2
		}
		return p.finish(Reopen, j, n)
	}
	if p.is(0, "undo", "revert") && p.any(1, "completing", "completion of", "the completion of") > 1 {
		return p.finish(Reopen, p.any(1, "completing", "completion of", "the completion of"), n)
	}
	if p.is(0, "bring", "put", "open") && n > 2 {
		if p.is(0, "bring", "put") && p.is(n-1, "back") {
			return p.finishIf(Reopen, 1, n-1, p.is(0, "bring"))
		}
		if p.is(0, "bring") && p.is(1, "back") {
			return p.finish(Reopen, 2, n)
		}
		if p.is(0, "open") && (p.is(n-1, "again", "back") || p.is(n-1, "up") && p.is(n-2, "back")) {
			return p.finish(Reopen, 1, n-1)
		}
	}
	notDone := func(k int) int {
		return p.any(k, "as open again", "as not done yet", "as not done", "as not complete", "as not completed", "as not finished", "as incomplete", "as undone", "as open", "as unfinished", "as uncompleted", "as pending", "as to do", "as todo", "as active", "as not yet done", "as still open", "as un - done",
			"not done", "not complete", "not completed", "not finished", "incomplete", "undone", "open again", "open", "unfinished", "uncompleted", "back to open", "to open", "to incomplete", "to not done", "pending", "open again", "as open again", "un - done")
	}
	if p.is(0, "mark", "set", "make", "change", "flag") {
		for k := 1; k < n; k++ {
			if notDone(k) == n && k > 1 {
				return p.finish(Reopen, 1, k)
			}
		}
	}
	for k := 1; k < n; k++ {
		j := p.any(k, "isn't", "is not", "aren't", "are not", "wasn't", "was not", "weren't", "were not", "is still not", "still isn't", "hasn't been", "has not been", "isnt", "haven't been")
		if j > k {
			j = p.opt(j, "actually", "really", "yet", "quite", "fully", "all")
			if e := p.doneAt(j); e == n && !p.is(0, "what", "which", "if", "show", "list", "how", "why") {
				return p.finish(Reopen, 0, k)
			}
		}
		if j := p.any(k, "is still open", "still needs doing", "is still pending", "needs to be redone", "is still to do", "still isn't done", "needs reopening", "is incomplete", "is unfinished", "is not yet done"); j == n && j > k {
			return p.finish(Reopen, 0, k)
		}
	}
	j := p.any(0, "actually", "wait", "oh", "no", "hmm")
	j = p.opt(j, ",")
	k := p.any(j, "i didn't", "i did not", "i haven't", "i have not", "i didnt", "i havent", "i never", "didn't", "haven't")
	if k > j {
		k = p.opt(k, "actually", "really", "even", "yet", "quite", "fully", "properly")
		k = p.opt(k, "yet")
		if e := p.any(k, "finish", "complete", "do", "done", "finished", "completed", "get done with", "finish with"); e > k && e < n {
			return p.finish(Reopen, e, n)
		}
	}
	return Reading{}, false
}

// laterDelete reads "delete old photos tomorrow" as something to do tomorrow; the other reading deletes now.
func (p *parser) laterDelete(del Reading) Reading {
	r := p.addTask(p, false)
	if r.Intent != Add {
		return del
	}
	r.Alternative, r.Doubt = &del, "I took this as a task for that day, not as a task to delete."
	return r
}

// deleteFrame reads "delete milk", "get rid of the gym task", "clear completed tasks", "trash that one".
func (p *parser) deleteFrame() (Reading, bool) {
	n := p.end()
	j := p.any(0, "get rid of", "do away with", "throw away", "throw out", "forget about", "i don't need to do", "take off")
	if j > 0 {
		if p.is(0, "get", "do") && !p.dated(j, n) {
			return p.finish(Delete, j, n)
		}
		return p.finishIf(Delete, j, n, p.is(0, "forget"))
	}
	if p.is(0, "take", "strike", "cross") && n > 3 {
		for _, tail := range [...]string{"off my list", "off the list", "off of my list", "off my todo list", "off", "from my list", "off of the list"} {
			if c := strings.Count(tail, " ") + 1; p.seq(n-c, tail) == n && p.is(0, "take") {
				return p.finishIf(Delete, 1, n-c, c > 1)
			}
		}
	}
	if n < 2 || p.is(1, ":") && p.is(0, "clear", "drop") {
		return Reading{}, false
	}
	if p.is(0, "clear", "empty", "wipe", "purge", "delete", "nuke", "reset") {
		j := p.opt(1, "out")
		j = p.opt(j, "my", "the", "whole")
		j = p.opt(j, "whole", "entire")
		if e := p.any(j, "todo list", "to do list", "to - do list", "task list", "list", "tasks", "todos"); e == n && e > j && j > 1 {
			return p.about(Delete, Ref{Filter: &Filter{Status: "all"}}, 1, n, Slots{})
		}
	}
	switch p.w(0) {
	case "delete", "erase", "del", "rm", "discard", "destroy", "delet", "delte", "deelte", "dlete", "deleted":
		if r, ok := p.finish(Delete, p.opt(1, ":"), n); ok && (r.Slots.Ref.Text != "" || r.Slots.Ref.Texts != nil) && !p.calledTask(1, n) && p.dated(1, n) {
			return p.laterDelete(r), true
		} else if ok {
			return r, true
		}
	case "remove", "scrap", "remvoe", "remov", "ditch", "nix":
		if p.dated(1, n) {
			return p.finishIf(Delete, 1, n, false)
		}
		return p.finish(Delete, 1, n)
	case "trash", "drop", "wipe", "clear", "bin", "cancel", "dump", "kill", "purge", "toss", "empty", "nuke", "archive", "clean", "zap":
		j := p.opt(1, "out", "off", "up", "away")
		return p.finishIf(Delete, j, n, false)
	}
	return Reading{}, false
}
