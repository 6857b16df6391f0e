package main

import (
	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
)

// CompleteTask marks a task done. Saying it twice changes nothing.
func (a *app) CompleteTask(c *gin.Context, id api.TaskID, params api.CompleteTaskParams) {
	if err := noBody(c); err != nil {
		a.fail(c, err)
		return
	}
	a.change(c, params.IdempotencyKey, params.IfMatch, tasklist.CompleteTask{ID: id})
}
