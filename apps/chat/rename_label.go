package main

import (
	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
)

// RenameLabel gives a label another name wherever it stands.
func (a *app) RenameLabel(c *gin.Context, params api.RenameLabelParams) {
	a.rename(c, params.IdempotencyKey, params.IfMatch, "label:", func(r api.Renaming) tasklist.Verb {
		return tasklist.RenameLabel{From: r.From, To: r.To}
	})
}
