package tell

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
	"golang.org/x/sync/errgroup"

	"github.com/errandapp/errand/internal/telemetry"
)

var tracer = otel.Tracer("github.com/errandapp/errand/notify")

// send sends what is ours, some of it at the same time.
func (t *Teller) send(ctx context.Context, ways []*way) {
	var sends errgroup.Group
	sends.SetLimit(atOnce)
	for _, w := range ways {
		if w.ours {
			sends.Go(func() error {
				t.sendOne(ctx, w)
				return nil // it is in the way's claim
			})
		}
	}
	_ = sends.Wait() // always nil, as above
}

// sendOne makes one try, and says in the way's claim what came of it.
func (t *Teller) sendOne(ctx context.Context, w *way) {
	ctx = propagation.TraceContext{}.Extract(ctx, propagation.MapCarrier{"traceparent": w.of.TraceParent})
	ctx, span := tracer.Start(ctx, "notify.tell", trace.WithSpanKind(trace.SpanKindConsumer),
		trace.WithAttributes(attribute.String("errand.channel", w.route.Channel), attribute.Int("errand.attempt", w.claim.Try)))
	defer span.End()
	err := t.hand(ctx, w)
	now := t.Now()
	if err == nil {
		t.Figures.told.WithLabelValues(w.route.Channel, sent).Inc()
		t.Figures.late.Observe(now.Sub(w.of.DueAt).Seconds())
		w.try(w.claim.Try, now, sent, "")
		w.conclude(claim{State: sent, By: w.claim.By, At: now, Try: w.claim.Try})
		return
	}
	span.SetStatus(codes.Error, "not sent")
	t.Figures.told.WithLabelValues(w.route.Channel, failed).Inc()
	t.Log.WarnContext(ctx, "not sent", telemetry.KeyList, w.of.List, telemetry.KeyVersion, w.of.Version,
		"channel", w.route.Channel, "attempt", w.claim.Try, telemetry.KeyErr, scrub(err))
	f := failure(w.channel, err)
	w.try(w.claim.Try, now, failed, f.Words)
	wait, more := t.plan(w.route.Channel).next(w.claim.Try, f.RetryAfter, t.Chance())
	switch {
	case f.Gone:
		if err := t.Forget(context.WithoutCancel(ctx), w.of.List, w.route.Device.ID); err != nil {
			t.Log.WarnContext(ctx, "a device that is gone is still there", telemetry.KeyList, w.of.List, telemetry.KeyErr, err)
		}
		w.conclude(claim{State: notTold, At: now, Try: w.claim.Try, Words: f.Words})
	case f.Permanent:
		t.bury(ctx, w, now, "refused", f.Words)
	case !more:
		t.bury(ctx, w, now, "exhausted", f.Words)
	default:
		w.conclude(claim{State: waiting, At: now, Try: w.claim.Try, Next: now.Add(wait), Words: f.Words})
	}
}

// hand hands a message to its channel, in turn.
func (t *Teller) hand(ctx context.Context, w *way) error {
	held, _ := t.turns.LoadOrStore(w.route.Channel, make(chan struct{}, perChannel))
	turn := held.(chan struct{})
	select {
	case turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-turn }()
	if err := ctx.Err(); err != nil {
		return err
	}
	// What has begun is brought to its end, even when Dapr has let go of the
	// delivery because a broker died: nobody knows of a message that was cut
	// off whether it went out, and it would have to go out again.
	until := time.Now().Add(SendTime)
	if end, ok := ctx.Deadline(); ok && end.Before(until) {
		until = end
	}
	ctx, cancel := context.WithDeadline(context.WithoutCancel(ctx), until)
	defer cancel()
	return w.channel.Send(ctx, w.of.Notice, w.route)
}

// conclude settles a way of ours.
func (w *way) conclude(c claim) {
	attempts := w.result.attempts
	w.settle(c)
	w.ours, w.result.attempts = true, attempts
}

// buryAgain is how soon a dead letter that could not be written is tried
// again.
const buryAgain = time.Minute

// bury gives a way up. Where it could not be put among the dead letters it is
// not over: that is tried again until it is there.
func (t *Teller) bury(ctx context.Context, w *way, now time.Time, reason, words string) {
	why := Why{Reason: reason, Channel: w.route.Channel, Attempts: w.claim.Try, Error: words}
	var errs []error
	for _, fact := range w.of.keep().Facts {
		errs = append(errs, t.Graves.Bury(ctx, fact, why))
	}
	if err := errors.Join(errs...); err != nil {
		t.Log.ErrorContext(ctx, "dead letter", telemetry.KeyList, w.of.List, telemetry.KeyVersion, w.of.Version, telemetry.KeyErr, err)
		w.conclude(claim{State: waiting, At: now, Try: w.claim.Try, Next: now.Add(buryAgain), Words: words, Lost: reason})
		return
	}
	t.Figures.dead.WithLabelValues(w.route.Channel, reason).Inc()
	w.conclude(claim{State: failed, At: now, Try: w.claim.Try, Words: words})
}

// follow sees to it that what is not over is looked at again, and puts aside
// what is for a digest. What cannot be seen to is the notice's error.
func (t *Teller) follow(ctx context.Context, p person, ways []*way) error {
	var looks errgroup.Group
	looks.SetLimit(atOnce)
	errs := make([]error, len(ways))
	var aside []*telling
	for i, w := range ways {
		if w.claim.State == digested && (len(aside) == 0 || aside[len(aside)-1] != w.of) {
			aside = append(aside, w.of)
		}
		if !w.look.IsZero() {
			looks.Go(func() error {
				errs[i] = t.Jobs.Schedule(ctx, lookName(w.of.ID, w.route.Key(), w.look), w.look)
				return nil // it is kept by way
			})
		}
	}
	_ = looks.Wait() // always nil, as above
	for i, w := range ways {
		if errs[i] != nil {
			w.of.errs = append(w.of.errs, fmt.Errorf("%s: schedule the next try: %w", w.route.Key(), errs[i]))
		}
	}
	if len(aside) > 0 {
		if err := t.putAside(ctx, p, aside); err != nil {
			for _, o := range aside {
				o.errs = append(o.errs, fmt.Errorf("put aside for the digest: %w", err))
			}
		}
	}
	return nil
}
