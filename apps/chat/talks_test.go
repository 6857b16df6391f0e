package main

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/actors/tasklist/remote"
)

// recollection keeps conversations in memory by the real rules. It fails in
// the two ways a call can.
type recollection struct {
	mu      sync.Mutex
	talks   map[string]conversation.State
	now     func() time.Time
	failing map[string]failure // by method, once
	calls   []string
}

// failure is how the next call of a method fails.
type failure int

const (
	notDone     failure = iota + 1 // it is not done
	doneButLost                    // it is done, and the answer lost
)

func (r *recollection) call(user, method string, next func(conversation.State) conversation.State, message string) (reply conversation.Reply, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.calls = append(r.calls, method)
	how := r.failing[method]
	delete(r.failing, method)
	lost := fmt.Errorf("%w: test", remote.ErrUnavailable)
	if how == notDone {
		return reply, lost
	}
	s := next(r.talks[user])
	raw, err := json.Marshal(s) // it is kept as it is saved
	if err != nil {
		return reply, err
	}
	var saved conversation.State
	if err := json.Unmarshal(raw, &saved); err != nil {
		return reply, err
	}
	r.talks[user] = saved
	if how == doneButLost {
		return reply, lost
	}
	if turn, ok := saved.Answered(message); ok {
		reply.Turn = &turn
	} else if plan, ok := saved.Plan(message); ok {
		reply.Plan = &plan
	}
	reply.Memory = saved.MemoryAt(r.now())
	return reply, nil
}

func same(s conversation.State) conversation.State { return s }

func (r *recollection) Ask(_ context.Context, user string, m conversation.Ask) (conversation.Reply, error) {
	return r.call(user, conversation.MethodAsk, same, m.Message)
}

func (r *recollection) Settle(_ context.Context, user string, m conversation.Settle) (conversation.Reply, error) {
	return r.call(user, conversation.MethodSettle, func(s conversation.State) conversation.State {
		return s.Settle(m.Message, m.Plan)
	}, m.Message)
}

func (r *recollection) Remember(_ context.Context, user string, m conversation.Remember) (conversation.Reply, error) {
	if n := len(m.Turn.Answer); n > conversation.MaxAnswer {
		return conversation.Reply{}, fmt.Errorf("the answer has %d bytes", n)
	}
	return r.call(user, conversation.MethodRemember, func(s conversation.State) conversation.State {
		return s.Remember(m.Turn, m.Memory, r.now())
	}, m.Turn.Message)
}

func (r *recollection) Back(_ context.Context, user string, m conversation.Back) (conversation.Reply, error) {
	reply, err := r.call(user, conversation.MethodBack, same, "")
	if err == nil {
		reply.Turns, reply.More = r.talks[user].Before(m.Before, m.Limit)
	}
	return reply, err
}
