package talk

import (
	"time"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/understand"
)

// Bounds of what one message does.
const (
	MaxSteps = 500 // things
	maxAsked = 50  // things that are done unasked, and that a question names one by one
)

// Asked is a message and all that its answer depends on.
type Asked struct {
	Reading understand.Reading
	Text    string          // what it was read in
	Message string          // the message's id, made by its sender
	Now     time.Time       // in the person's zone
	Tasks   []tasklist.Task // what the list answered to Question
	Open    []tasklist.Task // all open tasks, when Question told of some only; see NeedsAll
	Total   int             // how many there are beyond those
	Whole   bool            // Question was asked for the done ones too
	Decided bool            // the command was decided when the message first came

	Recalled Recalled            // what the message may refer to
	Picked   map[string][]string // ids of the tasks that were chosen for its names
}

// zone is the person's zone by its IANA name.
func (a Asked) zone() string { return a.Now.Location().String() }

// A Step is what is to be done about one task, by one verb or several.
type Step struct {
	Verbs []tasklist.Verb
	Task  tasklist.Task // as it was before; without an id for a new one
	below int           // open tasks that go with it
	// Intent is what the step is for, when not all of the plan's are for the same.
	Intent understand.Intent
}

// id is the task that the step is about.
func (s Step) id() string { return tasklist.TaskOf(s.Verbs[0]) }

// A Plan answers a message: Steps are to be done together, as Command says;
// Say is said after what came of them; About are the tasks that the answer
// shows.
type Plan struct {
	Steps []Step
	Say   []string
	About []tasklist.Task
	Shown []tasklist.Task // those that it shows with numbers, in that order
	// Asked is not empty when the Steps wait for a yes: it is the question,
	// with exactly what would be done.
	Asked string
	// Under is the title of the task that others are made a part of.
	Under string
	// Choice is what waits for one of several tasks to be named; nil when
	// nothing does.
	Choice *Choice
	// Before says that the list decided the Command earlier, when the message
	// first came.
	Before bool
	// Did is how many of several Commands the list followed, when it refused
	// the next one.
	Did int
	// Short says that a name fits no task of those that were looked at:
	// ask again for the whole list.
	Short bool
	// Trash says that what is to come back may have been deleted: ask again,
	// as for Restore.
	Trash bool
	now   time.Time
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
	case understand.Undo:
		p.again(r, tasklist.Undo{})
	case understand.Redo:
		p.again(r, tasklist.Redo{})
	case understand.RenameLabel, understand.RenameProject:
		p.relabel(a)
	default:
		if _, ok := changes[r.Intent]; ok {
			p.change(a)
		} else {
			p.say("%s", withoutList(a))
		}
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
