package main

import (
	"cmp"
	"net/http"

	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
)

// GetSettings shows the person's settings.
func (a *app) GetSettings(c *gin.Context, _ api.GetSettingsParams) { a.answerSettings(c) }

// answerSettings answers with the settings as they are now, the list's
// defaults filled in.
func (a *app) answerSettings(c *gin.Context) {
	reply, err := a.lists.List(c.Request.Context(), user(c), tasklist.Query{Task: noTask})
	if err != nil {
		a.fail(c, err)
		return
	}
	s := reply.Settings
	setETag(c, reply.Version)
	c.JSON(http.StatusOK, api.Settings{
		Version: int64(reply.Version), TimeZone: cmp.Or(s.TimeZone, "UTC"), Morning: cmp.Or(s.Morning, "09:00"),
		QuietFrom: s.QuietFrom, QuietTo: s.QuietTo,
	})
}
