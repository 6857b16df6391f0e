package main

import (
	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
)

// RenameProject gives a project another name wherever it stands.
func (a *app) RenameProject(c *gin.Context, params api.RenameProjectParams) {
	a.rename(c, params.IdempotencyKey, params.IfMatch, "project:", func(r api.Renaming) tasklist.Verb {
		return tasklist.RenameProject{From: r.From, To: r.To}
	})
}
