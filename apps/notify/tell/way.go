package tell

import "time"

// A telling is a notice on its way, by each of its routes.
type telling struct {
	Notice
	ways []*way
	kept *keep // when it was kept before
	errs []error
}

// A way is a notice on one route.
type way struct {
	of      *telling
	route   Route
	channel Channel
	claim   claim
	item    *Item     // the claim must be written over this one, if set
	ours    bool      // its claim is ours to write
	look    time.Time // when to look at it again, if it is not over
	mute    bool      // nothing new is known of it for the receipts
	result  result
}

// settle takes over what a claim says.
func (w *way) settle(c claim) {
	c.Device = w.route.Device.Name
	w.claim, w.ours, w.look = c, c.State == sending, time.Time{}
	if c.State == waiting {
		w.look = c.Next
	}
	w.result.outcome = Outcome{
		Channel: w.route.Channel, Device: w.route.Device.Name, Outcome: c.State, At: c.At, Attempt: c.Try, NextAt: c.Next, Error: c.Words,
	}
}

// try adds the receipt of a try.
func (w *way) try(n int, at time.Time, outcome, words string) {
	w.result.attempts = append(w.result.attempts, Attempt{
		Channel: w.route.Channel, Device: w.route.Device.Name, Attempt: n, At: at, Outcome: outcome, Error: words,
	})
}
