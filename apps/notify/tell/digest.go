package tell

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
)

// MaxDigest is how many notices wait for a digest; with so many it comes at
// once.
const MaxDigest = 100

// An aside is what waits for a person's next digest.
type aside struct {
	Items []asideItem `json:"items"`
}

type asideItem struct {
	Notice Notice          `json:"notice"`
	Fact   json.RawMessage `json:"fact,omitempty"`
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
				a.Items = append(a.Items, asideItem{o.Notice, o.Fact})
			}
		}
		full = len(a.Items) >= MaxDigest
		return over(asideKey(list), item, a, 0), err
	})
	if err != nil {
		return err
	}
	return t.scheduleDigest(ctx, p, list, full)
}

// scheduleDigest sets the job of the next digest, at the person's time of day.
func (t *Teller) scheduleDigest(ctx context.Context, p person, list string, now bool) error {
	at := t.Now().Add(time.Second)
	if !now {
		reply, err := t.Lists.List(ctx, list, tasklist.Query{Task: noTask})
		if err != nil {
			return fmt.Errorf("ask for the time zone: %w", err)
		}
		zone, err := reply.Settings.Zone("")
		if err != nil {
			return err
		}
		at = nextClock(t.Now(), p.digestAt(), zone)
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
// same.
func (t *Teller) digest(ctx context.Context, list string, at time.Time) error {
	id := fmt.Sprintf("%s/digest-%d", list, at.Unix())
	items, err := t.Store.Get(ctx, personKey(list), asideKey(list), keepKey(id))
	if err != nil {
		return fmt.Errorf("read the digest: %w", err)
	}
	p, err := readPerson(items[0])
	if err != nil {
		return err
	}
	a, err := readAside(items[1])
	if err != nil {
		return err
	}
	var k keep
	if err := items[2].read("what was kept", &k); err != nil {
		return err
	}
	if k.Notice.ID != id {
		if len(a.Items) == 0 {
			return nil
		}
		until, done, err := t.gather(ctx, p, list, id, at, a, &k, items[2])
		if err != nil || done {
			return err
		}
		if !until.IsZero() {
			return t.Jobs.Schedule(ctx, digestName(list, until), until)
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
			return err
		}
	}
	return t.clear(ctx, list, n)
}

// gather chooses the parts of a digest, and keeps them: what waits and still
// stands. In quiet hours it is put off until they end; done means that
// nothing was left.
func (t *Teller) gather(ctx context.Context, p person, list, id string, at time.Time, a aside, k *keep, kept Item) (until time.Time, done bool, err error) {
	now := t.Now()
	n := Notice{ID: id, Kind: Digest, List: list, DueAt: at, RangAt: at}
	var facts []json.RawMessage
	var dropped []*telling
	for _, item := range a.Items {
		reply, err := t.Lists.List(ctx, list, tasklist.Query{Task: item.Notice.Task})
		if err != nil {
			return until, false, fmt.Errorf("ask the list: %w", err)
		}
		if held := reply.Settings.Held(now); held.After(now) {
			return held, false, nil
		}
		if why := gone(item.Notice, reply.Tasks); why != "" {
			dropped = append(dropped, t.dropped(p, item, why, now))
			continue
		}
		n.Items, facts = append(n.Items, item.Notice), append(facts, item.Fact)
	}
	if len(dropped) > 0 {
		var ways []*way
		for _, o := range dropped {
			ways = append(ways, o.ways...)
		}
		if err := t.finish(ctx, list, dropped, ways, Item{}); err != nil {
			return until, false, err
		}
	}
	if len(n.Items) == 0 {
		return until, true, t.remove(ctx, list, a.Items)
	}
	n.Title = fmt.Sprintf("%d tasks came due", len(n.Items))
	if len(n.Items) == 1 {
		n.Title = n.Items[0].Title
	}
	*k = keep{Notice: n, Facts: facts}
	if err := t.Store.Write(ctx, over(keepKey(id), kept, *k, keptFor)); err != nil {
		return until, false, fmt.Errorf("keep the digest: %w", err)
	}
	return until, false, nil
}

// dropped is a notice that waited for the digest and is not told.
func (t *Teller) dropped(p person, item asideItem, why string, now time.Time) *telling {
	o := &telling{Notice: item.Notice}
	for _, r := range t.routes(p, o.List, Digest) {
		w := &way{of: o, route: r, claim: claim{State: digested}}
		w.drop(now, 0, why)
		o.ways = append(o.ways, w)
	}
	return o
}

// clear ends a digest that has been seen to: its parts are claimed for it, and
// wait no longer.
func (t *Teller) clear(ctx context.Context, list string, n Notice) error {
	items, err := t.Store.Get(ctx, personKey(list))
	if err != nil {
		return fmt.Errorf("end the digest: %w", err)
	}
	p, err := readPerson(items[0])
	if err != nil {
		return err
	}
	var writes []Write
	var parts []asideItem
	for _, part := range n.Items {
		parts = append(parts, asideItem{Notice: part})
		for _, r := range t.routes(p, list, Digest) {
			writes = append(writes, Write{Key: claimOf(part.ID, r.Key()), TTL: Remembered, Value: mustJSON(claim{State: bundled, At: t.Now()})})
		}
	}
	if len(writes) > 0 {
		if err := t.Store.Write(ctx, writes...); err != nil {
			return fmt.Errorf("end the digest: %w", err)
		}
	}
	return t.remove(ctx, list, parts)
}

// remove takes items out of what waits for the digest.
func (t *Teller) remove(ctx context.Context, list string, parts []asideItem) error {
	return t.rewrite(ctx, asideKey(list), func(item Item) (Write, error) {
		a, err := readAside(item)
		a.Items = slices.DeleteFunc(a.Items, func(i asideItem) bool {
			return slices.ContainsFunc(parts, func(o asideItem) bool { return o.Notice.ID == i.Notice.ID })
		})
		return over(asideKey(list), item, a, 0), err
	})
}
