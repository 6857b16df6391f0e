package host

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/errandapp/errand/actors/hosting"
	"github.com/errandapp/errand/actors/tasklist"
)

// stepTime is how long a part of a turn may take. What takes longer has
// failed, with an outcome that is unknown.
const stepTime = 4 * time.Second

// turn takes one command through the six steps of doc.go. The reply says what
// became of it; the error, beside a reply with a Fault, is for the log.
func (l *list) turn(ctx context.Context, c tasklist.Command) (tasklist.Reply, error) {
	// 1. Load.
	if err := l.load(ctx); err != nil {
		return tasklist.Reply{Fault: tasklist.FaultStore}, err
	}
	now := l.deps.now()

	defer l.slim()

	// 2. Decide. Nothing has happened until step 5 succeeds.
	events, err := l.decide(ctx, c, now)
	var refusal *tasklist.Refusal
	switch {
	case errors.As(err, &refusal):
		return tasklist.Reply{Version: l.state.Version, Refusal: refusal}, nil
	case err != nil:
		return tasklist.Reply{Fault: tasklist.FaultStore}, err
	}
	if len(events) == 0 {
		return l.reply(c, l.state, nil), nil
	}
	more := leftOver(l.state, c, now)
	if int(l.state.Version-l.teller.upTo())+len(events) > MaxUntold {
		return tasklist.Reply{Version: l.state.Version, Fault: tasklist.FaultOutbox}, errOutboxFull
	}

	// 3. Evolve, and write down each fact as the list stands after it.
	next, facts, err := evolve(l.id, l.state, events, l.parents(ctx, events))
	if err != nil {
		return tasklist.Reply{Version: l.state.Version, Fault: tasklist.FaultStore}, err
	}
	origins, err := l.originWrites(ctx, next, events)
	if err != nil {
		return tasklist.Reply{Version: l.state.Version, Fault: tasklist.FaultStore}, err
	}

	// 4. Arm.
	armed, err := l.arm(ctx, next, now, true)
	if err != nil {
		return tasklist.Reply{Version: l.state.Version, Fault: tasklist.FaultScheduler}, err
	}

	// 5. Save.
	before := l.state
	if err := l.save(ctx, next, facts, armed, origins...); err != nil {
		return tasklist.Reply{Fault: tasklist.FaultStore}, err
	}

	// 6. Tell.
	l.tell(ctx)
	reply := l.reply(c, before, events)
	reply.More = more
	return reply, nil
}

// leftOver reports whether a command that goes over the whole list does not
// reach the end of it at once.
func leftOver(s tasklist.State, c tasklist.Command, now time.Time) bool {
	switch c.Verb.(type) {
	case tasklist.Bulk, tasklist.RenameLabel, tasklist.RenameProject:
		return tasklist.More(s, c, now)
	}
	return false
}

// decide asks the core, and reads for it what it finds missing.
func (l *list) decide(ctx context.Context, c tasklist.Command, now time.Time) ([]tasklist.Event, error) {
	for {
		events, err := tasklist.Decide(l.state, c, now)
		var want *tasklist.Unloaded
		if !errors.As(err, &want) {
			return events, err
		}
		if err := l.fetch(ctx, *want); err != nil {
			return nil, err
		}
	}
}

