package main

import (
	"context"
	"encoding/json"
	"errors"
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

var messagePattern = regexp.MustCompile(`^[0-9A-Za-z_-]{1,48}$`)

// Chat answers a message in plain English. Sent again under the same id it
// is not done again.
func (a *app) Chat(c *gin.Context, _ api.ChatParams) {
	var said api.ChatMessage
	if err := readBody(c, &said, "id", "text"); err != nil {
		a.fail(c, err)
		return
	}
	zone, err := checkMessage(said)
	if err != nil {
		a.fail(c, err)
		return
	}
	now := a.now().In(zone)
	answer, err := a.answer(c.Request.Context(), user(c), said.Id, understand.Understand(said.Text, now, zone, understand.Context{}), now)
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

// answer looks at the list as far as the reading needs it, does what is
// planned, and says what came of it.
func (a *app) answer(ctx context.Context, list, message string, r understand.Reading, now time.Time) (api.ChatReply, error) {
	asked := talk.Asked{Reading: r, Message: message, Now: now}
	version, err := a.look(ctx, list, &asked)
	if err != nil {
		return api.ChatReply{}, err
	}
	plan := talk.Answer(asked)
	if version == 0 && len(plan.Steps) == 0 {
		if version, err = a.version(ctx, list); err != nil {
			return api.ChatReply{}, err
		}
	}
	tasks := plan.About
	var outcomes []talk.Outcome
	for _, step := range plan.Steps {
		reply, err := a.do(ctx, list, tasklist.Command{ID: step.ID, Verb: step.Verb})
		if refusal := (*tasklist.Refusal)(nil); err != nil && !errors.As(err, &refusal) {
			return api.ChatReply{}, err // sent again, what was done is not done twice
		}
		outcome := talk.Outcome{Events: reply.Events, Refusal: reply.Refusal}
		if len(reply.Tasks) > 0 {
			outcome.Task = &reply.Tasks[0]
			tasks = append(tasks, reply.Tasks[0])
		}
		outcomes, version = append(outcomes, outcome), reply.Version
	}
	slots, err := asObject(r.Slots)
	if err != nil {
		return api.ChatReply{}, err
	}
	return api.ChatReply{
		Reply: plan.Words(outcomes), Intent: string(r.Intent), Slots: slots,
		Tasks: asTasks(tasks), Version: int64(version),
	}, nil
}

// noTask is the id of no task: a question about it asks for all else.
const noTask = "-"

// look asks the list for what the answer depends on: its tasks, and which of
// the commands were decided when the message came before. The version is 0
// when the list need not be asked.
func (a *app) look(ctx context.Context, list string, asked *talk.Asked) (version uint64, err error) {
	need := talk.Needs(asked.Reading)
	if need == talk.Nothing {
		return 0, nil
	}
	reply, err := a.lists.List(ctx, list, tasklist.Query{Done: need == talk.All})
	if err != nil {
		return 0, err
	}
	asked.Tasks = reply.Tasks
	inOrder(asked.Tasks)
	for i := range min(talk.Refers(asked.Reading), talk.MaxSteps) {
		before, err := a.lists.List(ctx, list, tasklist.Query{Task: noTask, Command: talk.CommandID(asked.Message, i)})
		if err != nil {
			return 0, err
		}
		asked.Decided = append(asked.Decided, before.Events > 0)
	}
	return reply.Version, nil
}

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
