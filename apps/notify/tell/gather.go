package tell

import (
	"context"
	"fmt"
	"slices"
	"time"
)

// gather chooses the parts of a digest, and keeps them: what waits, is part of
// no other digest and still stands. In quiet hours it is put off until they
// end; done means that nothing was left.
func (t *Teller) gather(ctx context.Context, p person, list, id string, at time.Time, a aside, k *keep, before, kept Item) (until time.Time, done bool, err error) {
	now := t.Now()
	n := Notice{ID: id, Kind: Digest, List: list, DueAt: at, RangAt: at}
	var facts [][]byte
	var dropped []*telling
	left := aside{}
	for _, item := range a.Items {
		if item.In != "" && item.In != id {
			left.Items = append(left.Items, item)
			continue
		}
		reply, err := t.ask(ctx, list, item.Notice.Task)
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
		item.In = id
		left.Items = append(left.Items, item)
		n.Items, facts = append(n.Items, item.Notice), append(facts, item.Fact)
	}
	if len(dropped) > 0 {
		var ways []*way
		for _, o := range dropped {
			ways = append(ways, o.ways...)
		}
		if err := t.finish(ctx, list, dropped, ways); err != nil {
			return until, false, err
		}
	}
	writes := []Write{over(asideKey(list), before, left, 0)}
	if len(n.Items) > 0 {
		n.Title = fmt.Sprintf("%d tasks came due", len(n.Items))
		if len(n.Items) == 1 {
			n.Title = n.Items[0].Title
		}
		*k = keep{Notice: n, Facts: facts}
		writes = append(writes, over(keepKey(id), kept, *k, keptFor))
	}
	// Both in one transaction: two digests never have the same parts.
	if err := t.Store.Write(ctx, writes...); err != nil {
		return until, false, fmt.Errorf("keep the digest: %w", err)
	}
	return until, len(n.Items) == 0, nil
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