// ring is what the wake-up does: the list decides what came due, tells what
// is still untold, and sets the next wake-up, or none when nothing is left.
func (l *list) ring(ctx context.Context) (tasklist.Reply, error) {
	if err := l.read(ctx); err != nil {
		return tasklist.Reply{Fault: tasklist.FaultStore}, err
	}
	now := l.deps.now()
	l.behind = l.behind || l.armed.After(now)
	l.armed, l.sure = time.Time{}, true // it rang; what is set below is the one there is
	id := fmt.Sprintf("ring-%d-%d", l.state.Version, now.UnixMilli())
	reply, err := l.turn(ctx, tasklist.Command{ID: id, Verb: tasklist.RingDue{}})
	full := errors.Is(err, errOutboxFull)
	if err != nil && !full || reply.Events > 0 {
		return reply, err
	}

	// Nothing came due, or it has to wait until the outbox has room. What was
	// told is dropped from the outbox, so that the next activation does not
	// tell it again, and the wake-up goes back to the next due moment; while
	// something is untold it comes back sooner, and never at once when that
	// moment has passed but has no room.
	l.tell(ctx)
	told := l.teller.upTo()
	var armed time.Time
	if full {
		l.deps.Log.WarnContext(ctx, "what is due waits", "list", l.id, "version", l.state.Version, "err", err)
		armed, err = l.wake(ctx, now.Add(cover), now)
	} else {
		armed, err = l.arm(ctx, l.state, now, told < l.state.Version)
	}
	if err != nil {
		return tasklist.Reply{Version: l.state.Version, Fault: tasklist.FaultScheduler}, err
	}
	if facts := l.outbox.after(0); len(facts) == 0 || facts[0].version > told {
		l.armed = armed // nothing to drop; what is saved of it errs on the early side
		return reply, nil
	}
	if err := l.save(ctx, l.state, nil, armed); err != nil {
		return tasklist.Reply{Fault: tasklist.FaultStore}, err
	}
	return reply, nil
}

// flush hands over what the producer had no room for.
func (l *list) flush(ctx context.Context) error {
	if err := l.load(ctx); err != nil {
		return err
	}
	l.tell(ctx)
	return nil
}

// save makes next the list: in the store first, in memory then. What is
// written beside it is nothing that the memory holds. After a failure the memory is dropped, for the save may have happened all the same.
func (l *list) save(ctx context.Context, next tasklist.State, facts []entry, armed time.Time, beside ...Write) error {
	box, writes, err := l.outbox.with(l.teller.upTo(), facts)
	if err != nil {
		return err
	}
	changed, err := stateWrites(l.saved, next)
	if err != nil {
		return err
	}
	h := headOf(next)
	h.Revision, h.Armed = l.revision+1, armed
	box.into(&h)
	value, err := json.Marshal(h)
	if err != nil {
		return fmt.Errorf("write head: %w", err)
	}
	// The head goes first: two hosts then meet at its row, in one order.
	all := append([]Write{{Key: headKey, Value: value}}, append(append(append(writes, changed...), beside...), l.obsolete...)...)

	ctx, cancel := context.WithTimeout(ctx, stepTime)
	defer cancel()
	if err := l.deps.Store.Save(ctx, l.id, all); err != nil {
		l.forget()
		if hosting.Fenced(err) {
			l.deps.Metrics.fenced.Inc()
		}
		return err
	}
	l.state, l.saved, l.obsolete = next, next, nil
	l.outbox, l.revision, l.armed = box, h.Revision, armed
	return nil
}

// tell hands facts to the producer. What it has no room for is tried again
// soon by the timer, and by the wake-up should the timer be lost.
func (l *list) tell(ctx context.Context) {
	if l.teller.hand(l.deps.Producer, l.id, l.outbox) {
		return
	}
	if err := l.deps.Alarm.FlushSoon(ctx, l.id, pauseFlush); err != nil {
		l.deps.Log.Warn("flush timer not set; the wake-up will tell", "list", l.id, "err", err)
	}
}

// evolve folds the events and makes their facts, each with its traceparent.
func evolve(list string, s tasklist.State, events []tasklist.Event, parents []string) (tasklist.State, []entry, error) {
	var facts []entry
	for i, e := range events {
		s = tasklist.Evolve(s, e)
		fact, err := tasklist.Tell(list, e, s, parents[i])
		if err != nil {
			return s, nil, err
		}
		raw, err := json.Marshal(fact)
		if err != nil {
			return s, nil, fmt.Errorf("write fact %s: %w", fact.ID, err)
		}
		facts = append(facts, entry{e.Version, raw})
	}
	return s, facts, nil
}
