package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/api"
	"github.com/errandapp/errand/apps/chat/talk"
	"github.com/errandapp/errand/apps/chat/understand"
)

// A thought is what a message comes to.
type thought struct {
	heard                     // of the message
	doing   understand.Intent // of the message that is done: another one's when this one is a yes to it
	plan    talk.Plan
	settled *conversation.Plan // the plan as it is kept; nil when nothing is to be done
	stands  bool               // it is kept whatever it is: thought of again it might be another
	version uint64             // of the list that was looked at
}

// does reports whether the list is to be sent a command, now.
func (t thought) does() bool {
	return t.settled != nil && t.settled.Command.ID != "" && t.plan.Asked == ""
}

// answer words what came of it.
func (t thought) answer(reply tasklist.Reply) api.ChatReply {
	answer := api.ChatReply{
		Reply: t.plan.Words(t.doing, reply), Intent: string(t.Intent), Slots: t.Slots,
		Tasks: asTasks(append(t.plan.About, reply.Tasks...)), Version: int64(reply.Version),
		Spans: t.Spans, Doubt: t.Doubt, Correction: t.Correction, By: cmp.Or(t.By, api.Grammar),
	}
	answer.Confirm = t.plan.Asked != ""
	if t.plan.Choice != nil {
		answer.Choices = t.plan.Choice.Which(t.plan.Now())
	}
	if t.does() && (reply.Events > 0 || t.plan.Before && reply.Refusal == nil) {
		switch t.doing {
		case understand.Undo:
			answer.Redo = len(t.settled.Then) == 0
		case understand.Redo:
		default:
			answer.Undo = t.undo(reply)
		}
	}
	return answer
}

// undo are the commands that were done, the last one first: those after a
// refused one were not sent.
func (t thought) undo(reply tasklist.Reply) []string {
	ids := []string{t.settled.Command.ID}
	for _, c := range t.settled.Then {
		ids = append(ids, c.ID)
	}
	if reply.Refusal != nil {
		ids = ids[:t.plan.Did]
	}
	slices.Reverse(ids)
	return ids
}

// memory is what the next message may refer to.
func (t thought) memory(before conversation.Memory, reply tasklist.Reply) (conversation.Memory, error) {
	after := t.plan.Recall(recalled(before), reply)
	m := conversation.Memory{Shown: after.Shown, Meant: after.Meant, Those: after.Those}
	if t.plan.Asked != "" {
		m.Pending = t.settled
	}
	if c := t.plan.Choice; c != nil {
		draft, err := json.Marshal(c.Reading)
		if err != nil {
			return m, fmt.Errorf("write choice: %w", err)
		}
		m.Choice = &conversation.Choice{Draft: draft}
		for _, task := range c.Tasks {
			m.Choice.Tasks = append(m.Choice.Tasks, task.ID)
		}
	}
	return m, nil
}

// recalled is what a message may refer to.
func recalled(m conversation.Memory) talk.Recalled {
	return talk.Recalled{Shown: m.Shown, Meant: m.Meant, Those: m.Those}
}

// turnOf is the message and its answer as they are kept: with the ids of the
// tasks instead of the tasks, and of what is too large only the beginning.
func turnOf(m message, h heard, answer api.ChatReply) (conversation.Turn, error) {
	t := conversation.Turn{Message: m.id, At: m.now.UTC(), ReadAt: h.ReadAt, Zone: h.Zone, Text: m.text}
	for _, task := range answer.Tasks[:min(len(answer.Tasks), conversation.MaxShown)] {
		t.Tasks = append(t.Tasks, task.Id)
	}
	answer.Tasks = []api.Task{}
	for less := 0; ; less++ {
		var err error
		if t.Answer, err = json.Marshal(answer); err != nil {
			return t, fmt.Errorf("write answer: %w", err)
		}
		switch words := []rune(answer.Reply); {
		case len(t.Answer) <= conversation.MaxAnswer || len(words) < 2:
			return t, nil
		case less == 0:
			answer.Slots = nil
		case less == 1:
			answer.Spans = nil
		default:
			answer.Reply = string(words[:len(words)/2]) + "…"
		}
	}
}
