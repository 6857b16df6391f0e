package host

import (
	"context"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
)

// cover is how far ahead a wake-up is set at most when facts are saved: it
// brings the list back to tell them, should this process end before it has.
const cover = time.Minute

// Bounds of wakeAgain, which stands before every answer while the scheduler
// is away.
const (
	againTime  = time.Second
	pauseAgain = 10 * time.Second
)

// arm sets the wake-up if it must ring earlier than it will, and returns when
// it will ring. covered asks for one at most cover ahead.
func (l *list) arm(ctx context.Context, s tasklist.State, now time.Time, covered bool) (time.Time, error) {
	need, ok := tasklist.NextWake(s)
	if covered && (!ok || need.After(now.Add(cover))) {
		need, ok = now.Add(cover), true
	}
	armed := l.armed
	if !armed.After(now) {
		armed = time.Time{} // it has rung, or is about to
	}
	if !ok || !armed.IsZero() && !need.Before(armed) {
		return armed, nil
	}
	return l.wake(ctx, need, now)
}

// wakeAgain sets the wake-up once more in each life of the list in memory:
// what the head says of it is not true any more when the scheduler has lost
// its disk. A list that has nothing to wake for is left alone.
//
// It rings in a minute (cover) at most and then sets the next one. Another
// host may have changed the list since it was read here, and its wake-up,
// which this one replaces, must not be put off for days.
//
// When the scheduler is away the turn goes on, and one of the next tries.
func (l *list) wakeAgain(ctx context.Context) {
	now := l.deps.now()
	if l.sure || now.Before(l.again) {
		return
	}
	at := now.Add(cover)
	if l.armed.After(now) && l.armed.Before(at) {
		at = l.armed
	}
	need, ok := tasklist.NextWake(l.state)
	if ok && need.Before(at) {
		at = need
	}
	if ok || l.teller.upTo() < l.state.Version {
		ctx, cancel := context.WithTimeout(ctx, againTime)
		defer cancel()
		if _, err := l.wake(ctx, at, now); err != nil {
			l.again = now.Add(pauseAgain)
			l.deps.Log.WarnContext(ctx, "wake-up not set again; a later turn will", "list", l.id, "err", err)
			return
		}
		l.armed = at
	}
	l.sure = true
}

// wake sets the wake-up, and returns when it will ring.
func (l *list) wake(ctx context.Context, at, now time.Time) (time.Time, error) {
	ctx, cancel := context.WithTimeout(ctx, stepTime)
	defer cancel()
	if l.behind {
		// What is still to come by our clock is past where it rings, and would
		// ring at once, and again and again until we are there.
		return at, l.deps.Alarm.WakeIn(ctx, l.id, at.Sub(now))
	}
	return at, l.deps.Alarm.Wake(ctx, l.id, at)
}
