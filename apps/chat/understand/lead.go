package understand

import "strings"

// addLead reads the words before a task and gives the place behind them; reminding when they ask to be reminded.
func (p *parser) addLead(i int) (next int, reminding bool) {
	if next, reminding = p.addLeadWord(i); next > i { // "put down that I have to …"
		k := p.opt(next, "that")
		if e := p.needLead(k); e > k {
			return e, reminding
		}
		if k > next && p.is(k, "i", "we") {
			return next, reminding
		}
	}
	return next, reminding
}

func (p *parser) addLeadWord(i int) (next int, reminding bool) {
	j := i
	if k := p.headLead(i); k > i {
		return k, false
	}
	if k := p.any(i, "remember ,", "note to"); k > i && k+1 < len(p.t) && (p.is(i, "remember") || taskVerbs[p.w(k)]) { // "note to order gas"
		return k, false
	}
	switch p.w(i) {
	case "stick", "pop", "chuck", "slap", "throw", "whack", "bung", "include", "add", "create", "new", "make", "enter", "insert", "put", "set", "jot", "write", "record", "start", "schedule", "log", "set-up", "note", "give", "save", "capture":
		if j = p.addVerb(i); j == i {
			return p.needLead(i), false
		}
	case "todo", "task", "todos", "tasks", "reminder":
		j = i + 1
		if p.w(j) == ":" || p.w(j) == "-" && !p.glued(j) {
			return j + 1, p.is(i, "reminder")
		}
		if p.is(i, "todo") && j < len(p.t) && p.kind(j) == word && !p.is(j, "list", "app", "lists") {
			return j, false
		}
		if p.is(i, "reminder") && p.is(j, "to", "for", "about") && !(p.w(j+2) == ":" && len(p.refNumbers(j+1, j+2)) > 0) {
			return j + 1, true
		}
		return i, false
	case "another", "next", "one":
		if k := p.any(i, "another task :", "another todo :", "another one :", "another thing :", "one more task :", "one more thing :", "one more thing ,", "one more todo :", "one more :", "next task :", "next todo :"); k > i {
			return k, false
		}
		return i, false
	case "to":
		if k := p.any(i, "to do :", "to - do :"); k > i {
			return k, false
		}
		return i, false
	default:
		return p.needLead(i), false
	}
	if j == i {
		return i, false
	}
	return j, p.is(j-1, "reminder") || p.is(j-2, "reminder") || p.is(j-1, "alarm") && false
}

// addVerb reads "add a new task to", "create task:", "new todo", "put … on my list", "note to self:".
func (p *parser) addVerb(i int) int {
	j := i + 1
	if p.w(j) == ":" {
		return j + 1
	}
	if k := p.any(i, "note to self :", "note to self -", "note to self ,", "note to self", "make a note to self to", "make a note to", "make a note that i need to", "make a note :", "take a note to", "take a note :", "write down :", "write down that", "write down", "put down that", "jot down that", "note down that", "make a note that", "make a reminder that", "add that", "jot down :", "jot down"); k > i {
		return k
	}
	if p.is(i, "log", "record") && p.is(j, "a") && p.is(j+1, "task", "todo") && p.is(j+2, ":", "-", "to") {
		return j + 3
	}
	if p.is(i, "note", "log", "record", "write", "jot", "give") && !p.t[min(p.opt(j, "down"), len(p.t)-1)].quoted {
		return i
	}
	if k := p.opt(j, "down", "in"); p.is(i, "put", "stick", "pop", "jot", "pencil") && k+1 < len(p.t) && p.t[k].quoted { // "put down 'swim kit' for tuesday"
		return k
	}
	if p.is(i, "put", "save", "stick", "pop", "chuck", "slap", "throw", "whack", "bung", "include") {
		for n := range tails {
			hi := len(p.t)
			for hi > 0 && p.is(hi-1, ".", "!") {
				hi--
			}
			if c := strings.Count(tails[n], " ") + 1; hi-c > i+1 && p.seq(hi-c, tails[n]) == hi {
				return p.opt(j, "down")
			}
			for k := j + 1; k < hi && k < j+12; k++ { // "put milk on my list for friday"
				if e := p.seq(k, tails[n]); e > k && e < hi && p.is(e-1, "list", "todos", "tasks") {
					if w, ok := p.readWhen(e); ok && w.to == hi {
						return p.opt(j, "down")
					}
				}
			}
		}
		return i
	}
	k := p.opt(j, "to")
	if k > j { // "add to my list: milk"
		if e := p.any(j, "to my to do list", "to my to - do list", "to my todo list", "to my task list", "to my list", "to the todo list", "to the list", "to my todos", "to my tasks", "to list", "to todo list"); e > j {
			return p.opt(e, ":", "-", ",")
		}
		if p.is(i, "add", "insert", "enter") {
			return j
		}
		return i
	}
	k = j
	for n := 0; n < 3 && p.is(k, "a", "an", "another", "new", "the", "this", "one", "me", "following", "these", "quick"); n++ {
		k++
	}
	if p.w(k) == ":" && k > j { // "add this: …"
		return k + 1
	}
	noun := k
	if p.seq(k, "to do") > k && p.is(k+2, ":", "item", "to", "called") || p.seq(k, "to - do") > k {
		noun = p.any(k, "to do", "to - do")
		noun = p.opt(noun, "item")
	} else if p.is(k, "task", "todo", "item", "reminder", "tasks", "todos", "entry", "errand", "chore") {
		noun = k + 1
		noun = p.opt(noun, "item")
	}
	if noun > k {
		if p.is(noun, "list", "lists", "app", "board", "manager", "template") {
			return i // "make a todo list for the trip"
		}
		e := noun
		reminder := p.is(noun-1, "reminder")
		if p.is(e, "called", "named", "titled", "saying") {
			e++
			e = p.opt(e, ":")
		} else if p.w(e) == ":" || p.w(e) == "-" && !p.glued(e) || p.w(e) == "," {
			e++
		} else if f := p.any(e, "to my list", "to my todo list", "to my to do list", "to my to - do list", "to the list", "on my list", "to my tasks", "in my list", "for me"); f > e && f < len(p.t) && (p.is(f, ":", "-", ",", "to")) {
			e = f + 1
		} else if p.is(e, "to") && !p.is(e+1, "my", "the") {
			e++
		} else if p.is(e, "2") && taskVerbs[p.w(e+1)] && !p.glued(e+1) {
			e++
		} else if p.is(e, "for", "about") && (reminder || strings.HasSuffix(p.w(e+1), "ing") && *p.lex(e + 1) == nothing) { // "add a todo for polishing shoes"
			e++
		} else if p.is(e, "for") && p.is(e+1, "me") && p.is(e+2, "to") {
			e += 3
		} else if p.is(i, "set") && !reminder {
			return i
		} else if p.is(i, "start", "schedule", "set") && !reminder {
			return i
		}
		return e
	}
	switch p.w(i) {
	case "schedule":
		if j < len(p.t) && p.t[j].quoted {
			return j
		}
	case "add", "insert":
		return p.opt(j, "me") // the article stays: "add a cake"
	case "new":
		return i
	}
	return i
}
