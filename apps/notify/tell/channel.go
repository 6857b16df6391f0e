package tell

import (
	"context"
	"errors"
	"time"
)

// Names of the channels.
const (
	InApp   = "in-app"
	Email   = "email"
	Push    = "push"
	Webhook = "webhook"
	Ntfy    = "ntfy"
)

// A Channel takes a notice to the person, by one route. It must heed its ctx.
// An error that is no *Failure may pass: the notice may be sent again.
type Channel interface {
	Name() string
	Send(context.Context, Notice, Route) error
	// Sorry is what to tell the person when it failed.
	Sorry() string
}

// A Route is one way to a person: a channel and where it leads.
type Route struct {
	Channel string
	To      string // an address or a topic; for push the device's id
	Device  Device // for push
}

// Key names the route in keys and in jobs.
func (r Route) Key() string {
	if r.Channel == Push {
		return Push + "-" + r.Device.ID
	}
	return r.Channel
}

// noisy reports whether a route makes noise in quiet hours. A program reads
// the webhook, and the page is silent.
func (r Route) noisy() bool { return r.Channel != Webhook }

// digested reports whether a digest takes the place of single messages.
func (r Route) digested() bool { return r.Channel != Webhook }

// A Failure is why a send failed, when more is known than that it did.
type Failure struct {
	Err        error
	Words      string        // for the person; no private text, no address
	Permanent  bool          // trying again cannot help
	Gone       bool          // there is nobody at the route any more: forget it
	RetryAfter time.Duration // the receiver's wish
}

func (f *Failure) Error() string { return f.Err.Error() }
func (f *Failure) Unwrap() error { return f.Err }

// failure is what is known of an error.
func failure(c Channel, err error) Failure {
	f := Failure{Err: err}
	if known := new(Failure); errors.As(err, &known) {
		f = *known
	}
	if f.Words == "" {
		f.Words = c.Sorry()
	}
	return f
}
