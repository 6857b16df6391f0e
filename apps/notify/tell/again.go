package tell

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/errandapp/errand/internal/telemetry"
)

// early is how much sooner than planned a job may ring: names have seconds.
const early = time.Second

// again looks at one notice on one route again, because a job rings, and sends
// it if that is right.
func (t *Teller) again(ctx context.Context, job, list, id, route string) error {
	began := t.Now()
	items, err := t.Store.Get(ctx, personKey(list), claimOf(id, route), keepKey(id))
	if err != nil {
		return fmt.Errorf("read what to tell again: %w", err)
	}
	p, err := readPerson(items[0])
	if err != nil {
		return err
	}
	var c claim
	if err := items[1].read("claim", &c); err != nil {
		return err
	}
	var k keep
	if err := items[2].read("what was kept", &k); err != nil {
		return err
	}
	if c.over() || c.State == digested || c.State == bundled {
		return nil
	}
	if c.State == "" || k.Notice.ID != id {
		t.Log.ErrorContext(ctx, "nothing is known of it any more", telemetry.KeyList, list, "notice", id, "route", route)
		return nil
	}
	n := k.Notice
	n.TraceParent = k.Trace
	o := &telling{Notice: n}
	o.kept = &k
	w := &way{of: o, route: routeOf(route, c.Device), claim: c, item: &items[1], ours: true}
	o.ways = []*way{w}
	if err := t.retry(ctx, p, w); err != nil {
		return err
	}
	all := []*telling{o}
	// From here on it has to be written down, even when the asker has gone.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), SendTime)
	defer cancel()
	var errs []error
	if w.ours {
		errs = append(errs, t.finish(ctx, list, all, o.ways))
	}
	errs = append(errs, t.follow(ctx, p, o.ways))
	if !w.look.IsZero() && lookName(id, route, w.look) == job {
		errs = append(errs, errSoon)
	}
	t.said(ctx, began, o)
	return errors.Join(append(errs, o.errs...)...)
}

// retry makes the next try on a way whose claim it was given. Afterwards the
// way is ours and has to be written down, or it is somebody else's.
func (t *Teller) retry(ctx context.Context, p person, w *way) error {
	now, c := t.Now(), w.claim
	if c.State == sending && now.Sub(c.At) < Abandoned {
		w.ours, w.look = false, c.At.Add(Abandoned)
		return nil
	}
	if c.State == waiting && c.Next.Sub(now) > early {
		w.ours, w.look = false, c.Next
		return nil
	}
	found := false
	for _, r := range t.routes(p, w.of.List, w.of.Kind) {
		if r.Key() == w.route.Key() {
			w.route, found = r, true
		}
	}
	w.channel = t.channel(w.route.Channel)
	name := t.NewName()
	if c.State == sending {
		w.takeOver(name, c, now)
	}
	if c.Lost != "" {
		t.bury(ctx, w, now, c.Lost, c.Words)
		return nil
	}
	standing := t.stands(ctx, w.of.Notice, now)
	switch {
	case !found:
		w.drop(now, c.Try, "It was turned off meanwhile.")
		return nil
	case standing.gone != "":
		w.drop(now, c.Try, standing.gone)
		return nil
	case standing.err != nil && now.Sub(w.of.DueAt) > TooOld+TooOld && now.Sub(w.of.RangAt) > TooOld+TooOld:
		t.bury(ctx, w, now, "exhausted", "The list could not be asked.")
		return nil
	case standing.err != nil:
		w.conclude(claim{State: waiting, At: now, Try: c.Try, Next: now.Add(askAgain), Words: "The list could not be asked."})
		return nil
	case w.route.noisy() && standing.until.After(now):
		w.conclude(claim{State: waiting, At: now, Try: c.Try, Next: standing.until, Words: "Held for quiet hours."})
		return nil
	}
	w.conclude(claim{State: sending, By: name, At: now, Try: c.Try + 1})
	if err := t.take(ctx, w); err != nil {
		return err
	}
	t.sendOne(ctx, w)
	return nil
}

// drop settles a way that is not told, for a reason.
func (w *way) drop(now time.Time, try int, words string) {
	w.try(try+1, now, notTold, words)
	w.conclude(claim{State: notTold, At: now, Try: try, Words: words})
}

// take writes the claim of a way over the one that was read. A write may fail
// although it happened; then what counts is what is read afterwards.
func (t *Teller) take(ctx context.Context, w *way) error {
	key := claimOf(w.of.ID, w.route.Key())
	err := t.Store.Write(ctx, over(key, *w.item, w.claim, Remembered))
	w.item = nil
	if err == nil {
		return nil
	}
	items, getErr := t.Store.Get(ctx, key)
	if getErr == nil {
		var c claim
		if getErr = items[0].read("claim", &c); getErr == nil && c.By == w.claim.By && c.State == sending {
			return nil
		}
	}
	return fmt.Errorf("claim %s: %w", key, errors.Join(err, getErr))
}

// routeOf is the route that a key names, though it may be there no more.
func routeOf(key, device string) Route {
	channel, id, _ := strings.Cut(key, "-")
	return Route{Channel: channel, Device: Device{ID: id, Name: device}}
}
