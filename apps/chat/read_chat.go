package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
)

const turnsDefault = 50

// ReadChat answers with the conversation so far, a page at a time.
func (a *app) ReadChat(c *gin.Context, params api.ReadChatParams) {
	back := conversation.Back{Limit: turnsDefault}
	if c.Request.URL.Query().Has("before") {
		if params.Before < 1 {
			a.fail(c, bad(codeBadParameter, "before", "before must be a turn's number, 1 or more."))
			return
		}
		back.Before = uint64(params.Before)
	}
	if c.Request.URL.Query().Has("limit") {
		if back.Limit = params.Limit; back.Limit < 1 || back.Limit > conversation.MaxBack {
			a.fail(c, bad(codeBadParameter, "limit", "limit must be 1 to %d.", conversation.MaxBack))
			return
		}
	}
	reply, err := a.talks.Back(c.Request.Context(), user(c), back)
	if err != nil {
		a.fail(c, err)
		return
	}
	answer := api.ChatTurns{Turns: []api.ChatTurn{}, More: reply.More}
	for _, t := range reply.Turns {
		turn := api.ChatTurn{Number: int64(t.Number), Id: t.Message, At: t.At, Text: t.Text, Tasks: t.Tasks}
		if err := json.Unmarshal(t.Answer, &turn.Answer); err != nil {
			a.fail(c, fmt.Errorf("read turn %d: %w", t.Number, err))
			return
		}
		turn.Answer.Tasks = []api.Task{}
		if turn.Tasks == nil {
			turn.Tasks = []string{}
		}
		answer.Turns = append(answer.Turns, turn)
	}
	c.JSON(http.StatusOK, answer)
}

// askIDs is how many tasks are asked for at once: their ids have to fit into
// a filter.
const askIDs = 50

// tasksOf are the tasks with these ids that are still there, in that order.
func (a *app) tasksOf(ctx context.Context, list string, ids []string) ([]tasklist.Task, error) {
	var tasks []tasklist.Task
	for some := range slices.Chunk(ids, askIDs) {
		found, err := a.lists.List(ctx, list, tasklist.Query{
			Status: tasklist.StatusAll, Filter: "id:" + strings.Join(some, " | id:"), Limit: len(some),
		})
		if err != nil {
			return nil, err
		}
		tasks = append(tasks, found.Tasks...)
	}
	slices.SortStableFunc(tasks, func(x, y tasklist.Task) int { return slices.Index(ids, x.ID) - slices.Index(ids, y.ID) })
	return tasks, nil
}
