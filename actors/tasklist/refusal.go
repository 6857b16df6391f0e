package tasklist

import "fmt"

// A Refusal is the list's answer to a command that it will not follow. Code
// is for programs and never changes once published; Message is for people;
// Field names the part of the command that was at fault, if there is one.
//
// A refusal is an answer, not a failure: nothing was changed, and asking
// again will be refused again.
type Refusal struct {
	Code    string `json:"code"`
	Field   string `json:"field,omitempty"`
	Message string `json:"message"`
}

func (r *Refusal) Error() string { return r.Message }

// Codes of refusals.
const (
	CodeBadID           = "bad_id"
	CodeEmptyTitle      = "empty_title"
	CodeTitleTooLong    = "title_too_long"
	CodeNotesTooLong    = "notes_too_long"
	CodeBadText         = "bad_text"
	CodeBadPriority     = "bad_priority"
	CodeBadLabel        = "bad_label"
	CodeTooManyLabels   = "too_many_labels"
	CodeImpossibleDate  = "impossible_date"
	CodeImpossibleTime  = "impossible_time"
	CodeUnknownZone     = "unknown_time_zone"
	CodeUnknownTask     = "unknown_task"
	CodeTaskDone        = "task_done"
	CodeListFull        = "list_full"
	CodeBadDuration     = "bad_duration"
	CodeBadReminder     = "bad_reminder"
	CodeTooManyRemind   = "too_many_reminders"
	CodeNeedsDue        = "needs_due"
	CodeBadRule         = "bad_rule"
	CodeNotRepeating    = "not_repeating"
	CodeTooDeep         = "too_deep"
	CodeLoop            = "loop"
	CodeBadQuiet        = "bad_quiet_hours"
	CodeBadMoment       = "bad_moment"
	CodeNotInTrash      = "not_in_trash"
	CodeTooMuch         = "too_much"
	CodeBadFilter       = "bad_filter"
	CodeBadVerb         = "bad_verb"
	CodeNothingToUndo   = "nothing_to_undo"
	CodeNothingToRedo   = "nothing_to_redo"
	CodeUndoBlocked     = "undo_blocked"
	CodeVersionConflict = "version_conflict"
)

func refuse(code, field, format string, args ...any) *Refusal {
	return &Refusal{Code: code, Field: field, Message: fmt.Sprintf(format, args...)}
}
