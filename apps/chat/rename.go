package main

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
	"github.com/errandapp/errand/apps/chat/ids"
)

// rename sends the verb until no task has the old name, as one command
// changes only so many. Each has an id that follows from the first's: sent
// again after it was done by half, the rest is done.
func (a *app) rename(c *gin.Context, key, match, kind string, verb func(api.Renaming) tasklist.Verb) {
	var body api.Renaming
	if err := readBody(c, &body, "from", "to"); err != nil {
		a.fail(c, err)
		return
	}
	id, err := commandID(key, a.newID)
	if err != nil {
		a.fail(c, err)
		return
	}
	name := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(strings.Join(strings.Fields(body.From), " "))
	old := tasklist.Query{Filter: kind + `"` + name + `"`, Limit: 1}
	answer := api.Renamed{}
	for round := 0; ; round++ {
		old.Command = id
		if round > 0 {
			old.Command, match = ids.Derive(id, fmt.Sprintf("rename-%d", round)), ""
		}
		reply, err := a.command(c, old.Command, match, a.newID, verb(body))
		if err != nil {
			a.fail(c, err)
			return
		}
		answer.Version, answer.Facts = int64(reply.Version), answer.Facts+reply.Events
		left, err := a.lists.List(c.Request.Context(), user(c), old)
		if err != nil {
			a.fail(c, err)
			return
		}
		if changed := left.Events > 0; left.Total == 0 || !changed { // now, or when it was sent before
			break
		}
	}
	setETag(c, uint64(answer.Version))
	c.JSON(http.StatusOK, answer)
}
