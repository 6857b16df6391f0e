package talk

import (
	"strconv"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/understand"
)

// MaxSteps is how many things one message may ask for.
const MaxSteps = 50

// Asked is a message and all that its answer depends on.
type Asked struct {
	Reading understand.Reading
	Message string          // the message's id, made by its sender
	Now     time.Time       // in the person's zone
	Tasks   []tasklist.Task // as Needs asked for, in the order they were added
	Decided []bool          // by step: was it decided when the message first came?
}

// zone is the person's zone by its IANA name.
func (a Asked) zone() string { return a.Now.Location().String() }

// decided reports whether the i-th step was done before.
func (a Asked) decided(i int) bool { return i < len(a.Decided) && a.Decided[i] }

// A Step is a command to the list. Command ids follow from the message's, so
// a message sent again asks for the same.
type Step struct {
	ID   string
	Verb tasklist.Verb
	Task tasklist.Task // as it was before; zero for a new one
}

// A Plan answers a message: Steps are to be done in order; Say is said after
// what came of them; About are the tasks that the answer shows.
type Plan struct {
	Steps []Step
	Say   []string
	About []tasklist.Task
	now   time.Time
}

// CommandID is the id of the i-th command of a message.
func CommandID(message string, i int) string { return message + "-" + strconv.Itoa(i) }

// A Need is how much of the list an answer depends on.
type Need int

// The needs.
const (
	Nothing Need = iota
	Open         // the open tasks
	All          // the done ones too
)

// Needs tells what Asked.Tasks must hold for a reading.
func Needs(r understand.Reading) Need {
	switch r.Intent {
	case understand.List, understand.Count:
		if r.Slots.Status == "" || r.Slots.Status == "open" || r.Slots.Status == "overdue" {
			return Open
		}
		return All
	case understand.Complete, understand.Reopen, understand.Delete, understand.Rename, understand.Reschedule, understand.Show:
		return All
	}
	return Nothing
}

// Refers is how many tasks of the list a reading wants changed by name; for
// each, Asked.Decided must tell whether its command was decided before. A
// name may mean another task the second time, so what was done is not looked
// up again.
func Refers(r understand.Reading) int {
	switch r.Intent {
	case understand.Complete, understand.Reopen, understand.Delete, understand.Rename, understand.Reschedule:
		return len(phrases(r.Slots.Ref))
	}
	return 0
}

// Answer plans the answer to a message.
func Answer(a Asked) Plan {
	p := Plan{now: a.Now}
	switch r := a.Reading; r.Intent {
	case understand.Add:
		p.add(a, []understand.Slots{r.Slots})
	case understand.AddMany:
		p.add(a, r.Slots.Tasks)
	case understand.List:
		p.list(a)
	case understand.Count:
		p.count(a)
	case understand.Show:
		p.show(a)
	case understand.Complete, understand.Reopen, understand.Delete, understand.Rename, understand.Reschedule:
		p.change(a)
	default:
		p.say("%s", withoutList(r.Intent))
	}
	if len(p.Steps) > MaxSteps {
		p = Plan{now: a.Now}
		p.say("That is more than I do at once: send me at most %d at a time. I have done nothing yet.", MaxSteps)
	}
	if a.Reading.Doubt != "" && len(p.Steps) > 0 {
		p.say("%s", a.Reading.Doubt)
	}
	return p
}
