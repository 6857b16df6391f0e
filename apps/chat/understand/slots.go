package understand

// Slots holds what the message states; a zero field was not stated. Dates are "2006-01-02" and times "15:04",
// both on the user's wall clock. Labels and Project are part of a filter when the intent is List or Count.
type Slots struct {
	Title          string     `json:"title,omitempty"`
	DueDate        string     `json:"due_date,omitempty"`
	DueTime        string     `json:"due_time,omitempty"`   // empty with a DueDate: all day
	DueSecond      int        `json:"due_second,omitempty"` // of the minute DueTime, when seconds were said: "in 5 seconds"
	RRule          string     `json:"rrule,omitempty"`      // RFC 5545 without DTSTART; empty in Repeat: stop
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
