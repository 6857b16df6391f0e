package understand

// doneWord and openWord read one word for each side.
func (p *parser) doneWord(i int) int {
	return p.any(i, "completed", "complete", "done", "finished", "closed", "checked off", "ticked off", "crossed off", "checked", "ticked")
}

func (p *parser) openWord(i int) int {
	return p.any(i, "not yet done", "not done", "not finished", "not completed", "not", "still open", "open", "unfinished", "incomplete", "uncompleted", "outstanding", "pending", "undone", "active", "remaining", "to - do", "to do", "otherwise")
}

// anyStatus reads that what is done counts too: "including the finished ones", "done and not done", "done or not",
// "regardless of whether they're done".
func (p *parser) anyStatus(i int) int {
	if j := p.any(i, "of any status", "any status", "all statuses", "whatever the status", "whatever their status", "whatever its status", "no matter the status", "regardless of status", "regardless of the status", "regardless of their status"); j > i {
		return j
	}
	if j := p.any(i, "regardless of whether", "regardless whether", "regardless if", "no matter if", "no matter whether", "whether"); j > i {
		j = p.opt(j, "or not")
		j = p.any(j, "they are", "they're", "it is", "it's", "i have", "i've", "i")
		if e := p.doneWord(j); e > j {
			return p.any(e, "or not", "yet or not", "already or not", "already", "yet")
		}
		return i
	}
	if j := p.including(i); j > i {
		return j
	}
	j := p.opt(i, "both", "either")
	if e := p.doneWord(j); e > j {
		if k := p.opt(e, "ones", "tasks"); p.is(k, "too", "included", "as") {
			if m := p.any(k, "too", "included", "as well"); m > k {
				return m
			}
		}
		if k := p.opt(e, "and", "or", "&", "/", ",", "+"); k > e {
			if m := p.openWord(k); m > k && (!p.is(m-1, "not") || p.kind(m) != word) {
				return m
			}
		}
	} else if e := p.openWord(j); e > j && !p.is(e-1, "not", "otherwise") {
		if k := p.opt(p.opt(e, "ones", "tasks"), "and", "or", "&", "/", "+"); k > e {
			if m := p.doneWord(k); m > k {
				return m
			}
		}
	}
	return i
}

// including reads "including completed", "incl. the done ones", "as well as finished tasks".
func (p *parser) including(i int) int {
	j := p.any(i, "including", "incl .", "incl", "inc .", "inc", "inclusive of", "as well as", "and also", "along with", "together with", "with", "plus", "even", "also", "counting")
	if j == i || i == 0 {
		if i > 0 && p.is(i, "and") { // "and done ones"
			if e := p.doneWord(p.opt(i+1, "the")); e > i+1 && p.is(e, "ones") {
				return e + 1
			}
		}
		return i
	}
	k := p.opt(p.opt(j, "all"), "the", "my", "any", "those")
	k = p.opt(k, "already")
	if e := p.doneWord(k); e > k && !p.is(e-1, "checked", "ticked") {
		return p.opt(e, "ones", "tasks", "items", "things", "todos")
	}
	return i
}

// didDo reads the verbs of getting things done behind "did I" or "have I": "knock out", "close out", "wrapped up".
func (p *parser) didDo(i int) int {
	if !p.is(i-1, "i", "we") || !p.is(i-2, "did", "have") {
		if !p.is(i-1, "i've", "we've") {
			return i
		}
	}
	j := p.opt(i, "already", "actually", "even")
	if m := p.any(j, "manage to", "managed to"); m > j {
		j = m
	}
	k := p.any(j, "knock out", "knocked out", "knock off", "knocked off", "close out", "closed out", "close off", "close", "wrap up", "wrapped up", "get through", "got through", "gotten through", "tick off", "ticked off", "check off", "checked off", "cross off", "crossed off", "polish off", "polished off", "finish up", "finished up", "finish off", "finished off", "clear",
		"cleared", "get finished", "get done", "gotten done", "got done", "get to", "do", "done", "finish", "complete", "accomplish", "achieve")
	if k == j || j == i && p.is(j, "do", "done", "finish", "complete", "accomplish", "achieve") {
		return i
	}
	return k
}
