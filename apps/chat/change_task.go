package main

import (
	"encoding/json"

	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
)

// taskChange is api.TaskChange, with null told apart from absent.
type taskChange struct {
	Title *string  `json:"title"`
	Due   *api.Due `json:"due"`
}

// ChangeTask gives a task another title or due date.
func (a *app) ChangeTask(c *gin.Context, id api.TaskID, params api.ChangeTaskParams) {
	verb, err := readChange(c, id)
	if err != nil {
		a.fail(c, err)
		return
	}
	a.change(c, params.IdempotencyKey, params.IfMatch, verb)
}

func readChange(c *gin.Context, id string) (tasklist.Verb, error) {
	raw, err := rawBody(c)
	if err != nil {
		return nil, err
	}
	var change taskChange
	if err := parseBody(raw, &change, "due.date"); err != nil {
		return nil, err
	}
	var said map[string]json.RawMessage
	if err := json.Unmarshal(raw, &said); err != nil {
		return nil, err
	}
	_, title := said["title"]
	_, due := said["due"]
	switch {
	case title && due:
		return nil, bad(codeBadField, "due", "Change the title or the due date, one of them a request.")
	case title && change.Title == nil:
		return nil, bad(codeBadField, "title", "title must be a text.")
	case title:
		return tasklist.RenameTask{ID: id, Title: *change.Title}, nil
	case due && change.Due == nil:
		return tasklist.ClearDue{ID: id}, nil
	case due:
		return tasklist.SetDue{ID: id, Due: *asDue(change.Due)}, nil
	}
	return nil, bad(codeMissingField, "title", "Say what to change: title or due.")
}
