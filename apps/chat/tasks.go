package main

import (
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
	a.answerTask(c, http.StatusOK, tasklist.TaskOf(v), reply)
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

// answerTask answers with a task after a command to it. When the command was
// done before the reply need not tell of it, so it is asked for. There is none
// when it was removed since.
func (a *app) answerTask(c *gin.Context, status int, id string, reply tasklist.Reply) {
	is := func(t tasklist.Task) bool { return t.ID == id }
	at := slices.IndexFunc(reply.Tasks, is)
	answer := api.TaskAnswer{Version: int64(reply.Version), Next: opened(reply.Tasks, id)}
	if at >= 0 {
		answer.Task = asTask(reply.Tasks[at])
	} else {
		now, err := a.lists.List(c.Request.Context(), user(c), tasklist.Query{Task: id})
		if err != nil {
			a.fail(c, err)
			return
		}
		if len(now.Tasks) == 0 {
			a.fail(c, &problem{Status: http.StatusUnprocessableEntity, Code: tasklist.CodeUnknownTask, Field: "id",
				Detail: "That was done before, and the task has been removed since."})
			return
		}
		answer.Version, answer.Task = int64(now.Version), asTask(now.Tasks[0])
	}
	setETag(c, uint64(answer.Version))
	c.JSON(status, answer)
}

// opened is the occurrence that opened when the one of that id was done or
// skipped: the first of the tasks of a reply that is to be done again.
func opened(tasks []tasklist.Task, id string) *api.Task {
	for _, t := range tasks {
		if t.ID != id && t.Repeat != nil && t.Repeat.Number > 1 && !t.Done() && !t.Waiting() {
			next := asTask(t)
			return &next
		}
	}
	return nil
}

// answerDid answers with what a command did to many tasks.
func (a *app) answerDid(c *gin.Context, reply tasklist.Reply) {
	setETag(c, reply.Version)
	c.JSON(http.StatusOK, api.WhatWasDone{Version: int64(reply.Version), Facts: reply.Events, Tasks: asTasks(reply.Tasks)})
}
