package talk

import (
	"fmt"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/understand"
)

// maxTouched is how many tasks one command touches, as far as can be told
// before: fewer than tasklist.MaxEvents, as some make two facts.
const maxTouched = tasklist.MaxEvents / 4

// CommandID is the id of a message's first command: the same each time it is
// sent.
func CommandID(message string) string { return commandID(message, 0) }

func commandID(message string, place int) string { return fmt.Sprintf("%s-%d", message, place) }

// Commands are all steps as one command, which the list follows or refuses as
// a whole; or when they are too many for one, as several, in order. Their ids
// follow from the message's. None when there is nothing to do.
func (p Plan) Commands(message string) []tasklist.Command {
	var all []tasklist.Command
	for _, part := range p.parts() {
		c := tasklist.Command{ID: commandID(message, len(all))}
		if verbs := verbsOf(part); len(verbs) == 1 {
			c.Verb = verbs[0]
		} else {
			c.Verb = tasklist.Batch{Verbs: verbs}
		}
		all = append(all, c)
	}
	return all
}

// parts are the steps, command by command.
func (p Plan) parts() [][]Step {
	var parts [][]Step
	touched := 0
	for i, s := range p.Steps {
		weighs := 1 + s.below
		last := len(parts) - 1
		if i == 0 || alone(s) || len(verbsOf(parts[last]))+len(s.Verbs) > tasklist.MaxBatch || touched+weighs > maxTouched {
			parts, touched = append(parts, nil), 0
			last++
		}
		parts[last] = append(parts[last], s)
		touched += weighs
	}
	return parts
}

// alone reports whether a step can be no part of a batch.
func alone(s Step) bool {
	switch s.Verbs[0].(type) {
	case tasklist.Undo, tasklist.Redo:
		return true
	}
	return false
}

func verbsOf(steps []Step) []tasklist.Verb {
	var verbs []tasklist.Verb
	for _, s := range steps {
		verbs = append(verbs, s.Verbs...)
	}
	return verbs
}

func (p Plan) verbs() []tasklist.Verb { return verbsOf(p.Steps) }

// again takes back, or does again, as often as was said.
func (p *Plan) again(r understand.Reading, v tasklist.Verb) {
	for range max(1, min(r.Times, maxAgain)) {
		p.Steps = append(p.Steps, Step{Verbs: []tasklist.Verb{v}})
	}
}

// TakesBack reports whether a plan takes commands back, or does them again.
func (p Plan) TakesBack() bool { return len(p.Steps) > 0 && alone(p.Steps[0]) }

// Name has a plan that takes back name the commands that it means, as the list
// answered: sent again it means the same ones, whatever was done since. What
// there is nothing more of is said.
func (p *Plan) Name(list tasklist.Reply) {
	ids, nothing := list.CanUndo, "nothing %sto take back."
	if _, again := p.Steps[0].Verbs[0].(tasklist.Redo); again {
		ids, nothing = list.CanRedo, "nothing %sto do again."
	}
	if len(ids) < len(p.Steps) {
		p.Steps = p.Steps[:len(ids)]
		p.say("There is "+nothing, either(len(ids) > 0, "more ", ""))
	}
	for i, s := range p.Steps {
		switch s.Verbs[0].(type) {
		case tasklist.Undo:
			p.Steps[i].Verbs = []tasklist.Verb{tasklist.Undo{Command: ids[i]}}
		case tasklist.Redo:
			p.Steps[i].Verbs = []tasklist.Verb{tasklist.Redo{Command: ids[i]}}
		}
	}
}

// TakenBack is a plan whose commands the list took back, or did again, when
// the message first came, longer ago than is remembered.
func (p *Plan) TakenBack() {
	p.Steps = nil
	p.say(didBefore)
}

// maxAgain is how many commands one message takes back: as many as there can be.
const maxAgain = tasklist.MaxUndo
