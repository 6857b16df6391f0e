package tell

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"github.com/errandapp/errand/internal/telemetry"
)

// Test sends a test to a person, by every route, and says how each went. It
// leaves no receipts and is not tried again.
func (t *Teller) Test(ctx context.Context, user string) ([]Outcome, error) {
	items, err := t.Store.Get(ctx, personKey(user))
	if err != nil {
		return nil, err
	}
	p, err := readPerson(items[0])
	if err != nil {
		return nil, err
	}
	n := Notice{
		ID: user + "/test-" + rand.Text(), Kind: Test, List: user, Title: "A test from Errand", DueAt: t.Now().UTC(), RangAt: t.Now().UTC(),
		Notes: "You asked for it. Reminders will come this way.",
	}
	all := []*telling{{Notice: n}}
	outcomes := []Outcome{}
	for _, r := range t.routes(p, user, Test) {
		c := t.channel(r.Channel)
		sendCtx, cancel := context.WithTimeout(ctx, TestTime)
		err := c.Send(sendCtx, n, r)
		cancel()
		o := Outcome{Channel: r.Channel, Device: r.Device.Name, Outcome: sent, At: t.Now(), Attempt: 1}
		if err != nil {
			f := failure(c, err)
			o.Outcome, o.Error = failed, f.Words
			t.Log.WarnContext(ctx, "test not sent", telemetry.KeyList, user, "channel", r.Channel, telemetry.KeyErr, scrub(err))
			if f.Gone {
				err = t.Forget(ctx, user, r.Device.ID)
			}
		}
		all[0].errs = append(all[0].errs, err)
		outcomes = append(outcomes, o)
	}
	if len(outcomes) == 0 {
		return outcomes, nil
	}
	if err := errors.Join(all[0].errs...); err != nil && ctx.Err() != nil {
		return nil, err
	}
	return outcomes, nil
}

// TestTime bounds each message of a test: somebody is waiting.
const TestTime = 4 * time.Second
