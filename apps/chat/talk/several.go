package talk

import (
	"slices"
	"strings"

	"github.com/errandapp/errand/apps/chat/understand"
)

// Several is the intent of a message that asks for several things at once.
// The grammar has none such.
const Several understand.Intent = "several"

// MaxUnasked is how many tasks a reading that is not the grammar's adds
// without asking first.
const MaxUnasked = 5

// Guessed plans the answer to changes that somebody else than the grammar
// read in a message: a's Reading is not looked at. Their tasks are the
// numbers of what is recalled as shown.
//
// It does less unasked than Answer. Only when all of it is the person's own is
// something done at once: one change of one task that is no deletion, or some
// tasks added and nothing else. Everything else waits for a yes, with
// exactly what would be done.
func Guessed(a Asked, readings []understand.Reading, own bool) Plan {
	p := Plan{now: a.Now}
	if a.Decided {
		p.say("%s", didBefore)
		return p
	}
	for _, r := range readings {
		part := Plan{now: a.Now}
		a.Reading = r
		switch r.Intent {
		case understand.Add:
			part.add(a, []understand.Slots{r.Slots})
		case understand.AddMany:
			part.add(a, r.Slots.Tasks)
		default:
			part.change(a)
		}
		if len(part.Steps) == 0 { // what it says is the whole answer
			return part
		}
		for _, s := range part.Steps {
			s.Intent = r.Intent
			p.Steps = append(p.Steps, s)
		}
		p.Say = append(p.Say, part.Say...)
	}
	if !own || !p.harmless() {
		p.askAll(a)
	}
	return p
}

// harmless reports whether the steps may be done unasked, when they are the
// person's own.
func (p *Plan) harmless() bool {
	if len(p.Steps) == 1 {
		s := p.Steps[0]
		return s.Intent != understand.Delete && s.below == 0
	}
	return len(p.Steps) <= MaxUnasked && !slices.ContainsFunc(p.Steps, func(s Step) bool {
		return s.Intent != understand.Add && s.Intent != understand.AddMany
	})
}

// askAll makes the steps wait for a yes, each with what it would do: deletions
// first, so that nothing pushes them out of sight.
func (p *Plan) askAll(a Asked) {
	var deleted, others []string
	for _, s := range p.Steps {
		line := "• " + p.will(a, s)
		if s.Intent == understand.Delete {
			deleted = append(deleted, line)
		} else {
			others = append(others, line)
		}
		if s.Task.ID != "" {
			p.About = append(p.About, s.Task)
		}
	}
	p.Asked = "That would\n" + strings.Join(append(deleted, others...), "\n") + "\nSay “yes” to do it, or “no” to leave everything as it is."
}
