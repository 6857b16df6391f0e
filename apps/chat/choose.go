package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/chat/talk"
	"github.com/errandapp/errand/apps/chat/understand"
)

// chosen is the thought of a message that says which task the one before it
// meant: the first message is finished, about that task. false: it says
// something else, and the question is forgotten.
func (a *app) chosen(ctx context.Context, user string, asked talk.Asked, c conversation.Choice) (t thought, ok bool, err error) {
	if asked.Reading.Intent == understand.Cancel {
		h, err := hear(asked.Text, asked.Reading, asked.Now)
		if err != nil {
			return t, false, err
		}
		t = thought{heard: h, doing: understand.Cancel}
		t.plan.Say = []string{leftAlone}
		t.version, err = a.version(ctx, user)
		return t, true, err
	}
	there, err := a.tasksOf(ctx, user, c.Tasks)
	if err != nil {
		return t, false, err
	}
	titles := make([]string, len(c.Tasks))
	for i, id := range c.Tasks {
		if at := slices.IndexFunc(there, func(t tasklist.Task) bool { return t.ID == id }); at >= 0 {
			titles[i] = there[at].Title
		}
	}
	places := talk.Chosen(asked, titles)
	if len(places) == 0 {
		return t, false, nil
	}
	var first talk.Unclear
	if err := json.Unmarshal(c.Draft, &first); err != nil {
		return t, false, fmt.Errorf("read choice: %w", err)
	}
	asked = talk.Choose(asked, first, c.Tasks, places)
	h, err := hear("", asked.Reading, asked.Now)
	if err != nil {
		return t, false, err
	}
	t = thought{heard: h, doing: first.Intent}
	if t.plan, t.version, err = a.plan(ctx, user, asked); err != nil {
		return t, false, err
	}
	err = t.settle(asked.Message)
	return t, true, err
}

// leftAlone answers a no.
const leftAlone = "All right, I have left everything as it is."
