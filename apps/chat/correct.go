package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/apps/chat/api"
	"github.com/errandapp/errand/apps/chat/talk"
	"github.com/errandapp/errand/apps/chat/understand"
)

// codeUnknownMessage is the code of a correction of a message that is not
// remembered.
const codeUnknownMessage = "unknown_message" // 422

// maxChain is how often one message is corrected.
const maxChain = 50

// correct makes of a correction what it comes to: what the message that was
// read wrongly did is changed to fit, or its question is asked anew. The
// message is read as on the day on which it was said.
func (a *app) correct(ctx context.Context, user string, m message, memory conversation.Memory) (thought, error) {
	turns, was, err := a.chain(ctx, user, m.correction.Message)
	if err != nil {
		return thought{}, err
	}
	first, last := turns[len(turns)-1], turns[0]
	if m.text != first.Text {
		return thought{}, bad(codeBadField, "text", "A correction says the message again, word for word: %.100q.", first.Text)
	}
	said := m
	said.now = first.At.In(m.now.Location())
	reading, err := reread(said)
	if err != nil {
		return thought{}, err
	}
	h, err := hear(m.text, reading, said.now)
	if err != nil {
		return thought{}, err
	}
	h.Correction = m.correction
	asked := talk.Asked{Reading: reading, Text: m.text, Message: m.id, Now: said.now, Recalled: recalled(memory)}
	said.correction = was.Correction
	before, err := reread(said) // for what its slots do not tell
	if err != nil {
		return thought{}, err
	}
	before.Intent = understand.Intent(was.Intent)
	if before.Slots, err = slotsOf(was.Slots); err != nil {
		return thought{}, err
	}
	c := talk.Correction{Message: first.Message, Was: before, Is: reading}
	t := thought{heard: h, doing: reading.Intent}
	switch {
	case c.CanCorrect():
		found, err := a.tasksOf(ctx, user, c.CorrectionTasks())
		if err != nil {
			return t, err
		}
		asked.Tasks = found
		t.plan, t.doing = talk.CorrectAnswer(asked, c), talk.Correct
		t.version, err = a.version(ctx, user)
		if err != nil {
			return t, err
		}
	case len(was.Undo) == 0:
		t.plan, t.version, err = a.plan(ctx, user, asked)
	case before.Intent == understand.Reschedule && reading.Intent == understand.Reschedule && len(last.Tasks) > 0:
		asked.Recalled.Shown = last.Tasks // those that it moved, whatever their names fit now
		asked.Reading.Slots.Ref = &understand.Ref{Numbers: places(len(last.Tasks))}
		t.plan, t.version, err = a.plan(ctx, user, asked)
	default:
		t.plan.Say = []string{"That is done already: undo it, then say it again with “quotes” around what belongs together."}
		t.version, err = a.version(ctx, user)
	}
	if err != nil {
		return t, err
	}
	t.plan.Seen(m.now)
	err = t.settle(m.id)
	return t, err
}

// chain is the turn of a message and, when that was a correction, those that
// it corrected, back to the first; was is the answer of the message itself.
func (a *app) chain(ctx context.Context, user, id string) (turns []conversation.Turn, was api.ChatReply, err error) {
	for next := id; next != "" && len(turns) < maxChain; {
		known, err := a.talks.Ask(ctx, user, conversation.Ask{Message: next})
		if err != nil {
			return nil, was, err
		}
		if known.Turn == nil {
			return nil, was, &problem{Status: http.StatusUnprocessableEntity, Code: codeUnknownMessage, Field: "correction.message",
				Detail: "I do not remember that message any more."}
		}
		var answer api.ChatReply
		if err := json.Unmarshal(known.Turn.Answer, &answer); err != nil {
			return nil, was, fmt.Errorf("read turn %d: %w", known.Turn.Number, err)
		}
		if turns = append(turns, *known.Turn); len(turns) == 1 {
			was = answer
		}
		next = ""
		if answer.Correction != nil {
			next = answer.Correction.Message
		}
	}
	return turns, was, nil
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

// places are 1 to n.
func places(n int) []int {
	return slices.Collect(func(yield func(int) bool) {
		for i := 1; i <= n && yield(i); i++ {
		}
	})
}
