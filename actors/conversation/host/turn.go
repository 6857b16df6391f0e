package host

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/actors/tasklist"
)

// stepTime is how long a part of a turn may take. What takes longer has
// failed, with an outcome that is unknown.
const stepTime = 4 * time.Second

// A talk is one actor in memory. It has one turn at a time (hosting.Active).
type talk struct {
	id   string
	deps *Deps

	loaded   bool
	state    conversation.State
	revision uint64    // of the head that is saved
	fires    time.Time // when the timer will, as far as is known
}

// turn answers one call. The reply says what became of it; the error, beside
// a reply with a Fault, is for the log.
func (t *talk) turn(ctx context.Context, method string, payload []byte) (conversation.Reply, error) {
	if err := t.load(ctx); err != nil {
		return conversation.Reply{Fault: tasklist.FaultStore}, err
	}
	now := t.deps.now()
	switch method {
	case conversation.MethodAsk:
		return read(payload, func(c conversation.Ask) (conversation.Reply, error) {
			return t.known(c.Message, now), nil
		})
	case conversation.MethodSettle:
		return read(payload, func(c conversation.Settle) (conversation.Reply, error) {
			return t.keep(ctx, c.Message, t.state.Settle(c.Message, c.Plan), now)
		})
	case conversation.MethodRemember:
		return read(payload, func(c conversation.Remember) (conversation.Reply, error) {
			if len(c.Turn.Answer) > conversation.MaxAnswer {
				return conversation.Reply{Fault: tasklist.FaultBadCall}, fmt.Errorf("the answer has %d bytes", len(c.Turn.Answer))
			}
			return t.keep(ctx, c.Turn.Message, t.state.Remember(c.Turn, c.Memory, now), now)
		})
	case conversation.MethodBack:
		return read(payload, func(c conversation.Back) (r conversation.Reply, err error) {
			r.Turns, r.More = t.state.Before(c.Before, max(1, min(c.Limit, conversation.MaxBack)))
			return r, nil
		})
	}
	return conversation.Reply{Fault: tasklist.FaultBadCall}, fmt.Errorf("no method %q", method)
}

func read[C any](payload []byte, then func(C) (conversation.Reply, error)) (conversation.Reply, error) {
	var c C
	if err := json.Unmarshal(payload, &c); err != nil {
		return conversation.Reply{Fault: tasklist.FaultBadCall}, fmt.Errorf("read call: %w", err)
	}
	return then(c)
}

// known is what is known of a message.
func (t *talk) known(message string, now time.Time) (r conversation.Reply) {
	if turn, ok := t.state.Answered(message); ok {
		r.Turn = &turn
	} else if plan, ok := t.state.Plan(message); ok {
		r.Plan = &plan
	}
	r.Memory = t.state.MemoryAt(now)
	return r
}

// keep saves the next state, if it is another one, and replies with what is
// known of the message then.
func (t *talk) keep(ctx context.Context, message string, next conversation.State, now time.Time) (conversation.Reply, error) {
	if same(t.state, next) {
		return t.known(message, now), nil
	}
	if err := t.save(ctx, next); err != nil {
		return conversation.Reply{Fault: tasklist.FaultStore}, err
	}
	t.endLater(ctx, now)
	return t.known(message, now), nil
}

// same reports whether Settle or Remember had nothing to do.
func same(a, b conversation.State) bool {
	if a.Turns != b.Turns || len(a.Settled) != len(b.Settled) {
		return false
	}
	return len(a.Settled) == 0 || a.Settled[len(a.Settled)-1].Message == b.Settled[len(b.Settled)-1].Message
}

// save makes next the conversation: in the store first, in memory then. After
// a failure the memory is dropped, for the save may have happened all the same.
func (t *talk) save(ctx context.Context, next conversation.State) error {
	all, err := writes(t.state, next, t.revision+1)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, stepTime)
	defer cancel()
	if err := t.deps.Store.Save(ctx, t.id, all); err != nil {
		t.forget()
		return err
	}
	t.state, t.revision = next, t.revision+1
	return nil
}

// endLater sets the timer that ends the memory, unless it is set: it looks
// again, when it fires, at when that is.
func (t *talk) endLater(ctx context.Context, now time.Time) {
	if t.state.Memory.IsZero() || t.fires.After(now) {
		return
	}
	pause := t.state.Memory.Until.Sub(now)
	if err := t.deps.Timer.After(ctx, t.id, pause); err != nil {
		t.deps.Log.WarnContext(ctx, "timer not set; the memory ends all the same", "list", t.id, "err", err)
		return
	}
	t.fires = now.Add(pause)
}

// end is what the timer does: it ends a memory whose time has come, and waits
// for one that was used since.
func (t *talk) end(ctx context.Context) error {
	t.fires = time.Time{}
	if err := t.load(ctx); err != nil {
		return err
	}
	now := t.deps.now()
	switch {
	case t.state.Memory.IsZero():
		return nil
	case !t.state.MemoryAt(now).IsZero():
		t.endLater(ctx, now)
		return nil
	}
	return t.save(ctx, t.state.Forget())
}
