package understand

import "strings"

// reopenFrame reads "reopen 2", "mark 3 as not done", "milk isn't done yet", "I didn't actually finish the essay".
func (p *parser) reopenFrame() (Reading, bool) {
	n := p.end()
	if r, ok := p.statusFrame(); ok {
		return r, true
	}
	for n > 1 && p.is(n-1, "yet", "after") {
		n--
	}
	if n > 3 && p.is(n-1, "all") && p.is(n-2, "after") {
		n -= 2
	}
	if j := p.any(0, "reopen", "re - open", "re open", "uncomplete", "un - complete", "un complete", "uncheck", "un - check", "untick", "un - tick", "unmark", "undone", "unfinish", "un - finish", "incomplete", "restore", "unarchive", "reactivate", "un - done", "not done :", "not done with", "not finished with", "not through with", "i'm not done with", "i'm not finished with", "i am not done with", "not yet done with"); j > 0 && j < n {
		if p.is(0, "incomplete", "undone") && p.is(j, "task", "tasks") {
			return Reading{}, false
		}
		if _, all := p.bulk(j, n); p.is(0, "reopen") && p.dated(j, n) && !p.strongRef(j, n) && !all {
			return Reading{}, false // "reopen the pool on may 1"
		}
		if k := p.doneAt(n - 2); k == n && p.is(n-2, "as") {
			n -= 2
		}
		return p.finish(Reopen, j, n)
	}
	if j := p.any(0, "i accidentally marked", "i accidentally completed", "i accidentally closed", "i accidentally ticked", "i accidentally finished", "i marked", "i completed", "i closed", "i ticked off", "i ticked", "i checked off", "i checked", "i finished", "marked", "completed", "accidentally completed", "accidentally marked"); j > 0 {
		hi := n
		for _, tail := range [...]string{"by mistake", "by accident", "accidentally", "too early", "too soon", "in error"} {
			if c := strings.Count(tail, " ") + 1; n-c > j && p.seq(n-c, tail) == n {
				hi = n - c
			}
		}
		if hi < n || p.hasWord(j, "accidentally") {
			for k := hi - 1; k > j; k-- {
				if p.doneAt(k) == hi {
					hi = k
				}
			}
			return p.finish(Reopen, j, hi)
		}
	}
	if k := p.any(0, "take back the completion of", "reverse the completion of", "cancel the completion of", "take back completing"); k > 0 && k < n {
		return p.finish(Reopen, k, n)
	}
	if p.is(0, "undo", "revert") && p.any(1, "completing", "completion of", "the completion of") > 1 {
		return p.finish(Reopen, p.any(1, "completing", "completion of", "the completion of"), n)
	}
	if p.is(0, "bring", "put", "open") && n > 2 {
		for _, tail := range [...]string{"back on the list", "back on my list", "back to the list", "back in the list", "back to my list", "back onto the list", "back on the to do list", "back on my todo list", "back to open", "back to todo"} {
			if c := strings.Count(tail, " ") + 1; n-c > 1 && p.seq(n-c, tail) == n {
				return p.finish(Reopen, 1, n-c)
			}
		}
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
			"not done", "not complete", "not completed", "not finished", "incomplete", "undone", "open again", "open", "unfinished", "uncompleted", "back to open", "to open", "to incomplete", "to not done", "pending", "active again", "active", "open again", "as open again", "un - done")
	}
	if p.is(0, "mark", "set", "make", "change", "flag", "put", "revert", "return", "reset", "switch", "turn", "move") {
		for k := 1; k < n; k++ {
			if notDone(k) == n && k > 1 && (p.is(0, "mark", "set", "make", "change", "flag", "put", "revert") || p.strongRef(1, p.anyBack(k, "back"))) {
				for k > 2 && p.is(k-1, "back", "to", "as") {
					k--
				}
				return p.finish(Reopen, 1, k)
			}
		}
	}
	for k := 1; k < n; k++ {
		j := p.any(k, "isn't", "is not", "aren't", "are not", "wasn't", "was not", "weren't", "were not", "is still not", "still isn't", "hasn't been", "has not been", "isnt", "haven't been")
		if j > k {
			j = p.opt(j, "actually", "really", "yet", "quite", "fully", "all")
			if e := p.doneAt(j); (e == n || j == n-1 && doings[p.w(j)]) && !p.is(0, "what", "which", "if", "show", "list", "how", "why", "i", "we", "there", "it's") {
				return p.finish(Reopen, 0, k)
			}
		}
		if j := p.any(k, "is actually still open", "is actually not done", "are still open", "is still open", "still needs doing", "is still pending", "needs to be redone", "is still to do", "still isn't done", "needs reopening", "needs to be reopened", "should be reopened", "must be reopened", "has to be reopened", "is incomplete", "is unfinished", "is not yet done"); j == n && j > k {
			return p.finish(Reopen, 0, k)
		}
	}
	j := p.any(0, "actually", "wait", "oh", "no", "hmm")
	j = p.opt(j, ",")
	k := p.any(j, "i still haven't", "i still have not", "i still didn't", "still haven't", "still didn't", "we still haven't", "i didn't", "i did not", "i haven't", "i have not", "i didnt", "i havent", "i never", "didn't", "haven't")
	if k > j {
		k = p.opt(k, "actually", "really", "even", "yet", "quite", "fully", "properly")
		k = p.opt(k, "yet")
		if e := p.any(k, "finish", "complete", "do", "done", "finished", "completed", "get done with", "finish with"); e > k && e < n {
			return p.finish(Reopen, e, n)
		}
	}
	return Reading{}, false
}
