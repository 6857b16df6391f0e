package main

import (
	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
)

// ReopenTask marks a task to do again. Saying it twice changes nothing.
func (a *app) ReopenTask(c *gin.Context, id api.TaskID, params api.ReopenTaskParams) {
	if err := noBody(c); err != nil {
		a.fail(c, err)
		return
	}
	a.change(c, params.IdempotencyKey, params.IfMatch, tasklist.ReopenTask{ID: id})
}
