package tasklist

import "time"

// An Event is something that happened to one task of a list.
type Event struct {
	Version uint64    // 1, 2, 3 … in this list
	Command string    // id of the command that led to it
	At      time.Time // UTC
	Task    string    // id of the task
	Change  Change
}

// A Change is what happened, in the past tense.
type Change interface{ change() }

// TaskAdded opened a task.
type TaskAdded struct {
	Title    string    `json:"title"`
	Notes    string    `json:"notes,omitempty"`
	Due      *Due      `json:"due,omitempty"`
	DueAt    time.Time `json:"dueAt,omitzero"`
	RingAt   time.Time `json:"ringAt,omitzero"`
	Priority Priority  `json:"priority,omitempty"`
	Labels   []string  `json:"labels,omitempty"`
}

// TaskRenamed gave it another title.
type TaskRenamed struct {
	Title string `json:"title"`
}

// TaskDueSet said when it is due. RingAt is zero when that moment had passed.
type TaskDueSet struct {
	Due    Due       `json:"due"`
	DueAt  time.Time `json:"dueAt"`
	RingAt time.Time `json:"ringAt,omitzero"`
}

// TaskDueCleared took its due date away.
type TaskDueCleared struct{}

// TaskCompleted marked it done.
type TaskCompleted struct{}

// TaskReopened took that back. RingAt is set when its due moment is to come.
type TaskReopened struct {
	RingAt time.Time `json:"ringAt,omitzero"`
}

// TaskRemoved took it off the list.
type TaskRemoved struct{}

// TaskCameDue rang it. DueAt is the moment it was to ring; the event's At
// says when it did.
type TaskCameDue struct {
	DueAt time.Time `json:"dueAt"`
}

func (TaskAdded) change()      {}
func (TaskRenamed) change()    {}
func (TaskDueSet) change()     {}
func (TaskDueCleared) change() {}
func (TaskCompleted) change()  {}
func (TaskReopened) change()   {}
func (TaskRemoved) change()    {}
func (TaskCameDue) change()    {}
