package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
	"github.com/errandapp/errand/apps/chat/talk"
	"github.com/errandapp/errand/apps/chat/understand"
)

// maxText is how long a message may be, in characters.
const maxText = 10_000

// maxLiteral is how many parts of a message a correction may name.
const maxLiteral = 500

var messagePattern = regexp.MustCompile(`^[0-9A-Za-z_-]{1,48}$`)

// Chat answers a message in plain English. Sent again under the same id it
// is answered again, and not done again.
func (a *app) Chat(c *gin.Context, _ api.ChatParams) {
	var said api.ChatMessage
	if err := readBody(c, &said, "id", "text", "correction.message"); err != nil {
		a.fail(c, err)
		return
	}
	zone, err := checkMessage(said)
	if err != nil {
		a.fail(c, err)
		return
	}
	answer, err := a.converse(c.Request.Context(), user(c), message{said.Id, said.Text, a.now().In(zone), said.Correction, said.Answers})
	if err != nil {
		a.fail(c, err)
		return
	}
	c.JSON(http.StatusOK, answer)
}

func checkMessage(m api.ChatMessage) (*time.Location, error) {
	if !messagePattern.MatchString(m.Id) {
		return nil, bad(codeBadField, "id", "id must be 1 to 48 letters, digits, - or _.")
	}
	if utf8.RuneCountInString(m.Text) > maxText {
		return nil, bad(codeBadField, "text", "A message has at most %d characters.", maxText)
	}
	if m.Correction != nil && !messagePattern.MatchString(m.Correction.Message) {
		return nil, bad(codeBadField, "correction.message", "correction.message must be the id of a message.")
	}
	if m.Correction != nil && len(m.Correction.Literal) > maxLiteral {
		return nil, bad(codeBadField, "correction.literal", "A correction names at most %d parts of the text.", maxLiteral)
	}
	if m.Answers != "" && !messagePattern.MatchString(m.Answers) {
		return nil, bad(codeBadField, "answers", "answers must be the id of a message.")
	}
	if m.Answers != "" && m.Correction != nil {
		return nil, bad(codeBadField, "answers", "A correction answers no question.")
	}
	if m.TimeZone == "" {
		return time.UTC, nil
	}
	zone, err := time.LoadLocation(m.TimeZone)
	if err != nil || strings.EqualFold(m.TimeZone, "local") {
		return nil, &problem{Status: http.StatusUnprocessableEntity, Code: tasklist.CodeUnknownZone, Field: "timeZone",
			Detail: fmt.Sprintf("There is no time zone %.40q; one looks like Europe/Berlin.", m.TimeZone)}
	}
	return zone, nil
}

// plan asks the list what has to be known, and plans the answer. It looks at
// the open tasks first, as there may be very many done ones.
func (a *app) plan(ctx context.Context, list string, asked talk.Asked) (talk.Plan, uint64, error) {
	for whole := false; ; whole = true {
		q, ask, unasked := talk.Question(asked, whole)
		if !ask {
			plan := talk.Answer(asked)
			if plan.TakesBack() {
				return a.takesBack(ctx, list, asked.Message, plan)
			}
			if len(plan.Steps) > 0 {
				return plan, 0, nil // the command tells the version
			}
			q = tasklist.Query{Task: noTask}
		}
		found, err := a.lists.List(ctx, list, q)
		if err != nil {
			return talk.Plan{}, 0, err
		}
		if unasked != nil {
			return talk.Unasked(asked), found.Version, nil
		}
		asked.Tasks, asked.Total, asked.Decided = found.Tasks, found.Total, found.Events > 0
		asked.Whole = q.Status == tasklist.StatusAll || q.Status == tasklist.StatusTrash
		if q.Sort == "" {
			inOrder(asked.Tasks)
		}
		if talk.NeedsAll(asked) && len(asked.Tasks) > 0 {
			open, err := a.lists.List(ctx, list, tasklist.Query{Status: tasklist.StatusOpen})
			if err != nil {
				return talk.Plan{}, 0, err
			}
			asked.Open = open.Tasks
		}
		plan := talk.Answer(asked)
		if plan.Trash && len(plan.Steps) == 0 {
			asked.Reading.Intent = understand.Restore // it was deleted, perhaps
			continue
		}
		if !plan.Short || asked.Whole {
			return plan, found.Version, nil
		}
	}
}

// takesBack is a plan that takes commands back, or does them again, with
// their names.
func (a *app) takesBack(ctx context.Context, list, message string, plan talk.Plan) (talk.Plan, uint64, error) {
	found, err := a.lists.List(ctx, list, tasklist.Query{Task: noTask, Command: talk.CommandID(message), History: true})
	if err != nil {
		return plan, 0, err
	}
	if found.Events > 0 {
		plan.TakenBack()
	} else {
		plan.Name(found)
	}
	return plan, found.Version, nil
}

// completed is the reply with the tasks that it does not tell of, when a
// message is sent again.
func (a *app) completed(ctx context.Context, list string, plan talk.Plan, reply tasklist.Reply) (tasklist.Reply, error) {
	missing := plan.Missing(reply)
	if len(missing) == 0 {
		return reply, nil
	}
	found, err := a.tasksOf(ctx, list, missing)
	reply.Tasks = append(reply.Tasks, found...)
	return reply, err
}

// noTask is the id of no task: a question about it asks for all else.
const noTask = "-"

// version is the list's version now.
func (a *app) version(ctx context.Context, list string) (uint64, error) {
	reply, err := a.lists.List(ctx, list, tasklist.Query{Task: noTask})
	return reply.Version, err
}

// asObject is a value as the JSON object that it writes.
func asObject(v any) (map[string]any, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("write slots: %w", err)
	}
	var object map[string]any
	if err := json.Unmarshal(raw, &object); err != nil {
		return nil, fmt.Errorf("write slots: %w", err)
	}
	return object, nil
}
