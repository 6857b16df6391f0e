package main

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
)

// SkipTask drops an occurrence undone and answers with the next one.
func (a *app) SkipTask(c *gin.Context, id api.TaskID, params api.SkipTaskParams) {
	if err := noBody(c); err != nil {
		a.fail(c, err)
		return
	}
	reply, err := a.command(c, params.IdempotencyKey, params.IfMatch, a.newID, tasklist.SkipTask{ID: id})
	if err != nil {
		a.fail(c, err)
		return
	}
	setETag(c, reply.Version)
	c.JSON(http.StatusOK, api.SkipAnswer{Version: int64(reply.Version), Next: opened(reply.Tasks, id)})
}
