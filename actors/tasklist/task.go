package tasklist

import (
	"slices"
	"time"
)

// Limits of a list. Going over one is a refusal.
const (
	MaxTitle     = 500       // characters in a title
	MaxNotes     = 16 * 1024 // bytes of notes
	MaxLabels    = 20        // labels on one task
	MaxLabel     = 50        // characters in a label or a project's name
	MaxID        = 64        // bytes in a task or command id
	MaxDepth     = 5         // levels of a tree of sub-tasks, the task on top included
	MaxReminders = 10        // reminders of one task
	MaxDuration  = 366 * 24 * time.Hour
	MaxTasks     = 50_000 // live tasks in one list
	MaxEvents    = 500    // events of one command
	MaxBatch     = 100    // verbs in one batch
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
	ID       string `json:"id"`
	Content         // what its owner says of it
	Parent   string `json:"parent,omitempty"` // the task it is a part of
	Order    string `json:"order"`            // its place among others, by byte order
	Source   string `json:"source,omitempty"` // how it came: chat, api, import, or an app's id
	Due      *Due   `json:"due,omitempty"`
	Revision uint64 `json:"revision"` // version of the event that made it what it is, rings aside; undo brings an old one back

	DueAt        time.Time `json:"dueAt,omitzero"`  // the moment Due stands for, UTC
	RingAt       time.Time `json:"ringAt,omitzero"` // when it rings next; zero when it will not
	SnoozedUntil time.Time `json:"snoozedUntil,omitzero"`
	CameDueAt    time.Time `json:"cameDueAt,omitzero"` // when it last rang

	CreatedAt   time.Time `json:"createdAt"`
	UpdatedAt   time.Time `json:"updatedAt"`
	CompletedAt time.Time `json:"completedAt,omitzero"`
	RemovedAt   time.Time `json:"removedAt,omitzero"` // it is in the trash since

	Repeat *Repeat `json:"repeat,omitempty"` // it is an occurrence of a series
}

// Content is what a task says, and what the next occurrence of a series says
// again.
type Content struct {
	Title     string     `json:"title"`
	Notes     string     `json:"notes,omitempty"` // Markdown
	Priority  Priority   `json:"priority,omitempty"`
	Labels    []string   `json:"labels,omitempty"`
	Project   string     `json:"project,omitempty"`
	Minutes   int        `json:"durationMin,omitempty"` // how long it takes, from its due time
	Reminders []Reminder `json:"reminders,omitempty"`   // beside these it rings when it is due
}

// Due is when a task is due as its owner said it: a date on the calendar, or
// a date and a time on the wall clock, in an IANA time zone.
type Due struct {
	Date     string `json:"date"`           // 2026-11-24
	Time     string `json:"time,omitempty"` // 17:00 or 17:00:30; empty for all day
	TimeZone string `json:"timeZone"`       // Europe/Berlin
}

// AllDay reports whether no time of day was said.
func (d Due) AllDay() bool { return d.Time == "" }

// A Reminder rings a task beside its due moment. Exactly one field is set.
type Reminder struct {
	BeforeMin *int      `json:"beforeMin,omitempty"` // minutes before it is due; 0 is when it is due
	At        time.Time `json:"at,omitzero"`         // at this moment
	NagMin    int       `json:"nagMin,omitempty"`    // every so many minutes from when it is due, until it is done
}

// A Recurrence says when a task comes again.
type Recurrence struct {
	// Rule is an RFC 5545 RRULE without DTSTART, which is the first due date.
	Rule string `json:"rrule"`
	// FromCompletion counts the next date from the day it was done.
	FromCompletion bool `json:"fromCompletion,omitempty"`
	// Strict opens every occurrence on its date, whatever became of the last.
	Strict bool `json:"strict,omitempty"`
}

// Repeat ties a task to its series.
type Repeat struct {
	Recurrence
	Series    string `json:"series"`    // id of the first occurrence
	Serial    int    `json:"serial"`    // 1, 2, 3 … of the series' occurrences, for their ids
	Number    int    `json:"number"`    // 1, 2, 3 … of the rule's dates, skipped ones counted
	Start     string `json:"start"`     // the first date of the series, on the wall clock
	Scheduled string `json:"scheduled"` // this occurrence's date by the rule; Due may have been moved
	TimeZone  string `json:"timeZone"`  // of the series' dates
	// Next is the occurrence that opened when this one was done or skipped.
	Next string `json:"next,omitempty"`
	// Later is what later occurrences say, when this one was changed alone.
	Later *Content `json:"later,omitempty"`
	// OpensAt is when a strict occurrence opens; until then it waits.
	OpensAt time.Time `json:"opensAt,omitzero"`
	// Below are the sub-tasks that open with it, when the occurrence before it
	// is not there any more to look at.
	Below []Part `json:"below,omitempty"`
}

// A Part is a sub-task that comes back with an occurrence.
type Part struct {
	ID string `json:"id"`
	TaskAdded
}

// Done reports whether the task was completed.
func (t Task) Done() bool { return !t.CompletedAt.IsZero() }

// Waiting reports whether it is an occurrence that has not opened yet.
func (t Task) Waiting() bool { return t.Repeat != nil && !t.Repeat.OpensAt.IsZero() }

// clone is a task that shares nothing that could be changed.
func (c Content) clone() Content {
	c.Labels = slices.Clone(c.Labels)
	c.Reminders = slices.Clone(c.Reminders)
	return c
}
