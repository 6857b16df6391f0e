package tell

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/errandapp/errand/internal/telemetry"
)

// A Store keeps values under keys.
type Store interface {
	// Get is the value and its etag; both are empty when there is none.
	Get(ctx context.Context, key string) (value []byte, etag string, err error)
	// Swap writes a value in place of the one with the etag, or, when etag is
	// empty, where there is none. Any error leaves open whether it happened.
	Swap(ctx context.Context, key string, value []byte, etag string, ttl time.Duration) error
	// Put writes a value whatever is there.
	Put(ctx context.Context, key string, value []byte, ttl time.Duration) error
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

// Tell tells a notice by every channel that has not told it yet. An error
// means that it should be delivered again: what was sent is not sent twice
// then, but for what doc.go says.
func (t *Teller) Tell(ctx context.Context, n Notice) error {
	began := t.Now()
	if late := began.Sub(n.DueAt); late > TooOld {
		t.Figures.tooOld.Inc()
		t.Log.WarnContext(ctx, "not told: it came due too long ago", telemetry.KeyList, n.List, telemetry.KeyVersion, n.Version, "late", late)
		return nil
	}
	var (
		outcomes []Outcome
		errs     []error
	)
	for _, c := range t.Channels {
		outcome, err := t.by(ctx, c, n)
		if outcome.Outcome != "" {
			outcomes = append(outcomes, outcome)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", c.Name(), err))
		}
	}
	if err := t.remember(ctx, n, outcomes); err != nil {
		errs = append(errs, err)
	}
	t.Figures.seconds.Observe(t.Now().Sub(began).Seconds())
	return t.said(ctx, began, n, outcomes, errors.Join(errs...))
}

// said logs the turn and hands its error on.
func (t *Teller) said(ctx context.Context, began time.Time, n Notice, outcomes []Outcome, err error) error {
	attrs := []any{telemetry.KeyList, n.List, telemetry.KeyVersion, n.Version, telemetry.KeyMS, t.Now().Sub(began).Milliseconds()}
	for _, o := range outcomes {
		attrs = append(attrs, o.Channel, o.Outcome)
	}
	if err != nil {
		t.Log.ErrorContext(ctx, "not told by all channels", append(attrs, telemetry.KeyErr, err)...)
		return err
	}
	t.Log.InfoContext(ctx, "told", attrs...)
	return nil
}

// by tells a notice by one channel. The outcome is empty when nothing is known
// yet: somebody else is at it, or the claim could not be made. What had been
// sent is an outcome too: who sent it may have died before it was remembered.
func (t *Teller) by(ctx context.Context, c Channel, n Notice) (Outcome, error) {
	key, name := claimKey(n, c.Name()), t.NewName()
	before, err := t.take(ctx, key, name)
	if err != nil {
		return Outcome{}, err
	}
	if !before.IsZero() {
		return Outcome{Channel: c.Name(), Outcome: sent, At: before}, nil
	}
	sendErr := t.send(ctx, c, n)

	// From here on it has to be written down, even when the asker has gone.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), SendTime)
	defer cancel()
	if sendErr != nil {
		t.Figures.told.WithLabelValues(c.Name(), failed).Inc()
		err := errors.Join(sendErr, t.markFailed(ctx, key, name))
		return Outcome{Channel: c.Name(), Outcome: failed, At: t.Now(), Error: c.Sorry()}, err
	}
	t.Figures.told.WithLabelValues(c.Name(), sent).Inc()
	t.Figures.late.Observe(t.Now().Sub(n.DueAt).Seconds())
	return Outcome{Channel: c.Name(), Outcome: sent, At: t.Now()}, t.markSent(ctx, key, name)
}

func (t *Teller) send(ctx context.Context, c Channel, n Notice) error {
	ctx, cancel := context.WithTimeout(ctx, SendTime)
	defer cancel()
	return c.Send(ctx, n)
}
