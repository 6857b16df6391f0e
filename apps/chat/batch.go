package main

import (
	"fmt"

	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
)

// Batch follows commands in order, all or none.
func (a *app) Batch(c *gin.Context, params api.BatchParams) {
	var body struct {
		Commands []saidVerb `json:"commands"`
	}
	if err := readBody(c, &body, "commands"); err != nil {
		a.fail(c, err)
		return
	}
	if n := len(body.Commands); n < 1 || n > tasklist.MaxBatch {
		a.fail(c, bad(codeBadField, "commands", "commands has 1 to %d commands.", tasklist.MaxBatch))
		return
	}
	var batch tasklist.Batch
	for i, said := range body.Commands {
		v, err := said.read(fmt.Sprintf("commands[%d]", i))
		if err != nil {
			a.fail(c, err)
			return
		}
		batch.Verbs = append(batch.Verbs, v)
	}
	reply, err := a.command(c, params.IdempotencyKey, params.IfMatch, a.newID, batch)
	if err != nil {
		a.fail(c, unbatched(err, "commands"))
		return
	}
	a.answerDid(c, reply)
}
