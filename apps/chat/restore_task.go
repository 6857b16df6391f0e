package main

import (
	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
)

// RestoreTask takes a task out of the trash. Saying it twice changes nothing.
func (a *app) RestoreTask(c *gin.Context, id api.TaskID, params api.RestoreTaskParams) {
	if err := noBody(c); err != nil {
		a.fail(c, err)
		return
	}
	a.change(c, params.IdempotencyKey, params.IfMatch, tasklist.RestoreTask{ID: id})
}
