package understand

import (
	"encoding/json"
	"fmt"
)

// Intent is what a message asks for. The zero value is not a reading.
type Intent string

// The intents, one per thing a person can ask.
const (
	Add        Intent = "add"
	AddMany    Intent = "add_many"
	List       Intent = "list"
	Count      Intent = "count"
	Show       Intent = "show"
	Complete   Intent = "complete"
	Reopen     Intent = "reopen"
	Delete     Intent = "delete"
	Rename     Intent = "rename"
	Reschedule Intent = "reschedule"
	Prioritize Intent = "prioritize"
	Tag        Intent = "tag"
	Untag      Intent = "untag"
	Move       Intent = "move"
	Remind     Intent = "remind"
	Note       Intent = "note"
	Repeat     Intent = "repeat"
	Undo       Intent = "undo"
	Redo       Intent = "redo"
	Help       Intent = "help"
	Greet      Intent = "greet"
	Thanks     Intent = "thanks"
	Bye        Intent = "bye"
	Confirm    Intent = "confirm"
	Cancel     Intent = "cancel"
	Chat       Intent = "chat"
	Unknown    Intent = "unknown"
)

// Reading is what one message says: an intent, its slots, and the pieces of text each slot came from.
type Reading struct {
	Intent Intent `json:"intent"`
	Slots  Slots  `json:"slots"`

	// Spans are in text order and do not overlap; what no span covers is only grammar.
	Spans []Span `json:"spans,omitempty"`

	// Doubt says in one sentence which of two near readings was taken; empty when the text is plain.
	Doubt string `json:"doubt,omitempty"`

	// Alternative is the other near reading, nil when there is none. It has no alternative of its own.
	Alternative *Reading `json:"alternative,omitempty"`

	Extras
}

// Span says that bytes [Start, End) of the message became Slot (a JSON name of Slots).
type Span struct {
	Slot  string `json:"slot"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// Slots holds what the message states; a zero field was not stated. Dates are "2006-01-02" and times "15:04",
// both on the user's wall clock. Labels and Project are part of a filter when the intent is List or Count.
type Slots struct {
	Title          string     `json:"title,omitempty"`
	DueDate        string     `json:"due_date,omitempty"`
	DueTime        string     `json:"due_time,omitempty"` // empty with a DueDate: all day
	RRule          string     `json:"rrule,omitempty"`    // RFC 5545 without DTSTART; empty in Repeat: stop
	FromCompletion bool       `json:"from_completion,omitempty"`
	EndDate        string     `json:"end_date,omitempty"` // only when it differs from DueDate
	EndTime        string     `json:"end_time,omitempty"`
	DurationMin    int        `json:"duration_min,omitempty"` // minutes
	Priority       int        `json:"priority,omitempty"`     // 1 urgent .. 4 low; 0 in Prioritize: clear
	Labels         []string   `json:"labels,omitempty"`
	Project        string     `json:"project,omitempty"`
	Reminders      []Reminder `json:"reminders,omitempty"` // empty in Remind: clear
	Notes          string     `json:"notes,omitempty"`

	Tasks []Slots `json:"tasks,omitempty"` // AddMany, in order

	Status        string `json:"status,omitempty"` // open, overdue, completed or all
	DueFrom       string `json:"due_from,omitempty"`
	DueTo         string `json:"due_to,omitempty"` // inclusive
	CompletedFrom string `json:"completed_from,omitempty"`
	CompletedTo   string `json:"completed_to,omitempty"` // inclusive
	Priorities    []int  `json:"priorities,omitempty"`
	Query         string `json:"query,omitempty"`
	HasDue        *bool  `json:"has_due,omitempty"`
	Recurring     *bool  `json:"recurring,omitempty"`
	Sort          string `json:"sort,omitempty"` // due or priority
	Limit         int    `json:"limit,omitempty"`

	Ref      *Ref   `json:"ref,omitempty"`
	Shift    string `json:"shift,omitempty"` // signed ISO 8601 duration, from the task's current due
	ClearDue bool   `json:"clear_due,omitempty"`
}

// Filter is a condition on tasks; zero fields do not restrict.
type Filter struct {
	Status        string   `json:"status,omitempty"`
	DueFrom       string   `json:"due_from,omitempty"`
	DueTo         string   `json:"due_to,omitempty"`
	CompletedFrom string   `json:"completed_from,omitempty"`
	CompletedTo   string   `json:"completed_to,omitempty"`
	Priorities    []int    `json:"priorities,omitempty"`
	Labels        []string `json:"labels,omitempty"`
	Project       string   `json:"project,omitempty"`
	Query         string   `json:"query,omitempty"`
	HasDue        *bool    `json:"has_due,omitempty"`
	Recurring     *bool    `json:"recurring,omitempty"`
}

// Filter gives the filter slots of a List or Count reading.
func (s Slots) Filter() Filter {
	return Filter{Status: s.Status, DueFrom: s.DueFrom, DueTo: s.DueTo, CompletedFrom: s.CompletedFrom,
		CompletedTo: s.CompletedTo, Priorities: s.Priorities, Labels: s.Labels, Project: s.Project,
		Query: s.Query, HasDue: s.HasDue, Recurring: s.Recurring}
}

func (s *Slots) setFilter(f Filter) {
	s.Status, s.DueFrom, s.DueTo = f.Status, f.DueFrom, f.DueTo
	s.CompletedFrom, s.CompletedTo, s.Priorities = f.CompletedFrom, f.CompletedTo, f.Priorities
	s.Labels, s.Project, s.Query = f.Labels, f.Project, f.Query
	s.HasDue, s.Recurring = f.HasDue, f.Recurring
}

// Ref names the tasks a command is about; exactly one field is set.
type Ref struct {
	Text    string   `json:"text,omitempty"`    // a phrase to match against titles, see Match
	Texts   []string `json:"texts,omitempty"`   // several phrases
	Numbers []int    `json:"numbers,omitempty"` // places in the list last shown, from 1; -1 is the last
	Last    bool     `json:"last,omitempty"`    // the task last spoken of ("it")
	Filter  *Filter  `json:"filter,omitempty"`  // every task that fits
}

// Reminder rings OffsetMin minutes before the due moment, or At a local "2006-01-02T15:04" when that is set.
type Reminder struct {
	OffsetMin int
	At        string
}

// MarshalJSON writes {"at": …} or {"offset_min": n}.
func (r Reminder) MarshalJSON() ([]byte, error) {
	if r.At != "" {
		return json.Marshal(struct {
			At string `json:"at"`
		}{r.At})
	}
	return fmt.Appendf(nil, `{"offset_min":%d}`, r.OffsetMin), nil
}

// UnmarshalJSON reads what MarshalJSON writes.
func (r *Reminder) UnmarshalJSON(b []byte) error {
	var in struct {
		OffsetMin int    `json:"offset_min"`
		At        string `json:"at"`
	}
	if err := json.Unmarshal(b, &in); err != nil {
		return fmt.Errorf("read reminder: %w", err)
	}
	*r = Reminder{OffsetMin: in.OffsetMin, At: in.At}
	return nil
}

// Context is what the caller knows about the conversation; the zero value is a first message.
type Context struct {
	// Shown is how many tasks the person saw last, so that a bare "2" can mean one of them.
	Shown int

	// Confirming is true while a question waits for yes or no.
	Confirming bool

	// Literal lists byte ranges of the text which the person said are title, not date or label.
	Literal []Span
}
