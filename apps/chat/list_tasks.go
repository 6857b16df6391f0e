package main

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/query"
	"github.com/errandapp/errand/apps/chat/api"
)

// ListTasks shows the list in the order in which it was made, or, when it is
// asked for one, a page of it.
func (a *app) ListTasks(c *gin.Context, params api.ListTasksParams) {
	if params.Status != "" && !params.Status.Valid() {
		a.fail(c, bad(codeBadParameter, "status", "status must be open, done, all or trash."))
		return
	}
	asked := c.Request.URL.Query()
	if asked.Has("limit") && (params.Limit < 1 || params.Limit > query.MaxLimit) {
		a.fail(c, bad(codeBadParameter, "limit", "limit must be 1 to %d.", query.MaxLimit))
		return
	}
	q := tasklist.Query{
		Status: string(params.Status), Filter: params.Filter, Sort: params.Sort,
		Limit: params.Limit, Cursor: params.Cursor, TimeZone: params.TimeZone,
	}
	paged := asked.Has("filter") || asked.Has("sort") || asked.Has("limit") || asked.Has("cursor")
	if paged && q.Limit == 0 {
		q.Limit = query.DefaultLimit // an empty filter asks for a page too
	}
	reply, err := a.lists.List(c.Request.Context(), user(c), q)
	if err != nil {
		a.fail(c, err)
		return
	}
	if !paged {
		inOrder(reply.Tasks)
	}
	setETag(c, reply.Version)
	c.JSON(http.StatusOK, api.TaskList{Version: int64(reply.Version), Tasks: asTasks(reply.Tasks), Next: reply.Next, Total: reply.Total})
}
