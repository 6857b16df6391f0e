package understand

// undoWords may follow "undo" without making it a task.
var undoWords = set("undid undone how as it before state way were that it this the last one thing action change command step steps things actions changes commands edits please my previous what i just did delete deletion edit move add all of again now everything latest most recent operation task for me completion both your you did was times time twice thrice both ones thing previous past very just made")

// undo reads "undo", "oops, undo the last change", "ctrl+z", and redo alike.
func (p *parser) undo() (Reading, bool) {
	if len(p.t) > 14 {
		return Reading{}, false
	}
	if p.regretted() {
		return bare(Undo)
	}
	i := 0
	if j := p.any(0, "that's wrong", "that was wrong", "that's not right", "that's not what i meant", "wrong one", "wrong task", "not what i wanted", "that was a mistake", "my mistake", "my bad"); j > 0 && j < len(p.t) {
		i = j
	}
	for i < len(p.t) && (interjections[p.w(i)] || p.kind(i) == mark) {
		i++
	}
	i = p.any(i, "can we", "could we", "can i", "could i", "can you", "could you", "let's", "lets", "let us", "let me", "i want to", "i'd like to", "i would like to", "i need to", "i wanna", "i want you to", "you can", "go and")
	i = p.opt(i, "please", "just")
	if p.is(i, "ctrl", "cmd", "control", "command") && p.is(i+1, "+", "-") && i+3 >= len(p.t)-1 {
		if p.is(i+2, "z") {
			return bare(Undo)
		}
		if p.is(i+2, "y") {
			return bare(Redo)
		}
	}
	if k := p.any(i, "put it back", "put that back", "put them back", "put everything back", "change it back", "set it back", "take back", "reverse", "go back to", "go back a", "go back", "step back", "back up"); k > i && k < len(p.t) && p.allUndo(k) {
		return bare(Undo)
	}
	if k := p.any(i, "discard", "scrap", "cancel", "drop", "delete", "remove", "forget", "ditch", "throw away", "throw out"); k > i && p.lastChange(k) {
		return bare(Undo)
	}
	which := Undo
	switch p.w(i) {
	case "undo", "revert", "undelete", "uno":
	case "redo", "reapply":
		which = Redo
	case "un":
		if !(p.w(i+1) == "-" && p.is(i+2, "do")) {
			return Reading{}, false
		}
		i += 2
	default:
		return Reading{}, false
	}
	times := 0
	for j := i + 1; j < len(p.t); j++ {
		n, e := p.times(j)
		if e > j && n <= maxUndo && !p.glued(e) && (p.is(j-1, "last", "previous", "past", "that", "undo", "redo", "the", "these") || p.is(e, "times", "time", "things", "actions", "changes", "steps", "commands", "edits")) {
			times, j = n, e-1
			continue
		}
		if p.kind(j) == mark || p.kind(j) == symbol || undoWords[p.w(j)] || p.is(j, "undo") {
			continue
		}
		return Reading{}, false
	}
	r := Reading{Intent: which}
	if times > 1 {
		r.Times = times
	}
	return r, true
}

// lastChange tells whether "my last change" or "that last edit" is all that stands from i on.
func (p *parser) lastChange(i int) bool {
	j := p.opt(i, "my", "the", "that", "this", "your")
	k := p.opt(j, "last", "latest", "previous", "most", "recent")
	k = p.opt(k, "recent")
	return k > j && p.is(k, "change", "changes", "action", "edit", "command", "operation", "step") && p.allUndo(k)
}

// regretted tells whether a mistake is owned up to and then taken back: "sorry i clicked the wrong thing, undo".
func (p *parser) regretted() bool {
	for k := len(p.t) - 1; k > 1; k-- {
		if p.is(k, ",", ".", "-", ";") {
			return p.is(k+1, "undo", "revert") && p.allUndo(k+2) && p.hasWord(k, "wrong", "mistake", "sorry", "accident", "accidentally", "oops", "mean", "meant", "shouldn't")
		}
	}
	return false
}

// maxUndo bounds how many steps one message takes back.
const maxUndo = 100

// times reads how often: "3", "three", "twice", "3x".
func (p *parser) times(i int) (n, next int) {
	switch {
	case p.is(i, "twice", "both"):
		return 2, i + 1
	case p.is(i, "thrice"):
		return 3, i + 1
	}
	if n, ok := p.digits(i, 3); ok && n > 0 {
		if p.is(i+1, "x") {
			return n, i + 2
		}
		return n, i + 1
	}
	if n, j := p.numberWord(i); j > i && n > 0 {
		return n, j
	}
	return 0, i
}

// allUndo tells whether only words that may follow "undo" stand from i on.
func (p *parser) allUndo(i int) bool {
	for ; i < len(p.t); i++ {
		if p.kind(i) != mark && !undoWords[p.w(i)] {
			return false
		}
	}
	return true
}
