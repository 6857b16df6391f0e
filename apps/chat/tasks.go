package main

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
	"github.com/errandapp/errand/internal/telemetry"
)

// do sends a command and writes the turn's one log line.
func (a *app) do(ctx context.Context, list string, c tasklist.Command) (tasklist.Reply, error) {
	began := time.Now()
	reply, err := a.lists.Do(ctx, list, c)
	args := []any{
		"verb", tasklist.MethodOf(c.Verb), telemetry.KeyList, list, telemetry.KeyVersion, reply.Version,
		telemetry.KeyCommand, c.ID, telemetry.KeyEvents, reply.Events, telemetry.KeyMS, time.Since(began).Milliseconds(),
	}
	switch {
	case reply.Refusal != nil:
		args = append(args, "refusal", reply.Refusal.Code)
	case err != nil:
		args = append(args, telemetry.KeyErr, err)
	}
	a.log.InfoContext(ctx, "turn", args...)
	return reply, err
}

// change does a verb to the task of the request's address and answers with
// the task as it is then.
func (a *app) change(c *gin.Context, key, match string, v tasklist.Verb) {
	reply, err := a.command(c, key, match, a.newID, v)
	if err != nil {
		a.fail(c, err)
		return
	}
	a.answerTask(c, http.StatusOK, reply)
}

// command sends a verb with what the request's headers say about it.
func (a *app) command(c *gin.Context, key, match string, otherwise func() string, v tasklist.Verb) (tasklist.Reply, error) {
	id, err := commandID(key, otherwise)
	if err != nil {
		return tasklist.Reply{}, err
	}
	at, err := ifVersion(match)
	if err != nil {
		return tasklist.Reply{}, err
	}
	return a.do(c.Request.Context(), user(c), tasklist.Command{ID: id, IfVersion: at, Verb: v})
}

// answerTask answers with the one task of a reply. There is none when a
// command is sent again whose task was removed since.
func (a *app) answerTask(c *gin.Context, status int, reply tasklist.Reply) {
	if len(reply.Tasks) == 0 {
		a.fail(c, &problem{Status: http.StatusUnprocessableEntity, Code: tasklist.CodeUnknownTask, Field: "id",
			Detail: "That was done before, and the task has been removed since."})
		return
	}
	setETag(c, reply.Version)
	c.JSON(status, api.TaskAnswer{Version: int64(reply.Version), Task: asTask(reply.Tasks[0])})
}

// asTask is a task as the API tells it.
func asTask(t tasklist.Task) api.Task {
	out := api.Task{
		Id: t.ID, Title: t.Title, Notes: t.Notes, Priority: int(t.Priority), Labels: t.Labels,
		DueAt: t.DueAt, RingAt: t.RingAt, CameDueAt: t.CameDueAt,
		CreatedAt: t.CreatedAt, UpdatedAt: t.UpdatedAt, CompletedAt: t.CompletedAt,
	}
	if t.Due != nil {
		out.Due = api.Due{Date: t.Due.Date, Time: t.Due.Time, TimeZone: t.Due.TimeZone}
	}
	return out
}

// asTasks is never null in JSON.
func asTasks(tasks []tasklist.Task) []api.Task {
	out := make([]api.Task, 0, len(tasks))
	for _, t := range tasks {
		out = append(out, asTask(t))
	}
	return out
}

// asDue is a due date as a list takes it; nil for none.
func asDue(d *api.Due) *tasklist.Due {
	if d == nil {
		return nil
	}
	return &tasklist.Due{Date: d.Date, Time: d.Time, TimeZone: cmp.Or(d.TimeZone, "UTC")}
}

// inOrder sorts tasks as they were added.
func inOrder(tasks []tasklist.Task) {
	slices.SortFunc(tasks, func(x, y tasklist.Task) int {
		return cmp.Or(x.CreatedAt.Compare(y.CreatedAt), cmp.Compare(x.ID, y.ID))
	})
}
