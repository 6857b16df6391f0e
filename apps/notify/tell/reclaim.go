package tell

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// claimTries bounds the looks at claims that others change too.
const claimTries = 4

// reclaim claims what could not be claimed all at once: the notices were
// delivered before, or somebody else is at it, or the store was away. What
// counts is what the claims say.
func (t *Teller) reclaim(ctx context.Context, name string, ways []*way) error {
	open := ways
	var err error
	for try := range tries(ctx, claimTries) {
		keys := make([]string, len(open))
		for i, w := range open {
			keys[i] = claimOf(w.of.ID, w.route.Key())
		}
		if len(keys) == 0 {
			return nil
		}
		items, getErr := t.Store.Get(ctx, keys...)
		if getErr != nil {
			err = getErr
			continue
		}
		var writes []Write
		var left []*way
		for i, w := range open {
			var c claim
			if err := items[i].read("claim "+keys[i], &c); err != nil {
				return err
			}
			if write, needed := t.meet(name, w, c); needed {
				writes, left = append(writes, over(keys[i], items[i], write, Remembered)), append(left, w)
			}
		}
		if open = left; len(open) == 0 {
			return nil
		}
		if err = t.claimAll(ctx, writes, try); err == nil {
			return nil
		}
	}
	return fmt.Errorf("claim: %w", errors.Join(err, ctx.Err()))
}

// claimAll writes claims: together at first, for as a rule it was something
// else that stood in the way, and then one by one.
func (t *Teller) claimAll(ctx context.Context, writes []Write, try int) error {
	if try == 0 {
		return t.Store.Write(ctx, writes...)
	}
	var errs []error
	for _, w := range writes {
		errs = append(errs, t.Store.Write(ctx, w))
	}
	return errors.Join(errs...)
}

// meet compares what was decided for a way with the claim that is there, and
// says which claim has to be written, if one has.
func (t *Teller) meet(name string, w *way, c claim) (write claim, needed bool) {
	now := t.Now()
	switch {
	case c.State == sending && c.By == name:
		w.settle(c)
	case c.over():
		w.settle(c)
	case c.State == bundled:
		w.settle(c)
		w.mute = true // its digest has the receipts
	case c.State == waiting, c.State == digested:
		w.settle(c)
	case c.State == sending && now.Sub(c.At) < Abandoned:
		w.settle(c)
		w.ours, w.mute, w.look = false, true, c.At.Add(Abandoned)
	case c.State == sending: // left behind
		w.takeOver(name, c, now)
		return w.claim, true
	default: // there is none
		return w.claim, true
	}
	return claim{}, false
}

// takeOver claims what somebody left behind in the middle of a try.
func (w *way) takeOver(name string, c claim, now time.Time) {
	w.result.attempts = nil
	w.settle(claim{State: sending, By: name, At: now, Try: c.Try + 1})
	w.try(c.Try, c.At, unknown, "It was interrupted: whether it went out is not known.")
}
