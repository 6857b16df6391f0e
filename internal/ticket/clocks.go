package ticket

import (
	"context"
	"log/slog"
	"time"
)

// tellAgain is how often it is told that clocks differ.
const tellAgain = time.Minute

// clocks counts the tickets whose times do not fit our clock. A browser uses
// its ticket at once, so one that comes when it says that it has expired was
// kept, or its signer's clock is behind ours; when none fits it is the clock.
// One that is good for longer than any should be says that the clock is ahead.
type clocks struct {
	told                 time.Time
	fitting, late, ahead int // tickets since then
}

// see counts a ticket that is not known to have been used.
func (c *clocks) see(ctx context.Context, log *slog.Logger, said claims, now time.Time) {
	off := time.Duration(said.Expires-now.Unix())*time.Second - stated // by which its signer's clock seems to be ahead
	switch {
	case now.Unix() >= said.Expires:
		c.late++
	case off > Skew:
		c.ahead++
	default:
		c.fitting++
		return
	}
	if now.Sub(c.told) < tellAgain {
		return
	}
	log.WarnContext(ctx, "tickets do not fit our clock: compare it with chat's",
		"late", c.late, "ahead", c.ahead, "fitting", c.fitting, "off_ms", off.Milliseconds())
	*c = clocks{told: now}
}
