package main

import (
	"time"

	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
)

// maxSnooze is the most minutes that a task can be snoozed for: a year.
const maxSnooze = 366 * 24 * 60

// SnoozeTask keeps a task from ringing for a while.
func (a *app) SnoozeTask(c *gin.Context, id api.TaskID, params api.SnoozeTaskParams) {
	var body struct {
		Until   *time.Time `json:"until"`
		Minutes *int       `json:"minutes"`
	}
	if err := readBody(c, &body); err != nil {
		a.fail(c, err)
		return
	}
	var until time.Time
	switch {
	case body.Until == nil && body.Minutes == nil:
		a.fail(c, bad(codeMissingField, "until", "Say until when: until or minutes."))
		return
	case body.Until != nil && body.Minutes != nil:
		a.fail(c, bad(codeBadField, "minutes", "Say until or minutes, not both."))
		return
	case body.Until != nil:
		until = *body.Until
	case *body.Minutes < 1 || *body.Minutes > maxSnooze:
		a.fail(c, bad(codeBadField, "minutes", "minutes must be 1 to %d.", maxSnooze))
		return
	default:
		until = a.now().Add(time.Duration(*body.Minutes) * time.Minute)
	}
	a.change(c, params.IdempotencyKey, params.IfMatch, tasklist.SnoozeTask{ID: id, Until: until})
}
