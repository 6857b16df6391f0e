package tell

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/errandapp/errand/internal/telemetry"
)

// MaxDigest is how many notices wait for a digest; with so many it comes at
// once.
const MaxDigest = 100

// An aside is what waits for a person's next digest.
type aside struct {
	Items []asideItem `json:"items"`
}

type asideItem struct {
	Notice Notice `json:"notice"`
	Fact   []byte `json:"fact,omitempty"` // as it came
	In     string `json:"in,omitempty"`   // the digest that it is part of: another passes over it
}

// waiting is how many are part of no digest yet.
func (a aside) waiting() (n int) {
	for _, i := range a.Items {
		if i.In == "" {
			n++
		}
	}
	return n
}

func asideKey(user string) string { return "notify/digest/" + user }

func readAside(item Item) (a aside, err error) {
	return a, item.read("what waits for the digest", &a)
}

// noTask is the id of no task: a question about it asks for the settings.
const noTask = "-"

// putAside adds notices to what waits for the next digest, and sees to it that
// it comes. Doing it again changes nothing.
func (t *Teller) putAside(ctx context.Context, p person, all []*telling) error {
	list := all[0].List
	full := false
	err := t.rewrite(ctx, asideKey(list), func(item Item) (Write, error) {
		a, err := readAside(item)
		for _, o := range all {
			if !slices.ContainsFunc(a.Items, func(i asideItem) bool { return i.Notice.ID == o.ID }) {
				a.Items = append(a.Items, asideItem{Notice: o.Notice, Fact: o.Fact})
			}
		}
		full = a.waiting() >= MaxDigest
		return over(asideKey(list), item, a, 0), err
	})
	if err != nil {
		return err
	}
	return t.scheduleDigest(ctx, p, list, full)
}

// scheduleDigest sets the job of the next digest, at the person's time of day.
// When the list cannot be asked for its time zone, a job sees to that.
func (t *Teller) scheduleDigest(ctx context.Context, p person, list string, now bool) error {
	at := t.Now().Add(time.Second)
	if !now {
		next, err := t.nextDigest(ctx, p, list)
		if err != nil {
			t.Log.WarnContext(ctx, "the digest's time is not known yet", telemetry.KeyList, list, telemetry.KeyErr, err)
			at := t.Now().Add(askAgain)
			return t.Jobs.Schedule(ctx, planName(list, at), at)
		}
		at = next
	}
	return t.Jobs.Schedule(ctx, digestName(list, at), at)
}

// nextDigest is when it is next the person's time of day for digests, on the
// clock of the list's zone.
func (t *Teller) nextDigest(ctx context.Context, p person, list string) (time.Time, error) {
	reply, err := t.ask(ctx, list, noTask)
	if err != nil {
		return time.Time{}, fmt.Errorf("ask for the time zone: %w", err)
	}
	zone, err := reply.Settings.Zone("")
	if err != nil {
		return time.Time{}, err
	}
	return nextClock(t.Now(), p.digestAt(), zone), nil
}

// planDigest sets the job of the digest for which a list could not be asked.
func (t *Teller) planDigest(ctx context.Context, list string) error {
	items, err := t.Store.Get(ctx, personKey(list), asideKey(list))
	if err != nil {
		return fmt.Errorf("plan the digest: %w", err)
	}
	p, err := readPerson(items[0])
	if err != nil {
		return err
	}
	a, err := readAside(items[1])
	if err != nil || a.waiting() == 0 {
		return err
	}
	at, err := t.nextDigest(ctx, p, list)
	if err != nil {
		return err
	}
	return t.Jobs.Schedule(ctx, digestName(list, at), at)
}

func (p person) digestAt() string {
	if p.DigestAt == "" {
		return DigestAt
	}
	return p.DigestAt
}

// nextClock is when a clock on the wall next shows a time of day.
func nextClock(now time.Time, clock string, zone *time.Location) time.Time {
	at, err := time.Parse("15:04", clock)
	if err != nil {
		at = time.Date(0, 1, 1, 18, 0, 0, 0, time.UTC) // choices are checked when they are made
	}
	local := now.In(zone)
	next := time.Date(local.Year(), local.Month(), local.Day(), at.Hour(), at.Minute(), 0, 0, zone)
	if !next.After(now) {
		next = time.Date(local.Year(), local.Month(), local.Day()+1, at.Hour(), at.Minute(), 0, 0, zone)
	}
	return next.UTC()
}

// digest tells what was put aside as one notice, named after its moment. Its
// parts are chosen once, and kept: however often it is begun again, it is the
// same. putOff means that it has another job, because of quiet hours.
func (t *Teller) digest(ctx context.Context, job, list string, at time.Time) (putOff bool, err error) {
	id := fmt.Sprintf("%s/digest-%d", list, at.Unix())
	items, err := t.Store.Get(ctx, personKey(list), asideKey(list), keepKey(id))
	if err != nil {
		return false, fmt.Errorf("read the digest: %w", err)
	}
	p, err := readPerson(items[0])
	if err != nil {
		return false, err
	}
	a, err := readAside(items[1])
	if err != nil {
		return false, err
	}
	var k keep
	if err := items[2].read("what was kept", &k); err != nil {
		return false, err
	}
	if k.Notice.ID != id {
		if a.waiting() == 0 {
			return false, nil
		}
		until, done, err := t.gather(ctx, p, list, id, at, a, &k, items[1], items[2])
		switch {
		case err != nil || done:
			return false, err
		case digestName(list, until) == job:
			return false, errSoon
		case !until.IsZero():
			return true, t.Jobs.Schedule(ctx, digestName(list, until), until)
		}
	}
	n := k.Notice
	for i := range n.Items {
		if i < len(k.Facts) {
			n.Items[i].Fact = k.Facts[i]
		}
	}
	if len(n.Items) > 0 {
		if err := errors.Join(t.Tell(ctx, []Notice{n})...); err != nil {
			return false, err
		}
	}
	return false, t.clear(ctx, list, n)
}
