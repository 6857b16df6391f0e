package talk

import (
	"slices"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/understand"
)

// TakesAlong reports whether a step is done to what is below its task too.
func (p Plan) TakesAlong() bool { return slices.ContainsFunc(p.Steps, takesAlong) }

func takesAlong(s Step) bool {
	return slices.ContainsFunc(s.Verbs, func(v tasklist.Verb) bool {
		switch v.(type) {
		case tasklist.CompleteTask, tasklist.RemoveTask:
			return true
		}
		return false
	})
}

// Recount looks again at what is below the tasks of a plan that was asked
// about, among all open tasks. true: it is not as many as were shown, and the
// plan asks anew, if it is still one to ask about.
func (p *Plan) Recount(intent understand.Intent, open []tasklist.Task) bool {
	differs := false
	for i, s := range p.Steps {
		if n := below(open, s.Task.ID); takesAlong(s) && n != s.below {
			p.Steps[i].below, differs = n, true
		}
	}
	if !differs {
		return false
	}
	p.About = nil
	if p.Steps[0].Intent != "" {
		p.askAll(Asked{Now: p.now})
	} else {
		p.askFirst(changes[intent])
	}
	if p.Asked != "" {
		p.Asked = "What is below has changed since I asked. " + p.Asked
	}
	return true
}
