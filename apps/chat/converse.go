package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
	"github.com/errandapp/errand/apps/chat/talk"
	"github.com/errandapp/errand/apps/chat/understand"
)

// A message is what a person said, once.
type message struct {
	id         string // made by its sender
	text       string
	now        time.Time           // in the person's zone
	correction *api.ChatCorrection // it says an earlier one again, to be read otherwise; or nil
	answers    string              // id of the message whose question it answers; empty when it was not said
}

// converse answers a message, in the one order that loses no command and
// doubles none (package conversation says why):
//
//  1. ask: was it heard before? Then its first answer is the answer.
//  2. think: read it, look at the list, and plan. Nothing has happened yet.
//  3. settle: keep the plan, if it changes the list or a model was asked, so
//     that the message means the same should it come again.
//  4. do: send the plan's command to the list, which does it once; or its
//     commands, in order.
//  5. remember: the answer, and what the next message may refer to.
//
// Any of these may fail, or fail and happen. The person is told 503 then and
// sends the message again under its id: it takes up where it stopped. The
// answer of step 4 is not given without step 5, or "it" might mean another
// task in the next message than the person was told.
func (a *app) converse(ctx context.Context, user string, m message) (api.ChatReply, error) {
	// 1. Ask.
	known, err := a.talks.Ask(ctx, user, conversation.Ask{Message: m.id})
	if err != nil {
		return api.ChatReply{}, err
	}

	// 2. Think, unless that was done before.
	var t thought
	switch {
	case known.Turn != nil:
		return a.answered(ctx, user, *known.Turn)
	case known.Plan != nil:
		t, err = a.resume(ctx, user, *known.Plan, m.now)
	case m.correction != nil:
		t, err = a.correct(ctx, user, m, known.Memory)
	case m.late(known.Memory):
		t, err = a.over(ctx, user, m)
	default:
		t, err = a.think(ctx, user, m, known.Memory)
	}
	if err != nil {
		return api.ChatReply{}, err
	}

	// 3. Settle.
	if known.Plan == nil && (t.does() || t.stands) {
		settled, err := a.talks.Settle(ctx, user, conversation.Settle{Message: m.id, Plan: *t.settled})
		if err != nil {
			return api.ChatReply{}, err
		}
		if settled.Turn != nil { // the same message, come twice at once
			return a.answered(ctx, user, *settled.Turn)
		}
		if settled.Plan == nil {
			return api.ChatReply{}, errors.New("the conversation settled on nothing")
		}
		seen := t.version
		if t, err = readThought(*settled.Plan, m.now); err != nil {
			return api.ChatReply{}, err
		}
		t.version = seen
	}

	// 4. Do.
	reply := tasklist.Reply{Version: t.version}
	if t.does() {
		if reply, err = a.follow(ctx, user, &t); err != nil {
			return api.ChatReply{}, err
		}
	}

	// 5. Remember.
	answer := t.answer(reply)
	turn, err := turnOf(m, t.heard, answer)
	if err != nil {
		return api.ChatReply{}, err
	}
	memory, err := t.memory(known.Memory, reply)
	if err != nil {
		return api.ChatReply{}, err
	}
	if memory.Pending != nil || memory.Choice != nil {
		memory.Asking = m.id
	}
	if known.Plan == nil && m.late(known.Memory) {
		memory = known.Memory
	}
	kept, err := a.talks.Remember(ctx, user, conversation.Remember{Turn: turn, Memory: memory})
	if err != nil {
		return api.ChatReply{}, err
	}
	if kept.Turn != nil && !bytes.Equal(kept.Turn.Answer, turn.Answer) {
		return a.answered(ctx, user, *kept.Turn) // come twice at once: the first answer stands
	}
	return answer, nil
}

// think makes of a message what it comes to.
func (a *app) think(ctx context.Context, user string, m message, memory conversation.Memory) (thought, error) {
	reading := understand.Understand(m.text, m.now, m.now.Location(), understand.Context{
		Shown: len(memory.Shown), Confirming: memory.Pending != nil,
	})
	h, err := hear(m.text, reading, m.now)
	if err != nil {
		return thought{}, err
	}
	t := thought{heard: h, doing: reading.Intent}
	switch {
	case memory.Pending != nil && reading.Intent == understand.Confirm && wonders(m.text):
		return a.asksAgain(ctx, user, t, m, *memory.Pending)
	case memory.Pending != nil && reading.Intent == understand.Confirm:
		return a.confirmed(ctx, user, t, m, *memory.Pending)
	case memory.Pending != nil && reading.Intent == understand.Cancel:
		t.plan.Say = []string{leftAlone}
		found, err := a.lists.List(ctx, user, tasklist.Query{Task: noTask, Command: memory.Pending.Command.ID})
		if t.version = found.Version; found.Events > 0 {
			t.plan.Say = []string{tooLate}
		}
		return t, err
	}
	asked := talk.Asked{Reading: reading, Text: m.text, Message: m.id, Now: m.now, Recalled: recalled(memory)}
	if memory.Choice != nil {
		if chose, ok, err := a.chosen(ctx, user, asked, *memory.Choice); err != nil || ok {
			return chose, err
		}
	}
	if reading.Intent == understand.Add && bareNumber.MatchString(m.text) {
		return a.noNumber(ctx, user, m)
	}
	t.plan, t.version, err = a.plan(ctx, user, asked)
	if err != nil {
		return t, err
	}
	if err := a.askModel(ctx, user, m, memory, reading, &t); err != nil {
		return t, err
	}
	if err = t.settle(m.id); err == nil && t.settled == nil && t.stands {
		err = t.settleAnswer()
	}
	return t, err
}

// tooLate answers a no after a yes whose answer was lost.
const tooLate = "Your yes was heard before, and I have done it, or a part of it: say “undo” to take it back."

// resume is the thought that was settled when the message came before.
func (a *app) resume(ctx context.Context, user string, p conversation.Plan, now time.Time) (thought, error) {
	t, err := readThought(p, now)
	if err != nil {
		return t, err
	}
	before, err := a.lists.List(ctx, user, tasklist.Query{Task: noTask, Command: p.Command.ID})
	t.plan.Before, t.version = before.Events > 0, before.Version
	return t, err
}

// answered is the answer that a message was given before, with the tasks of
// it that are still there as they are now.
func (a *app) answered(ctx context.Context, user string, t conversation.Turn) (api.ChatReply, error) {
	var answer api.ChatReply
	if err := json.Unmarshal(t.Answer, &answer); err != nil {
		return answer, fmt.Errorf("read turn %d: %w", t.Number, err)
	}
	tasks, err := a.tasksOf(ctx, user, t.Tasks)
	answer.Tasks = asTasks(tasks)
	return answer, err
}
