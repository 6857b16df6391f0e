package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/apps/chat/api"
)

const (
	historyDefault = 50
	historyMost    = 500
)

// History shows what happened to the list, as audit remembers it.
func (a *app) History(c *gin.Context, params api.HistoryParams) {
	query := picked(c, "type", "since", "until")
	if params.Task != "" {
		if !idPattern.MatchString(params.Task) {
			a.fail(c, bad(codeBadParameter, "task", "task must be a task's id."))
			return
		}
		query.Set("task", params.Task)
	}
	if c.Request.URL.Query().Has("before") {
		if params.Before < 1 {
			a.fail(c, bad(codeBadParameter, "before", "before must be a version, 1 or more."))
			return
		}
		query.Set("before", strconv.FormatInt(params.Before, 10))
	}
	limit := historyDefault
	if c.Request.URL.Query().Has("limit") {
		if limit = params.Limit; limit < 1 || limit > historyMost {
			a.fail(c, bad(codeBadParameter, "limit", "limit must be 1 to %d.", historyMost))
			return
		}
	}
	query.Set("limit", strconv.Itoa(limit))
	passOn[api.History](a, c, "audit", "history", query)
}

// passOn answers with what another app says, which must be of the shape that
// the API promises.
func passOn[T any](a *app, c *gin.Context, app, path string, query url.Values) {
	answer, err := a.apps.Get(c.Request.Context(), app, path, query, user(c))
	if err != nil {
		a.fail(c, err)
		return
	}
	var shape T
	if err := json.Unmarshal(answer, &shape); err != nil {
		a.fail(c, fmt.Errorf("read what %s answered: %w", app, err))
		return
	}
	c.Data(http.StatusOK, "application/json; charset=utf-8", answer)
}
