package understand

import "strings"

// narrowing are words that take tasks out of "all" in a way which no condition can say. A question may pass over them; a
// reference that passed over one would mean tasks which the person wanted left alone.
var narrowing = set("else other others next most who could can would will may might want wanted like wish not don't won't can't busy free going " +
	"supposed agenda calendar diary planner schedule plan plans program look looking lists its chores jobs assignments")

// stressing are words before "task" that only add weight: "every single task".
var stressing = set("single last damn blasted bloody freaking")

// stillToDo say that "everything" is what is open.
var stillToDo = []string{"left", "still", "current", "currently", "upcoming", "have", "need", "remain", "remains"}

// narrowed tells whether the words of a bulk reference say less than all the tasks that f stands for.
func (p *parser) narrowed(f *filterVal) bool {
	if p.hasWord(len(p.t), "everything", "anything") && f.modifier != "" { // "the everything bagel task"
		return true
	}
	if f.stated {
		return narrowing[f.modifier] || p.hasWord(len(p.t), "most", "else")
	}
	if p.hasWord(len(p.t), "any", "anything", "whatever") { // "delete any task" means one of them
		return true
	}
	for i := range p.t {
		if narrowing[p.w(i)] || strings.EqualFold(p.raw(i, i+1), f.modifier) && (p.lex(i).isNum || p.lex(i).ordinal > 0 || p.kind(i) == number) {
			return true
		}
	}
	return false
}
