package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/apps/chat/api"
	"github.com/errandapp/errand/apps/chat/talk"
	"github.com/errandapp/errand/apps/chat/understand"
)

// maxChain is how many messages a chain has.
const maxChain = 50

// A chain is a message and, when that was a correction, those that it
// corrected, back to the first.
type chain struct {
	first  conversation.Turn // the message that was said
	added  string            // id of the one that did something first
	last   conversation.Turn // the one that did something last; the first when none did
	answer api.ChatReply     // of last
}

// chainOf is the chain of a message.
func (a *app) chainOf(ctx context.Context, user, id string) (c chain, err error) {
	did := false
	for next, n := id, 0; next != ""; n++ {
		if n == maxChain {
			return c, &problem{Status: http.StatusUnprocessableEntity, Code: codeUnknownMessage, Field: "correction.message",
				Detail: fmt.Sprintf("That message was corrected %d times: say it anew.", maxChain-1)}
		}
		known, err := a.talks.Ask(ctx, user, conversation.Ask{Message: next})
		if err != nil {
			return c, err
		}
		if known.Turn == nil {
			return c, &problem{Status: http.StatusUnprocessableEntity, Code: codeUnknownMessage, Field: "correction.message",
				Detail: "I do not remember that message any more."}
		}
		var answer api.ChatReply
		if err := json.Unmarshal(known.Turn.Answer, &answer); err != nil {
			return c, fmt.Errorf("read turn %d: %w", known.Turn.Number, err)
		}
		c.first = *known.Turn
		if !did {
			c.last, c.answer = *known.Turn, answer
		}
		if len(answer.Undo) > 0 {
			c.added, did = known.Turn.Message, true
		}
		next = ""
		if answer.Correction != nil {
			next = answer.Correction.Message
		}
	}
	return c, nil
}

// reread reads a corrected message. Taking the other reading leaves the first
// one to be taken again.
func reread(m message) (understand.Reading, error) {
	how := m.correction
	if how == nil {
		how = &api.ChatCorrection{}
	}
	var parts []talk.Range
	for _, l := range how.Literal {
		parts = append(parts, talk.Range{From: l.From, To: l.To})
	}
	literal, err := talk.Literal(m.text, parts)
	var wrong *talk.RangeError
	switch {
	case errors.As(err, &wrong):
		return understand.Reading{}, bad(codeBadField, fmt.Sprintf("correction.literal[%d]", wrong.At), "There is no such part of the text, in whole UTF-16 characters.")
	case err != nil:
		return understand.Reading{}, err
	}
	r := understand.Understand(m.text, m.now, m.now.Location(), understand.Context{Literal: literal})
	if !how.Other {
		return r, nil
	}
	if r.Alternative == nil {
		return r, &problem{Status: http.StatusUnprocessableEntity, Code: codeBadField, Field: "correction.other", Detail: "That can be read in one way only."}
	}
	other := *r.Alternative
	r.Alternative = nil
	other.Alternative = &r
	return other, nil
}

// slotsOf are the slots that an answer told.
func slotsOf(told map[string]any) (s understand.Slots, err error) {
	raw, err := json.Marshal(told)
	if err == nil {
		err = json.Unmarshal(raw, &s)
	}
	if err != nil {
		return s, fmt.Errorf("read slots: %w", err)
	}
	return s, nil
}
