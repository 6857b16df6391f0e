package main

import (
	"context"
	"errors"
	"slices"

	"github.com/errandapp/errand/actors/tasklist"
)

// follow sends the thought's commands to the list, until one is refused. A
// refusal is an answer. The reply is what came of all of them.
func (a *app) follow(ctx context.Context, user string, t *thought) (all tasklist.Reply, err error) {
	commands, err := t.commands()
	if err != nil {
		return all, err
	}
	for _, command := range commands {
		reply, err := a.do(ctx, user, command)
		var refusal *tasklist.Refusal
		if err != nil && !errors.As(err, &refusal) {
			return all, err
		}
		if all = together(all, reply); t.plan.TakesBack() {
			all.Tasks = slices.DeleteFunc(all.Tasks, tasklist.Task.Waiting) // nobody sees them
		}
		if refusal != nil {
			all.Refusal = refusal
			return all, nil
		}
		t.plan.Did++
	}
	return a.completed(ctx, user, t.plan, all)
}

// together is the reply to several commands: each task as it is in the end,
// there or gone.
func together(before, reply tasklist.Reply) tasklist.Reply {
	reply.Events += before.Events
	tells := func(id string) bool {
		return slices.Contains(reply.Gone, id) || slices.ContainsFunc(reply.Tasks, func(t tasklist.Task) bool { return t.ID == id })
	}
	gone := slices.DeleteFunc(slices.Clone(before.Gone), tells)
	tasks := slices.DeleteFunc(slices.Clone(before.Tasks), func(t tasklist.Task) bool { return tells(t.ID) })
	reply.Gone, reply.Tasks = append(reply.Gone, gone...), append(reply.Tasks, tasks...)
	reply.More = reply.More || before.More
	return reply
}
