package main

import (
	"cmp"
	"encoding/json"
	"net/http"

	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
)

// GetSettings shows the person's settings.
func (a *app) GetSettings(c *gin.Context, _ api.GetSettingsParams) { a.answerSettings(c) }

// ChangeSettings changes those that are said.
func (a *app) ChangeSettings(c *gin.Context, params api.ChangeSettingsParams) {
	raw, err := rawBody(c)
	if err != nil {
		a.fail(c, err)
		return
	}
	var v tasklist.ChangeSettings
	if err := parseBody(raw, &v); err != nil {
		a.fail(c, err)
		return
	}
	var said map[string]json.RawMessage
	if err := json.Unmarshal(raw, &said); err != nil {
		a.fail(c, err)
		return
	}
	for field, value := range said {
		if string(value) == "null" {
			a.fail(c, bad(codeBadField, field, "%s must not be null.", field))
			return
		}
	}
	if len(said) == 0 {
		a.fail(c, bad(codeMissingField, "timeZone", "Say what to change: timeZone, morning, quietFrom or quietTo."))
		return
	}
	if _, err := a.command(c, params.IdempotencyKey, params.IfMatch, a.newID, v); err != nil {
		a.fail(c, err)
		return
	}
	a.answerSettings(c)
}

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
