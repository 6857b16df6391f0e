package tell

import (
	"context"
	"slices"
	"time"
)

// Bounds of what is kept for a person.
const (
	MaxTold     = 50 // notifications
	MaxAttempts = 24 // receipts of one notification; of more the oldest that failed go
)

// A Told is a notification as the person can look it up.
type Told struct {
	Task     string    `json:"task"`
	Version  uint64    `json:"version"` // of the fact that rang
	Title    string    `json:"title"`
	DueAt    time.Time `json:"dueAt"`
	ToldAt   time.Time `json:"toldAt"` // when it was first tried
	Channels []Outcome `json:"channels"`
	Attempts []Attempt `json:"attempts"`
}

// An Outcome is how it stands with one route.
type Outcome struct {
	Channel string    `json:"channel"`
	Device  string    `json:"device,omitempty"`
	Outcome string    `json:"outcome"` // sending, sent, waiting, failed, not_told or digest
	At      time.Time `json:"at"`
	Attempt int       `json:"attempt,omitempty"`
	NextAt  time.Time `json:"nextAt,omitzero"` // when it is tried again
	Error   string    `json:"error,omitempty"` // words for the person
}

// An Attempt is the receipt of one try.
type Attempt struct {
	Channel string    `json:"channel"`
	Device  string    `json:"device,omitempty"`
	Attempt int       `json:"attempt"`
	At      time.Time `json:"at"`
	Outcome string    `json:"outcome"` // sent, failed, not_told or unknown
	Error   string    `json:"error,omitempty"`
}

// A box is what a person was told of late, newest first.
type box struct {
	Seen uint64 `json:"seen,omitempty"` // what rang up to this version has been looked at
	Told []Told `json:"told"`
}

func boxKey(user string) string { return "notify/box/" + user }

func readBox(item Item) (b box, err error) {
	return b, item.read("what was told", &b)
}

// List is what a person was told of late, newest first, and up to which
// version it was seen.
func (t *Teller) List(ctx context.Context, user string) (list []Told, seen uint64, err error) {
	items, err := t.Store.Get(ctx, boxKey(user))
	if err != nil {
		return nil, 0, err
	}
	b, err := readBox(items[0])
	if b.Told == nil {
		b.Told = []Told{}
	}
	return b.Told, b.Seen, err
}

// Saw remembers that the person has looked at all up to a version.
func (t *Teller) Saw(ctx context.Context, user string, version uint64) error {
	return t.rewrite(ctx, boxKey(user), func(item Item) (Write, error) {
		b, err := readBox(item)
		b.Seen = max(b.Seen, version)
		return over(boxKey(user), item, b, 0), err
	})
}

// A result is what became of a notice on a route, for its receipt.
type result struct {
	outcome  Outcome
	attempts []Attempt
}

// note puts results into the box: a notification that is not there yet is
// added, newest first, and the oldest beyond MaxTold goes. Doing it again
// changes nothing.
func (b *box) note(n Notice, results []result, now time.Time) {
	if n.Kind == Digest {
		for _, item := range n.Items {
			b.note(item, results, now)
		}
		return
	}
	at := slices.IndexFunc(b.Told, func(o Told) bool { return o.Version == n.Version })
	if at < 0 {
		at = slices.IndexFunc(b.Told, func(o Told) bool { return o.Version < n.Version })
		if at < 0 {
			at = len(b.Told)
		}
		if at == MaxTold {
			return // older than all that are kept
		}
		b.Told = slices.Insert(b.Told, at, Told{
			Task: n.Task, Version: n.Version, Title: n.Title, DueAt: n.DueAt, ToldAt: now,
			Channels: []Outcome{{Channel: InApp, Outcome: sent, At: now, Attempt: 1}},
			Attempts: []Attempt{{Channel: InApp, Attempt: 1, At: now, Outcome: sent}},
		})
	}
	for _, r := range results {
		b.Told[at].take(r)
	}
	b.Told = b.Told[:min(len(b.Told), MaxTold)]
}

// take puts one result in. What is over stays as it was first remembered.
func (o *Told) take(r result) {
	same := func(c Outcome) bool { return c.Channel == r.outcome.Channel && c.Device == r.outcome.Device }
	switch i := slices.IndexFunc(o.Channels, same); {
	case i < 0:
		o.Channels = append(o.Channels, r.outcome)
	case !(claim{State: o.Channels[i].Outcome}).over():
		o.Channels[i] = r.outcome
	}
	for _, a := range r.attempts {
		if !slices.ContainsFunc(o.Attempts, func(b Attempt) bool {
			return a.Channel == b.Channel && a.Device == b.Device && a.Attempt == b.Attempt && (a.Outcome == b.Outcome || b.Outcome == sent)
		}) {
			o.Attempts = append(o.Attempts, a)
		}
	}
	for len(o.Attempts) > MaxAttempts {
		i := max(0, slices.IndexFunc(o.Attempts, func(a Attempt) bool { return a.Outcome == failed }))
		o.Attempts = slices.Delete(o.Attempts, i, i+1)
	}
}
