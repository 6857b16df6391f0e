package main

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/talk"
)

// note is what a kept plan's Draft holds.
type note struct {
	heard
	Plan json.RawMessage `json:"plan"` // a talk.Plan's Draft
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
