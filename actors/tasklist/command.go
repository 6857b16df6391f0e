package tasklist

import "time"

// A Command is a wish about one list.
type Command struct {
	// ID is made by the sender, 1 to MaxID of [0-9A-Za-z_-]; a UUIDv7 does
	// well. The same ID sent again decides to nothing.
	ID string
	// IfVersion, when not nil, refuses the command unless the list is at
	// exactly that version.
	IfVersion *uint64
	// Verb is what is wished for.
	Verb Verb
}

// A Verb is one of the things that can be done to a list. The name of its
// type is its name everywhere: in Go, as actor method, in logs.
type Verb interface{ verb() }

// AddTask opens a new task. ID is made by the sender like a command's.
type AddTask struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Notes    string   `json:"notes,omitempty"`
	Due      *Due     `json:"due,omitempty"`
	Priority Priority `json:"priority,omitempty"`
	Labels   []string `json:"labels,omitempty"`
}

// RenameTask gives a task another title.
type RenameTask struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// SetDue says when an open task is due, whatever was said before.
type SetDue struct {
	ID  string `json:"id"`
	Due Due    `json:"due"`
}

// ClearDue takes a task's due date away.
type ClearDue struct {
	ID string `json:"id"`
}

// CompleteTask marks a task done.
type CompleteTask struct {
	ID string `json:"id"`
}

// ReopenTask takes CompleteTask back.
type ReopenTask struct {
	ID string `json:"id"`
}

// RemoveTask takes a task off the list.
type RemoveTask struct {
	ID string `json:"id"`
}

// RingDue rings every task that is due at the moment it is decided. The list
// sends it to itself when it wakes.
type RingDue struct{}

func (AddTask) verb()      {}
func (RenameTask) verb()   {}
func (SetDue) verb()       {}
func (ClearDue) verb()     {}
func (CompleteTask) verb() {}
func (ReopenTask) verb()   {}
func (RemoveTask) verb()   {}
func (RingDue) verb()      {}

// MaxRing is how many tasks one RingDue rings. What is due beyond it stays
// due, and NextWake names a moment that has passed: ring again.
const MaxRing = 100

// ringGrace is how long after its moment a due date may still be set and
// ring: "at five", understood at five and a second, is meant.
const ringGrace = time.Minute

// TaskOf is the id of the task that a verb is about, or empty.
func TaskOf(v Verb) string {
	switch v := v.(type) {
	case AddTask:
		return v.ID
	case RenameTask:
		return v.ID
	case SetDue:
		return v.ID
	case ClearDue:
		return v.ID
	case CompleteTask:
		return v.ID
	case ReopenTask:
		return v.ID
	case RemoveTask:
		return v.ID
	}
	return ""
}
