package tasklist

import "time"

// Limits of a task. Going over one is a refusal.
const (
	MaxTitle  = 500       // characters in a title
	MaxNotes  = 16 * 1024 // bytes of notes
	MaxLabels = 20        // labels on one task
	MaxLabel  = 50        // characters in a label
	MaxID     = 64        // bytes in a task or command id
	MaxTasks  = 50_000    // tasks in one list, open and done together
)

// Priority is 1 (urgent) to 4 (low); the zero Priority is none.
type Priority int

// The priorities, as people say them.
const (
	NoPriority Priority = iota
	Urgent
	High
	Medium
	Low
)

// A Task is one thing to do. The zero times mean "not yet" or "not set".
type Task struct {
	ID          string    `json:"id"`
	Title       string    `json:"title"`
	Notes       string    `json:"notes,omitempty"`
	Due         *Due      `json:"due,omitempty"`
	DueAt       time.Time `json:"dueAt,omitzero"`  // the moment Due stands for, UTC
	RingAt      time.Time `json:"ringAt,omitzero"` // when it will ring; zero once it has
	Priority    Priority  `json:"priority,omitempty"`
	Labels      []string  `json:"labels,omitempty"`
	CreatedAt   time.Time `json:"createdAt"`
	UpdatedAt   time.Time `json:"updatedAt"`
	CompletedAt time.Time `json:"completedAt,omitzero"`
	CameDueAt   time.Time `json:"cameDueAt,omitzero"` // when it last rang
}

// Done reports whether the task was completed.
func (t Task) Done() bool { return !t.CompletedAt.IsZero() }

// Due is when a task is due as its owner said it: a date on the calendar, or
// a date and a time on the wall clock, in an IANA time zone.
type Due struct {
	Date     string `json:"date"`           // 2026-11-24
	Time     string `json:"time,omitempty"` // 17:00 or 17:00:30; empty for all day
	TimeZone string `json:"timeZone"`       // Europe/Berlin
}

// AllDay reports whether no time of day was said.
func (d Due) AllDay() bool { return d.Time == "" }
