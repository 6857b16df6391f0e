package tell

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// How long a claim counts. A send is cut off long before Abandoned, so that
// two never send at once unless one of them was stopped in between.
const (
	Abandoned  = time.Minute         // after which a claim that says "sending" may be taken over
	Remembered = 30 * 24 * time.Hour // after which a claim is forgotten
	claimTries = 4                   // looks at a claim before giving up for now
	sentTries  = 5                   // tries to write down that something was sent
)

// A claim says who tells a notice by a channel, and how that went.
type claim struct {
	State string    `json:"state"` // sending, sent or failed
	By    string    `json:"by"`    // a random name of the one who sends
	At    time.Time `json:"at"`
}

const (
	sending = "sending"
	sent    = "sent"
	failed  = "failed"
)

// errBusy says that somebody is sending, or was a moment ago: ask again.
var errBusy = errors.New("somebody else is sending it")

func claimKey(n Notice, channel string) string { return "notify/claim/" + n.ID + "/" + channel }

// claim claims notices for by, and returns those that are to be sent: all at
// once, for as a rule nobody was there before, else one after the other.
func (t *Teller) claim(ctx context.Context, c Channel, by string, all []*telling) (ours []*telling) {
	var writes []Write
	for _, o := range all {
		writes = append(writes, Write{Key: claimKey(o.Notice, c.Name()), Value: mustJSON(claim{State: sending, By: by, At: t.Now()}), TTL: Remembered, First: true})
	}
	if t.Store.WriteAll(ctx, writes) == nil {
		return all
	}
	for _, o := range all { // take finds out why, and what can be done
		before, err := t.take(ctx, claimKey(o.Notice, c.Name()), by)
		switch {
		case err != nil:
			o.fail(c, err)
		case before.IsZero():
			ours = append(ours, o)
		default:
			o.outcomes = append(o.outcomes, Outcome{Channel: c.Name(), Outcome: sent, At: before})
		}
	}
	return ours
}

// take claims a notice for by. When it has been sent, before is when that was;
// it is zero when by is to send it.
//
// A save may fail although it happened, or because another was first; then
// what counts is what is read afterwards.
func (t *Teller) take(ctx context.Context, key, by string) (before time.Time, err error) {
	var saveErr error
	for range claimTries {
		c, etag, err := t.readClaim(ctx, key)
		if err != nil {
			return time.Time{}, err
		}
		switch now := t.Now(); {
		case c.By == by && c.State == sending:
			return time.Time{}, nil
		case c.State == sent:
			return c.At, nil
		case c.State == sending && now.Sub(c.At) < Abandoned:
			return time.Time{}, errBusy
		default: // there is none, or it failed, or it was left behind
			saveErr = t.saveClaim(ctx, key, claim{State: sending, By: by, At: now}, etag)
			if saveErr == nil {
				return time.Time{}, nil
			}
		}
	}
	return time.Time{}, fmt.Errorf("claim %s: %w", key, saveErr)
}

// markSent writes down that by has sent them. That is so whatever else the
// claims say by now, so they are written over.
func (t *Teller) markSent(ctx context.Context, c Channel, by string, all []*telling) error {
	if len(all) == 0 {
		return nil
	}
	var writes []Write
	for _, o := range all {
		writes = append(writes, Write{Key: claimKey(o.Notice, c.Name()), Value: mustJSON(claim{State: sent, By: by, At: t.Now()}), TTL: Remembered})
	}
	var err error
	for try := range sentTries {
		if try > 0 && !pause(ctx, time.Duration(try)*50*time.Millisecond) {
			break
		}
		if err = t.Store.WriteAll(ctx, writes); err == nil {
			return nil
		}
	}
	return fmt.Errorf("sent, but it could not be written down: %w", err)
}

// markFailed gives the claim up, if it still is ours. When that fails too,
// the claim is taken over after Abandoned.
func (t *Teller) markFailed(ctx context.Context, key, by string) error {
	c, etag, err := t.readClaim(ctx, key)
	if err != nil {
		return err
	}
	if c.By != by || c.State != sending {
		return nil
	}
	return t.saveClaim(ctx, key, claim{State: failed, By: by, At: t.Now()}, etag)
}

func (t *Teller) readClaim(ctx context.Context, key string) (c claim, etag string, err error) {
	raw, etag, err := t.Store.Get(ctx, key)
	if err != nil {
		return claim{}, "", fmt.Errorf("read claim: %w", err)
	}
	if len(raw) > 0 {
		if err := json.Unmarshal(raw, &c); err != nil {
			return claim{}, "", fmt.Errorf("read claim %s: %w", key, err)
		}
	}
	return c, etag, nil
}

func (t *Teller) saveClaim(ctx context.Context, key string, c claim, etag string) error {
	if err := t.Store.Swap(ctx, key, mustJSON(c), etag, Remembered); err != nil {
		return fmt.Errorf("save claim: %w", err)
	}
	return nil
}

// mustJSON writes what always can be written: strings, numbers and times.
func mustJSON(v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("notify: %T is not JSON: %v", v, err))
	}
	return raw
}

// pause waits; false means that ctx is done.
func pause(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}
