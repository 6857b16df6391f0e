package main

import (
	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
)

// Redo takes the last undo back.
func (a *app) Redo(c *gin.Context, params api.RedoParams) {
	if err := noBody(c); err != nil {
		a.fail(c, err)
		return
	}
	reply, err := a.command(c, params.IdempotencyKey, params.IfMatch, a.newID, tasklist.Redo{})
	if err != nil {
		a.fail(c, err)
		return
	}
	a.answerDid(c, reply)
}
