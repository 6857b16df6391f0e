package main

import (
	"cmp"
	"net/http"

	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
	"github.com/errandapp/errand/apps/chat/ids"
)

// sourceAPI is how a task came that does not say so itself.
const sourceAPI = "api"

// AddTask adds a task. Sent again, under the same task id or the same
// Idempotency-Key, it answers with the task that is there.
func (a *app) AddTask(c *gin.Context, params api.AddTaskParams) {
	var body api.NewTask
	if err := readBody(c, &body, "title", "due.date", "recurrence.rrule"); err != nil {
		a.fail(c, err)
		return
	}
	task := body.Id
	switch {
	case task != "":
	case params.IdempotencyKey != "":
		task = ids.Derive(params.IdempotencyKey, "task")
	default:
		task = a.newID()
	}
	reply, err := a.command(c, params.IdempotencyKey, params.IfMatch, func() string { return ids.Derive(task, "add") }, tasklist.AddTask{
		ID: task, Parent: body.Parent, Source: cmp.Or(body.Source, sourceAPI),
		Due: fromDue(body.Due), Recurrence: fromRecurrence(body.Recurrence), Content: tasklist.Content{
			Title: body.Title, Notes: body.Notes, Priority: tasklist.Priority(body.Priority), Labels: body.Labels,
			Project: body.Project, Minutes: body.DurationMin, Reminders: fromReminders(body.Reminders),
		},
	})
	if err != nil {
		a.fail(c, err)
		return
	}
	c.Header("Location", "/v1/tasks/"+task)
	a.answerTask(c, http.StatusCreated, task, reply)
}
