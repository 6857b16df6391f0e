package main

import (
	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
)

// Undo takes a command back: the one that is named, or the last.
func (a *app) Undo(c *gin.Context, params api.UndoParams) {
	var body api.Undo
	if c.Request.ContentLength != 0 {
		if err := readBody(c, &body); err != nil {
			a.fail(c, err)
			return
		}
	}
	reply, err := a.command(c, params.IdempotencyKey, params.IfMatch, a.newID, tasklist.Undo{Command: body.Command})
	if err != nil {
		a.fail(c, err)
		return
	}
	a.answerDid(c, reply)
}
