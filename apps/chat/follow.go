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
		all = together(all, reply)
		if refusal != nil {
			all.Refusal = refusal
			return all, nil
		}
		t.plan.Did++
	}
	return a.completed(ctx, user, t.plan, all)
}

// together is the reply to several commands: each task as it is in the end.
func together(before, reply tasklist.Reply) tasklist.Reply {
	reply.Events += before.Events
	for _, t := range before.Tasks {
		if !slices.ContainsFunc(reply.Tasks, func(o tasklist.Task) bool { return o.ID == t.ID }) {
			reply.Tasks = append(reply.Tasks, t)
		}
	}
	reply.More = reply.More || before.More
	return reply
}
