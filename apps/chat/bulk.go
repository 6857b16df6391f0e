package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/query"
	"github.com/errandapp/errand/apps/chat/api"
)

// Bulk does one thing to every open task that a filter finds, if they are not
// too many for one command: it never does it to some of them.
func (a *app) Bulk(c *gin.Context, params api.BulkParams) {
	var body struct {
		Filter   string   `json:"filter"`
		Do       saidVerb `json:"do"`
		TimeZone string   `json:"timeZone"`
	}
	if err := readBody(c, &body, "filter", "do", "do.verb"); err != nil {
		a.fail(c, err)
		return
	}
	do, err := body.Do.read("do")
	if err != nil {
		a.fail(c, err)
		return
	}
	id, err := commandID(params.IdempotencyKey, a.newID)
	if err != nil {
		a.fail(c, err)
		return
	}
	bulk := tasklist.Bulk{Filter: body.Filter, Do: do, TimeZone: body.TimeZone}
	if err := a.notTooMany(c.Request.Context(), user(c), id, bulk); err != nil {
		a.fail(c, err)
		return
	}
	reply, err := a.command(c, id, params.IfMatch, a.newID, bulk)
	if err != nil {
		a.fail(c, inBulk(err))
		return
	}
	a.answerDid(c, reply)
}

// notTooMany refuses a filter that finds more than one command changes,
// unless the command was decided before.
func (a *app) notTooMany(ctx context.Context, list, id string, v tasklist.Bulk) error {
	filter, err := query.Parse(v.Filter)
	if err != nil {
		return &tasklist.Refusal{Code: tasklist.CodeBadFilter, Field: "filter", Message: err.Error()}
	}
	open := "open" // sub-tasks that are done stand beside those to do
	if said := filter.String(); said != "" {
		open = "(" + said + ") & open"
	}
	found, err := a.lists.List(ctx, list, tasklist.Query{Filter: open, Limit: 1, TimeZone: v.TimeZone, Command: id})
	if err != nil {
		return err
	}
	if decided := found.Events > 0; decided || found.Total <= tasklist.MaxBulk {
		return nil
	}
	return &tasklist.Refusal{Code: tasklist.CodeTooMuch, Field: "filter",
		Message: fmt.Sprintf("That filter finds %d tasks; at most %d are changed at once.", found.Total, tasklist.MaxBulk)}
}

// inBulk names the field of the request where a refusal names one of the verb.
func inBulk(err error) error {
	var r *tasklist.Refusal
	if !errors.As(err, &r) || r.Field == "" || r.Field == "do" || r.Field == "filter" || r.Field == "ifVersion" || strings.HasPrefix(r.Field, "timeZone") {
		return err
	}
	return &tasklist.Refusal{Code: r.Code, Field: "do.args." + r.Field, Message: r.Message}
}
