package main

import (
	"encoding/json"
	"net/http"
	"reflect"
	"slices"

	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
)

// taskChange is api.TaskChange, with what was not said told apart from what
// is empty.
type taskChange struct {
	Title       *string         `json:"title"`
	Notes       *string         `json:"notes"`
	Priority    *int            `json:"priority"`
	Labels      *[]string       `json:"labels"`
	Project     *string         `json:"project"`
	DurationMin *int            `json:"durationMin"`
	Reminders   *[]api.Reminder `json:"reminders"`
	Due         *api.Due        `json:"due"`
	Later       bool            `json:"later"`
	Recurrence  *api.Recurrence `json:"recurrence"`
	This        bool            `json:"this"`
	Parent      *string         `json:"parent"`
	Before      string          `json:"before"`
	After       string          `json:"after"`
}

// ChangeTask changes any of a task's fields, all or nothing.
func (a *app) ChangeTask(c *gin.Context, id api.TaskID, params api.ChangeTaskParams) {
	verbs, err := readChange(c, id)
	if err != nil {
		a.fail(c, err)
		return
	}
	verb := verbs[0]
	if len(verbs) > 1 {
		verb = tasklist.Batch{Verbs: verbs}
	}
	reply, err := a.command(c, params.IdempotencyKey, params.IfMatch, a.newID, verb)
	if err != nil {
		a.fail(c, unbatched(err, ""))
		return
	}
	a.answerTask(c, http.StatusOK, id, reply)
}

// readChange is what a request asks for, as verbs in the order in which they
// make sense: a due date before what hangs on it.
func readChange(c *gin.Context, id string) ([]tasklist.Verb, error) {
	raw, err := rawBody(c)
	if err != nil {
		return nil, err
	}
	var change taskChange
	if err := parseBody(raw, &change, "due.date", "recurrence.rrule"); err != nil {
		return nil, err
	}
	var said map[string]json.RawMessage
	if err := json.Unmarshal(raw, &said); err != nil {
		return nil, err
	}
	says := func(fields ...string) bool {
		return slices.ContainsFunc(fields, func(f string) bool { _, ok := said[f]; return ok })
	}
	for field, value := range said {
		if string(value) == "null" && field != "due" && field != "recurrence" && field != "parent" {
			return nil, bad(codeBadField, field, "%s must not be null.", field)
		}
	}
	if change.Later && change.Due == nil {
		return nil, bad(codeBadField, "later", "later goes with due: say when they are due.")
	}
	content := says("title", "notes", "priority", "labels", "project", "durationMin", "reminders")
	if change.This && !content {
		return nil, bad(codeBadField, "this", "this goes with what is to be changed of this occurrence.")
	}

	var verbs []tasklist.Verb
	switch {
	case says("due") && change.Due == nil:
		verbs = append(verbs, tasklist.ClearDue{ID: id})
	case says("due"):
		verbs = append(verbs, tasklist.SetDue{ID: id, Due: *fromDue(change.Due), Later: change.Later})
	}
	if content {
		verbs = append(verbs, change.content(id))
	}
	if says("recurrence") {
		verbs = append(verbs, tasklist.SetRecurrence{ID: id, Recurrence: fromRecurrence(change.Recurrence)})
	}
	if says("parent", "before", "after") {
		verbs = append(verbs, change.place(id, says("parent")))
	}
	if len(verbs) == 0 {
		return nil, bad(codeMissingField, "title", "Say what to change: title, notes, priority, labels, project, durationMin, reminders, due, recurrence, parent, before or after.")
	}
	return verbs, nil
}

// content is the verb for what the task says.
func (t taskChange) content(id string) tasklist.Verb {
	edit := tasklist.EditTask{
		ID: id, Title: t.Title, Notes: t.Notes, Labels: t.Labels, Project: t.Project, Minutes: t.DurationMin, This: t.This,
		Priority: (*tasklist.Priority)(t.Priority),
	}
	if t.Reminders != nil {
		reminders := fromReminders(*t.Reminders)
		edit.Reminders = &reminders
	}
	if t.Title != nil && reflect.DeepEqual(edit, tasklist.EditTask{ID: id, Title: t.Title}) {
		return tasklist.RenameTask{ID: id, Title: *t.Title}
	}
	return edit
}

func (t taskChange) place(id string, moves bool) tasklist.Verb {
	v := tasklist.MoveTask{ID: id, Parent: t.Parent, Before: t.Before, After: t.After}
	if top := ""; moves && t.Parent == nil {
		v.Parent = &top
	}
	return v
}
