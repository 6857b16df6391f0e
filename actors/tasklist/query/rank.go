package query

import (
	"bytes"
	"cmp"
	"strings"
	"time"
)

// maxRankText bounds what a sort looks at of a text, so that a cursor is
// bounded too. It holds the longest title there is.
const maxRankText = 2048

// A rank is where an item stands by one key. Ranks compare by their fields
// from the first to the last.
type rank struct {
	none     bool // no value: last
	sec, sub int64
	text     []byte
}

func (r rank) compare(s rank, down bool) int {
	if r.none || s.none {
		switch {
		case r.none == s.none:
			return 0
		case r.none:
			return 1
		}
		return -1
	}
	c := cmp.Or(cmp.Compare(r.sec, s.sec), cmp.Compare(r.sub, s.sub), bytes.Compare(r.text, s.text))
	if down {
		return -c
	}
	return c
}

// A place is where an item stands in an order. Its ranks are found one by
// one, when they are needed: most items are told apart by the first.
type place struct {
	ranks [maxKeys]rank
	known int // how many ranks are found
	item  *Item
	id    string
	room  []byte // in which the texts of ranks are made
}

// stand puts an item into the place, instead of the one before.
func (p *place) stand(it *Item) {
	p.item, p.id, p.known, p.room = it, it.ID, 0, p.room[:0]
}

// keep is the place for longer: with a copy of its item, made in room, and
// with texts of its own.
func (p *place) keep(room *Item) place {
	*room = *p.item
	kept := place{ranks: p.ranks, known: p.known, item: room, id: p.id}
	for i := range kept.ranks[:kept.known] {
		kept.ranks[i].text = bytes.Clone(p.ranks[i].text)
	}
	return kept
}

// An order is a Sort as it is seen from an Env.
type order struct {
	keys []sortKey
	zone *time.Location
	ends map[string]time.Time // when each day that was met ends
}

func newOrder(s Sort, env Env) *order {
	return &order{s.keys, env.zone(), map[string]time.Time{}}
}

func (o *order) compare(a, b *place) int {
	for i, k := range o.keys {
		o.find(a, i)
		o.find(b, i)
		if c := a.ranks[i].compare(b.ranks[i], k.down); c != 0 {
			return c
		}
	}
	return strings.Compare(a.id, b.id)
}

// find makes ranks 0 to i known.
func (o *order) find(p *place, i int) {
	for ; p.known <= i; p.known++ {
		p.ranks[p.known] = o.rank(p, o.keys[p.known].field)
	}
}

func (o *order) rank(p *place, field string) rank {
	it := p.item
	switch field {
	case "due":
		return o.dueRank(it.Due)
	case "priority":
		return rank{none: it.Priority == 0, sec: int64(it.Priority)}
	case "title":
		return p.textRank(appendFolded(p.room, it.Title))
	case "order":
		return p.textRank(append(p.room, it.Order...))
	}
	return momentRank(instants[field](it))
}

// dueRank puts what is due all day at the end of its day, before anything
// that is due at the moment at which the next one starts.
func (o *order) dueRank(d Due) rank {
	if !d.AllDay {
		r := momentRank(d.At)
		r.sub++
		return r
	}
	if !d.set() {
		return rank{none: true}
	}
	end, ok := o.ends[d.Date]
	if !ok {
		on, _ := parseDay(d.Date)
		end = on.addDays(1).start(o.zone)
		o.ends[d.Date] = end
	}
	return momentRank(end)
}

// momentRank leaves room for one rank between any two moments.
func momentRank(t time.Time) rank {
	if t.IsZero() {
		return rank{none: true}
	}
	return rank{sec: t.Unix(), sub: 2 * int64(t.Nanosecond())}
}

// textRank is the rank of what was just appended to the place's room.
func (p *place) textRank(room []byte) rank {
	text := room[len(p.room):]
	p.room = room
	return rank{none: len(text) == 0, text: text[:min(len(text), maxRankText)]}
}
