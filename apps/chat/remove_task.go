package main

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
)

// RemoveTask takes a task off the list.
func (a *app) RemoveTask(c *gin.Context, id api.TaskID, params api.RemoveTaskParams) {
	if err := noBody(c); err != nil {
		a.fail(c, err)
		return
	}
	reply, err := a.command(c, params.IdempotencyKey, params.IfMatch, a.newID, tasklist.RemoveTask{ID: id})
	if err != nil {
		a.fail(c, err)
		return
	}
	setETag(c, reply.Version)
	c.JSON(http.StatusOK, api.Done{Version: int64(reply.Version)})
}
