package main

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
)

// ListTasks shows the list in the order in which it was made.
func (a *app) ListTasks(c *gin.Context, params api.ListTasksParams) {
	status := params.Status
	if status == "" {
		status = api.ListTasksParamsStatusOpen
	}
	if !status.Valid() {
		a.fail(c, bad(codeBadParameter, "status", "status must be open, done or all."))
		return
	}
	open := status == api.ListTasksParamsStatusOpen
	reply, err := a.lists.List(c.Request.Context(), user(c), tasklist.Query{Done: !open})
	if err != nil {
		a.fail(c, err)
		return
	}
	tasks := reply.Tasks
	if status == api.ListTasksParamsStatusDone {
		tasks = slices.DeleteFunc(tasks, func(t tasklist.Task) bool { return !t.Done() })
	}
	inOrder(tasks)
	setETag(c, reply.Version)
	c.JSON(http.StatusOK, api.TaskList{Version: int64(reply.Version), Tasks: asTasks(tasks)})
}
