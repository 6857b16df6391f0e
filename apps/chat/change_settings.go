package main

import (
	"encoding/json"

	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
)

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
