package tasklist

import "time"

// An Event is something that happened to one task of a list, or to the list.
type Event struct {
	Version uint64    // 1, 2, 3 … in this list
	Command string    // id of the command that led to it
	At      time.Time // UTC
	Task    string    // id of the task; empty when it is about the list
	Change  Change
}

// A Change is what happened, in the past tense.
type Change interface{ change() }

// TaskAdded opened a task, or made an occurrence that waits to open.
type TaskAdded struct {
	Content
	Parent string    `json:"parent,omitempty"`
	Order  string    `json:"order,omitempty"`
	Source string    `json:"source,omitempty"`
	Due    *Due      `json:"due,omitempty"`
	DueAt  time.Time `json:"dueAt,omitzero"`
	RingAt time.Time `json:"ringAt,omitzero"`
	Repeat *Repeat   `json:"repeat,omitempty"`
	// ByItself says that the list made it when its time came, without a person.
	ByItself bool `json:"byItself,omitempty"`
}

// TaskRenamed gave it another title.
type TaskRenamed struct {
	Title string `json:"title"`
}

// TaskEdited changed what it says. Content is all of it as it is now.
type TaskEdited struct {
	Content
	RingAt time.Time `json:"ringAt,omitzero"`
	Repeat *Repeat   `json:"repeat,omitempty"` // as it is now
}

// TaskDueSet said when it is due. RingAt is zero when it rings no more.
type TaskDueSet struct {
	Due    Due       `json:"due"`
	DueAt  time.Time `json:"dueAt"`
	RingAt time.Time `json:"ringAt,omitzero"`
	Repeat *Repeat   `json:"repeat,omitempty"` // as it is now
}

// TaskDueCleared took its due date and its recurrence away.
type TaskDueCleared struct {
	RingAt time.Time `json:"ringAt,omitzero"`
}

// TaskRepeats said how it repeats; nil: no more.
type TaskRepeats struct {
	Repeat *Repeat `json:"repeat"`
}

// TaskCompleted marked it done. Next is the occurrence that opens with it.
type TaskCompleted struct {
	Next string `json:"next,omitempty"`
}

// TaskReopened took that back. RingAt is set when it will ring again.
type TaskReopened struct {
	RingAt time.Time `json:"ringAt,omitzero"`
}

// TaskSkipped dropped an occurrence undone. It is in the trash. Next is the
// occurrence that opens with it.
type TaskSkipped struct {
	Next string `json:"next,omitempty"`
}

// TaskOpened opened an occurrence that had waited for its date.
type TaskOpened struct{}

// TaskSnoozed keeps it from ringing until then.
type TaskSnoozed struct {
	Until time.Time `json:"until"`
}

// TaskMoved put it somewhere else.
type TaskMoved struct {
	Parent string `json:"parent,omitempty"`
	Order  string `json:"order"`
}

// TaskRemoved put it into the trash. An occurrence that had not opened yet is
// gone for good.
type TaskRemoved struct{}

// TaskRestored took it out again.
type TaskRestored struct {
	Parent string    `json:"parent,omitempty"`
	RingAt time.Time `json:"ringAt,omitzero"`
}

// TaskPurged took it out of the trash for good.
type TaskPurged struct{}

// TaskCameDue rang it. DueAt is the moment it was to ring and LateSeconds by
// how much it was missed, when that is a minute or more. RingAt is when it
// rings again.
type TaskCameDue struct {
	DueAt       time.Time `json:"dueAt"`
	LateSeconds int64     `json:"lateSeconds,omitempty"`
	RingAt      time.Time `json:"ringAt,omitzero"`
}

// TaskReverted put it back to how it was before a command, or, when that was
// taken back again, to how it was after it. Task is how it is now, nil when
// it is not there any more.
type TaskReverted struct {
	Of   string `json:"of"` // the command
	Redo bool   `json:"redo,omitempty"`
	Task *Task  `json:"task,omitempty"`
}

// SettingsChanged tells the settings as they are now.
type SettingsChanged struct {
	Settings
}

func (TaskAdded) change()       {}
func (TaskRenamed) change()     {}
func (TaskEdited) change()      {}
func (TaskDueSet) change()      {}
func (TaskDueCleared) change()  {}
func (TaskRepeats) change()     {}
func (TaskCompleted) change()   {}
func (TaskReopened) change()    {}
func (TaskSkipped) change()     {}
func (TaskOpened) change()      {}
func (TaskSnoozed) change()     {}
func (TaskMoved) change()       {}
func (TaskRemoved) change()     {}
func (TaskRestored) change()    {}
func (TaskPurged) change()      {}
func (TaskCameDue) change()     {}
func (TaskReverted) change()    {}
func (SettingsChanged) change() {}
