package query

import "time"

// An Item is what a filter or a sort can see of a task. Zero values mean "not
// set". Its ID is what makes a place in a list unique: no two items of one
// list share it.
type Item struct {
	ID          string
	Title       string
	Notes       string
	Labels      []string
	Project     string
	Parent      string // id of the task that this one is part of
	Priority    int    // 1 (urgent) to 4 (low), 0 for none
	Due         Due
	CreatedAt   time.Time
	UpdatedAt   time.Time
	CompletedAt time.Time // zero while the task is open
	Recurring   bool
	HasReminder bool
	Source      string // what it was made by: chat, api, import …
	Order       string // the place that its owner gave it, compared byte by byte
}

// Due is when an item is due: a day on the calendar, the same one wherever it
// is read, or a moment.
type Due struct {
	AllDay bool
	Date   string    // 2026-11-24; looked at when AllDay
	At     time.Time // looked at when not AllDay
}

// set reports whether there is a due date at all.
func (d Due) set() bool {
	if d.AllDay {
		_, ok := parseDay(d.Date)
		return ok
	}
	return !d.At.IsZero()
}

// Env is the moment of asking and the time zone of who asks: it says what
// "today" is, and on which day a moment falls. A nil Zone is UTC.
type Env struct {
	Now  time.Time
	Zone *time.Location
}

// zone is the asker's zone, never nil.
func (e Env) zone() *time.Location {
	if e.Zone == nil {
		return time.UTC
	}
	return e.Zone
}

// today is the day it is for the asker.
func (e Env) today() day { return dayOf(e.Now.In(e.zone())) }
