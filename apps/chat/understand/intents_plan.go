package understand

import "strings"

// planFrame takes a plan with its day as a task: "I'm meeting the architect on monday", "we're flying to Porto on 2
// july". What goes on today, or in one's head, is talk: "I'm working from home today", "I'm thinking about friday".
func (p *parser) planFrame() (Reading, bool) {
	j := p.any(0, "i'm", "im", "i am", "we're", "we are")
	v := p.w(j)
	if j == 0 || len(p.t) > maxCommand || p.is(p.end()-1, "?") || len(v) < 5 || !strings.HasSuffix(v, "ing") || minded[v] || p.is(j, "getting") && !determiners[p.w(j+1)] || *p.lex(j) != nothing {
		return Reading{}, false
	}
	q := p.part(j, len(p.t))
	w, ok := q.scan(newMarks(q))
	if !ok || !w.hasDate || w.hasRule || w.date.day < p.today || w.date.day == p.today && !w.hasClock && w.part == noPart {
		return Reading{}, false
	}
	r := p.addTask(p, false)
	return r, r.Intent == Add
}

// minded are what goes on with people rather than what they will do, and what they do with their tasks.
var minded = set("feeling thinking wondering hoping looking enjoying loving dying wishing guessing assuming asking saying joking kidding talking checking trying worrying dreading waiting " +
	"using being missing losing planning aiming deleting removing cancelling canceling postponing rescheduling skipping dropping pushing moving delaying considering counting")

// dayNamed reads "it's bin day tomorrow": a day or night that has a name, and its date. It gives the name's place.
func (p *parser) dayNamed() int {
	j := p.any(0, "it's", "it is", "its")
	if j == 0 || p.kind(j) != word || *p.lex(j) != nothing || described[p.w(j)] || determiners[p.w(j)] {
		return 0
	}
	for k := j + 1; k < j+3; k++ {
		if p.is(k, "day", "night") && p.dayBeside(k+1) {
			return j
		}
	}
	return 0
}

// described are words for how a day is, not what it is for.
var described = set("good great nice bad awful lovely beautiful long short busy hot cold warm sunny rainy such very really so too like not still just almost always going that one some any")
