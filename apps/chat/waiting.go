package main

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/talk"
	"github.com/errandapp/errand/apps/chat/understand"
)

// late reports whether a message answers another question than the one that
// waits: somebody tapped a button that another message has put out of date.
func (m message) late(memory conversation.Memory) bool {
	return m.answers != "" && m.answers != memory.Asking
}

// over answers such a message. What waits goes on waiting.
func (a *app) over(ctx context.Context, user string, m message) (thought, error) {
	h, err := hear(m.text, understand.Understand(m.text, m.now, m.now.Location(), understand.Context{Confirming: true}), m.now)
	if err != nil {
		return thought{}, err
	}
	t := thought{heard: h, doing: h.Intent, plan: talk.Plan{Say: []string{"That question is over; I have done nothing."}}}
	t.version, err = a.version(ctx, user)
	return t, err
}

// confirmed is the thought of a yes. What is below the tasks goes with them:
// when that is not what was shown any more, the question is asked anew.
func (a *app) confirmed(ctx context.Context, user string, t thought, m message, pending conversation.Plan) (thought, error) {
	t, err := t.confirms(pending, m.now)
	if err != nil || !t.plan.TakesAlong() {
		return t, err
	}
	found, err := a.lists.List(ctx, user, tasklist.Query{Status: tasklist.StatusOpen, Command: pending.Command.ID})
	if err != nil {
		return t, err
	}
	if found.Events > 0 || !t.plan.Recount(t.doing, found.Tasks) { // or a yes was heard before, and its answer lost
		return t, nil
	}
	t.version = found.Version
	return t, t.settle(m.id)
}

// wonders reports whether a yes is itself a question.
func wonders(text string) bool { return strings.HasSuffix(strings.TrimSpace(text), "?") }

// asksAgain is the thought that asks the question which waits once more.
func (a *app) asksAgain(ctx context.Context, user string, t thought, m message, pending conversation.Plan) (thought, error) {
	again, err := readThought(pending, m.now)
	if err != nil {
		return t, err
	}
	again.heard = t.heard
	again.version, err = a.version(ctx, user)
	return again, err
}

// bareNumber is what a button of a choice says.
var bareNumber = regexp.MustCompile(`^\s*#?\d{1,3}\s*[.)!?]?\s*$`)

// noNumber answers a number that chooses among nothing: it is no task to add.
func (a *app) noNumber(ctx context.Context, user string, m message) (thought, error) {
	h, err := hear(m.text, understand.Reading{Intent: understand.Unknown}, m.now)
	if err != nil {
		return thought{}, err
	}
	t := thought{heard: h, doing: h.Intent}
	t.plan.Say = []string{fmt.Sprintf("I do not know what “%s” stands for, so I have done nothing. To have it on your list, say “add” before it.", strings.TrimSpace(m.text))}
	t.version, err = a.version(ctx, user)
	return t, err
}
