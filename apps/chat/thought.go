package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"time"

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

// note is what a kept plan's Draft holds.
type note struct {
	heard
	Plan json.RawMessage `json:"plan"` // a talk.Plan's Draft
}

// does reports whether the list is to be sent a command, now.
func (t thought) does() bool {
	return t.settled != nil && t.settled.Command.ID != "" && t.plan.Asked == ""
}

// settle makes the plan of a message one that can be kept, if there is
// something to do.
func (t *thought) settle(message string) error {
	commands := t.plan.Commands(message)
	if len(commands) == 0 {
		return nil
	}
	draft, err := t.plan.Draft(t.doing)
	if err != nil {
		return err
	}
	t.settled = &conversation.Plan{Asked: t.plan.Asked}
	for i, c := range commands {
		args, err := json.Marshal(c.Verb)
		if err != nil {
			return fmt.Errorf("write command: %w", err)
		}
		kept := conversation.Command{ID: c.ID, Method: tasklist.MethodOf(c.Verb), Args: args}
		if i == 0 {
			t.settled.Command = kept
		} else {
			t.settled.Then = append(t.settled.Then, kept)
		}
	}
	return t.write(draft)
}

// settleAnswer makes a plan without a command one that can be kept.
func (t *thought) settleAnswer() error {
	draft, err := t.plan.Draft(t.doing)
	if err != nil {
		return err
	}
	t.settled = &conversation.Plan{}
	return t.write(draft)
}

// write puts the note of the message, with the draft of the plan, into the
// kept plan.
func (t *thought) write(draft json.RawMessage) (err error) {
	if t.settled.Draft, err = json.Marshal(note{t.heard, draft}); err != nil {
		return fmt.Errorf("write plan: %w", err)
	}
	return nil
}

// confirms makes the thought that of a yes: the very plan that was asked
// about, under the command id that it had.
func (t thought) confirms(pending conversation.Plan, now time.Time) (thought, error) {
	asked, err := readThought(pending, now)
	if err != nil {
		return t, err
	}
	var n note
	if err := json.Unmarshal(pending.Draft, &n); err != nil {
		return t, fmt.Errorf("read plan: %w", err)
	}
	t.doing, t.plan = asked.doing, asked.plan
	t.plan.Asked = "" // and answered
	t.settled = &conversation.Plan{Command: pending.Command, Then: pending.Then}
	return t, t.write(n.Plan)
}

// readThought is the thought that was kept, to be worded now.
func readThought(p conversation.Plan, now time.Time) (thought, error) {
	var n note
	if err := json.Unmarshal(p.Draft, &n); err != nil {
		return thought{}, fmt.Errorf("read plan: %w", err)
	}
	plan, doing, err := talk.ReadDraft(n.Plan, now)
	if err != nil {
		return thought{}, err
	}
	plan.Asked = p.Asked
	return thought{heard: n.heard, doing: doing, plan: plan, settled: &p}, nil
}

// commands are the kept plan's, as the list takes them.
func (t thought) commands() ([]tasklist.Command, error) {
	var all []tasklist.Command
	for _, c := range append([]conversation.Command{t.settled.Command}, t.settled.Then...) {
		payload, err := json.Marshal(tasklist.Call{ID: c.ID, Args: c.Args})
		if err != nil {
			return nil, fmt.Errorf("write command: %w", err)
		}
		_, command, err := tasklist.ReadCall(c.Method, payload)
		if err != nil {
			return nil, err
		}
		all = append(all, command)
	}
	return all, nil
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
// tasks instead of the tasks.
func turnOf(m message, answer api.ChatReply) (conversation.Turn, error) {
	t := conversation.Turn{Message: m.id, At: m.now.UTC(), Text: m.text}
	for _, task := range answer.Tasks[:min(len(answer.Tasks), conversation.MaxShown)] {
		t.Tasks = append(t.Tasks, task.Id)
	}
	answer.Tasks = []api.Task{}
	var err error
	if t.Answer, err = json.Marshal(answer); err != nil {
		return t, fmt.Errorf("write answer: %w", err)
	}
	if len(t.Answer) > conversation.MaxAnswer {
		answer.Slots = nil
		t.Answer, err = json.Marshal(answer)
	}
	return t, err
}
