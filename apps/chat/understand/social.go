package understand

import "strings"

// meaning is what one phrase of small talk does to the whole: of several the strongest decides, of equals the last.
type meaning struct {
	intent Intent // "" for what only leads on: "oh", "please", "my mistake"
	force  int
	after  Intent // only behind a phrase of this intent: "(thank you) for your help"
}

// The forces: "ok, thanks" is thanks, "yes, thanks" a yes, "no, undo that" an undo.
const (
	leading = iota
	remark  // "no worries": chat when nothing else is said
	nod     // "okay", "great"
	parting // "thanks", "bye"
	answer  // "yes", "no", "help"
	order   // "undo"
)

// social reads a message that is nothing but small talk, of one phrase or of several: "yes that's the one", "thank you
// for your help today", "no stop, don't delete those". What it cannot read to the end it leaves alone, so that no task
// is lost in it. An undo or a question for help may stand at the end.
func (p *parser) social() (Reading, bool) {
	s := p.speech()
	if s == nil {
		return Reading{}, false
	}
	var said meaning
	seen := map[Intent]bool{}
	for i := 0; i < len(s.words); {
		m, j := s.phrase(i, seen)
		if j == i {
			if i == 0 || s.at[i] == 0 {
				return Reading{}, false
			}
			return p.socialEnd(s.at[i])
		}
		if m.force >= parting { // "great for the garden" thanks nobody
			seen[m.intent] = true
		}
		if m.force >= said.force && m.intent != "" {
			said = m
		}
		i = j
	}
	if said.intent == "" {
		return Reading{}, false
	}
	if p.ctx.Confirming && said.intent == Thanks && said.force == nod { // "great" answers the question
		return bare(Confirm)
	}
	return bare(said.intent)
}

// phrase gives the longest phrase at word i.
func (s *speech) phrase(i int, seen map[Intent]bool) (m meaning, next int) {
	next = i
	for _, ph := range socialBook[s.words[i]] {
		if ph.means.after != "" && !seen[ph.means.after] {
			continue
		}
		if j := ph.match(s, i); j > next {
			m, next = ph.means, j
		}
	}
	if e := s.clauseEnd(i); e > next { // what the table has as a message of its own
		if t, ok := talks[strings.Join(s.words[i:e], " ")]; ok {
			m, next = meaning{intent: t, force: forces[t]}, e
		}
	}
	return m, next
}

// forces are those of the messages in the table.
var forces = map[Intent]int{Chat: remark, Greet: nod, Thanks: parting, Bye: parting, Confirm: answer, Cancel: answer, Help: answer, Undo: order, Redo: order}

// socialEnd reads what small talk led up to, when that is an undo or a question for help.
func (p *parser) socialEnd(i int) (Reading, bool) {
	q := p.part(i, len(p.t))
	if r, ok := q.undo(); ok {
		return r, true
	}
	return q.helpFrame()
}
