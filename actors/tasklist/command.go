package tasklist

import "time"

// A Command is a wish about one list.
type Command struct {
	// ID is made by the sender, 1 to MaxID of [0-9A-Za-z_-]; a UUIDv7 does
	// well. The same ID sent again within a day decides to nothing.
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

// AddTask opens a new task. ID is made by the sender like a command's, and
// belongs to this task for ever.
type AddTask struct {
	ID string `json:"id"`
	Content
	Parent     string      `json:"parent,omitempty"`
	Source     string      `json:"source,omitempty"`
	Due        *Due        `json:"due,omitempty"`
	Recurrence *Recurrence `json:"recurrence,omitempty"` // needs a due date
}

// RenameTask gives a task another title.
type RenameTask struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// EditTask changes the fields that are set. Of a task that repeats it changes
// this occurrence and all later ones, or This one only.
type EditTask struct {
	ID        string      `json:"id"`
	Title     *string     `json:"title,omitempty"`
	Notes     *string     `json:"notes,omitempty"`
	Priority  *Priority   `json:"priority,omitempty"`
	Labels    *[]string   `json:"labels,omitempty"`  // instead of those it has
	Tag       []string    `json:"tag,omitempty"`     // labels to add
	Untag     []string    `json:"untag,omitempty"`   // labels to take away
	Project   *string     `json:"project,omitempty"` // empty takes it out of its project
	Minutes   *int        `json:"durationMin,omitempty"`
	Reminders *[]Reminder `json:"reminders,omitempty"`
	This      bool        `json:"this,omitempty"`

	// AddNotes are written below the notes that are there, and AddReminders
	// ring beside the reminders that are there; one that nags takes the place
	// of the one that did.
	AddNotes     string     `json:"addNotes,omitempty"`
	AddReminders []Reminder `json:"addReminders,omitempty"`
}

// SetDue says when an open task is due, whatever was said before. Of a task
// that repeats it moves this occurrence only, or it and all Later ones.
type SetDue struct {
	ID    string `json:"id"`
	Due   Due    `json:"due"`
	Later bool   `json:"later,omitempty"`
}

// ClearDue takes a task's due date away, and with it its recurrence.
type ClearDue struct {
	ID string `json:"id"`
}

// SetRecurrence makes a task repeat from its due date on, or changes how it
// does; nil stops it after this occurrence, which may be done already.
type SetRecurrence struct {
	ID         string      `json:"id"`
	Recurrence *Recurrence `json:"recurrence"`
}

// CompleteTask marks a task done, and all that is open below it. The next
// occurrence of one that repeats opens with it.
type CompleteTask struct {
	ID string `json:"id"`
}

// ReopenTask opens a task that is done again, and what it is a part of. What
// was done below it stays done; Undo takes all of it back.
type ReopenTask struct {
	ID string `json:"id"`
}

// SkipTask drops this occurrence, undone, and opens the next.
type SkipTask struct {
	ID string `json:"id"`
}

// SnoozeTask keeps a task from ringing until then, and rings it then.
type SnoozeTask struct {
	ID    string    `json:"id"`
	Until time.Time `json:"until"`
}

// MoveTask puts a task below another one (or on top, with an empty Parent),
// and before or after another one in order.
type MoveTask struct {
	ID     string  `json:"id"`
	Parent *string `json:"parent,omitempty"`
	Before string  `json:"before,omitempty"`
	After  string  `json:"after,omitempty"`
}

// RemoveTask puts a task into the trash, with all below it. After KeepTrash
// it is gone for good. With the last open occurrence of a series the series
// ends.
type RemoveTask struct {
	ID string `json:"id"`
}

// RestoreTask takes a task out of the trash, with all that went with it.
type RestoreTask struct {
	ID string `json:"id"`
}

// RenameLabel gives a label another name wherever it stands; one that exists
// already takes it in. An empty To takes the label away.
type RenameLabel struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// RenameProject is RenameLabel for projects.
type RenameProject struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// ChangeSettings changes the settings that are set.
type ChangeSettings struct {
	TimeZone  *string `json:"timeZone,omitempty"`
	Morning   *string `json:"morning,omitempty"`
	QuietFrom *string `json:"quietFrom,omitempty"` // with QuietTo; both empty ends quiet hours
	QuietTo   *string `json:"quietTo,omitempty"`
}

// Batch follows all verbs in order, or none.
type Batch struct {
	Verbs []Verb
}

// Bulk does one thing to every open task that a filter of the query language
// finds, MaxBulk at most. More tells whether some are left.
type Bulk struct {
	Filter string `json:"filter"`
	// Do is CompleteTask, RemoveTask, EditTask, SetDue, ClearDue or
	// SnoozeTask; its ID is filled in.
	Do Verb
	// TimeZone is where the filter's "today" is; the list's own when empty.
	TimeZone string `json:"timeZone,omitempty"`
}

// Undo takes the last command back that can be, or the one that Command
// names; Redo takes that back again: the last one that was taken back, which
// must be Command when that names one.
type (
	Undo struct {
		Command string `json:"command,omitempty"`
	}
	Redo struct {
		Command string `json:"command,omitempty"`
	}
)

// RingDue does what is to be done at this moment: tasks ring, occurrences
// open, the trash is emptied. The list sends it to itself when it wakes.
type RingDue struct{}

func (AddTask) verb()        {}
func (RenameTask) verb()     {}
func (EditTask) verb()       {}
func (SetDue) verb()         {}
func (ClearDue) verb()       {}
func (SetRecurrence) verb()  {}
func (CompleteTask) verb()   {}
func (ReopenTask) verb()     {}
func (SkipTask) verb()       {}
func (SnoozeTask) verb()     {}
func (MoveTask) verb()       {}
func (RemoveTask) verb()     {}
func (RestoreTask) verb()    {}
func (RenameLabel) verb()    {}
func (RenameProject) verb()  {}
func (ChangeSettings) verb() {}
func (Batch) verb()          {}
func (Bulk) verb()           {}
func (Undo) verb()           {}
func (Redo) verb()           {}
func (RingDue) verb()        {}

// MaxRing is how many tasks one RingDue rings. What is due beyond it stays
// due, and NextWake names a moment that has passed: ring again.
const MaxRing = 100

// ringGrace is how long after its moment a due date may still be set and
// ring: "at five", understood at five and a second, is meant.
const ringGrace = time.Minute

// KeepTrash is how long a removed task can be restored.
const KeepTrash = 30 * 24 * time.Hour

// TaskOf is the id of the task that a verb is about, or empty.
func TaskOf(v Verb) string {
	switch v := v.(type) {
	case AddTask:
		return v.ID
	case RenameTask:
		return v.ID
	case EditTask:
		return v.ID
	case SetDue:
		return v.ID
	case ClearDue:
		return v.ID
	case SetRecurrence:
		return v.ID
	case CompleteTask:
		return v.ID
	case ReopenTask:
		return v.ID
	case SkipTask:
		return v.ID
	case SnoozeTask:
		return v.ID
	case MoveTask:
		return v.ID
	case RemoveTask:
		return v.ID
	case RestoreTask:
		return v.ID
	}
	return ""
}

// about is the verb with another task's id.
func about(v Verb, id string) (Verb, bool) {
	switch v := v.(type) {
	case CompleteTask:
		return CompleteTask{id}, true
	case RemoveTask:
		return RemoveTask{id}, true
	case ClearDue:
		return ClearDue{id}, true
	case EditTask:
		v.ID = id
		return v, true
	case SetDue:
		v.ID = id
		return v, true
	case SnoozeTask:
		v.ID = id
		return v, true
	}
	return nil, false
}
