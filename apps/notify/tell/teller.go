package tell

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
	"golang.org/x/sync/errgroup"

	"github.com/errandapp/errand/internal/telemetry"
)

var tracer = otel.Tracer("github.com/errandapp/errand/notify")

// A Store keeps values under keys.
type Store interface {
	// Get is the value and its etag; both are empty when there is none.
	Get(ctx context.Context, key string) (value []byte, etag string, err error)
	// Swap writes a value in place of the one with the etag, or, when etag is
	// empty, where there is none. Any error leaves open whether it happened.
	Swap(ctx context.Context, key string, value []byte, etag string, ttl time.Duration) error
	// WriteAll makes all writes or none of them. Any error leaves open which.
	WriteAll(ctx context.Context, writes []Write) error
}

// A Write is one of several values that are written together.
type Write struct {
	Key   string
	Value []byte
	TTL   time.Duration
	First bool // only where there is none; else whatever is there
}

// A Channel takes a notice to the person. It must heed its ctx, and an error
// must mean that the notice may be sent again.
type Channel interface {
	Name() string
	Send(context.Context, Notice) error
	// Sorry is what to tell the person when it failed.
	Sorry() string
}

// Bounds of telling.
const (
	SendTime = 20 * time.Second // for one channel; well below Abandoned
	TooOld   = 24 * time.Hour   // a moment that passed so long ago is not told any more
	atOnce   = 4                // notices of one list that are sent by one channel at the same time
)

// A Teller tells notices by all its channels.
type Teller struct {
	Store    Store
	Channels []Channel
	Now      func() time.Time
	NewName  func() string // a random name for each claim
	Log      *slog.Logger
	Figures  *Figures
}

// A telling is a notice on its way, and what has become of it.
type telling struct {
	Notice
	outcomes []Outcome
	errs     []error
}

// Tell tells notices of one list by every channel that has not told them yet.
// The answer is an error for each notice that should be delivered again, and
// nil for the others: what was sent is not sent twice then, but for what
// doc.go says. A notice may be among them twice.
func (t *Teller) Tell(ctx context.Context, notices []Notice) []error {
	began := t.Now()
	byID := map[string]*telling{}
	var all []*telling
	for _, n := range notices {
		if byID[n.ID] != nil {
			continue
		}
		byID[n.ID] = &telling{Notice: n}
		if late := began.Sub(n.DueAt); late > TooOld {
			t.Figures.tooOld.Inc()
			t.Log.WarnContext(ctx, "not told: it came due too long ago", telemetry.KeyList, n.List, telemetry.KeyVersion, n.Version, "late", late)
			continue
		}
		all = append(all, byID[n.ID])
	}
	if len(all) > 0 {
		for _, c := range t.Channels {
			t.by(ctx, c, all)
		}
		if err := t.remember(ctx, all); err != nil {
			for _, o := range all {
				o.errs = append(o.errs, err)
			}
		}
		t.Figures.seconds.Observe(t.Now().Sub(began).Seconds())
	}
	for _, o := range all {
		t.said(ctx, began, o)
	}
	errs := make([]error, len(notices))
	for i, n := range notices {
		errs[i] = errors.Join(byID[n.ID].errs...)
	}
	return errs
}

// said logs what became of a notice.
func (t *Teller) said(ctx context.Context, began time.Time, o *telling) {
	attrs := []any{telemetry.KeyList, o.List, telemetry.KeyVersion, o.Version, telemetry.KeyMS, t.Now().Sub(began).Milliseconds()}
	for _, c := range o.outcomes {
		attrs = append(attrs, c.Channel, c.Outcome)
	}
	if err := errors.Join(o.errs...); err != nil {
		t.Log.ErrorContext(ctx, "not told by all channels", append(attrs, telemetry.KeyErr, err)...)
		return
	}
	t.Log.InfoContext(ctx, "told", attrs...)
}

// by tells notices by one channel. There is no outcome where nothing is known
// yet: somebody else is at it, or the claim could not be made. What had been
// sent is an outcome too: who sent it may have died before it was remembered.
func (t *Teller) by(ctx context.Context, c Channel, all []*telling) {
	name := t.NewName()
	ours := t.claim(ctx, c, name, all)
	failures := t.send(ctx, c, ours)

	// From here on it has to be written down, even when the asker has gone.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), SendTime)
	defer cancel()
	var gone []*telling
	for i, o := range ours {
		if err := failures[i]; err != nil {
			t.Figures.told.WithLabelValues(c.Name(), failed).Inc()
			o.outcomes = append(o.outcomes, Outcome{Channel: c.Name(), Outcome: failed, At: t.Now(), Error: c.Sorry()})
			o.fail(c, errors.Join(err, t.markFailed(ctx, claimKey(o.Notice, c.Name()), name)))
			continue
		}
		t.Figures.told.WithLabelValues(c.Name(), sent).Inc()
		t.Figures.late.Observe(t.Now().Sub(o.DueAt).Seconds())
		o.outcomes = append(o.outcomes, Outcome{Channel: c.Name(), Outcome: sent, At: t.Now()})
		gone = append(gone, o)
	}
	if err := t.markSent(ctx, c, name, gone); err != nil {
		for _, o := range gone {
			o.fail(c, err)
		}
	}
}

func (o *telling) fail(c Channel, err error) {
	o.errs = append(o.errs, fmt.Errorf("%s: %w", c.Name(), err))
}

// send sends notices, some of them at the same time, and says how each went.
func (t *Teller) send(ctx context.Context, c Channel, all []*telling) []error {
	failures := make([]error, len(all))
	var sends errgroup.Group
	sends.SetLimit(atOnce)
	for i, o := range all {
		sends.Go(func() error {
			ctx := propagation.TraceContext{}.Extract(ctx, propagation.MapCarrier{"traceparent": o.TraceParent})
			ctx, span := tracer.Start(ctx, "notify.tell", trace.WithSpanKind(trace.SpanKindConsumer))
			defer span.End()
			ctx, cancel := context.WithTimeout(ctx, SendTime)
			defer cancel()
			if failures[i] = c.Send(ctx, o.Notice); failures[i] != nil {
				span.SetStatus(codes.Error, "not sent")
			}
			return nil // it is kept by notice
		})
	}
	_ = sends.Wait() // always nil, as above
	return failures
}
