package host

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/errandapp/errand/actors/tasklist"
)

// Bounds of the outbox.
const (
	// maxInline is how many facts stay in the head. More are moved out into
	// a block of their own, so that the head stays small while Kafka is away.
	maxInline = 32
	// MaxUntold is how many facts a list may have untold. A command beyond
	// them is refused with FaultOutbox: Kafka has been away for very long.
	MaxUntold = 20_000
)

// An entry is one fact that is, or was lately, untold.
type entry struct {
	version uint64
	raw     json.RawMessage // the CloudEvent
}

// outbox are the facts of a list from saved to told: those in blocks first,
// then those in the head. Like State it is a value: the next outbox is made
// beside it, and takes its place once it is saved.
type outbox struct {
	inline []entry
	blocks []block
	next   uint64 // number of the next block
}

type block struct {
	number  uint64
	entries []entry
}

func (o outbox) last(b block) uint64 { return b.entries[len(b.entries)-1].version }

// after are the facts above a version, oldest first.
func (o outbox) after(version uint64) []entry {
	var untold []entry
	for _, b := range o.blocks {
		if o.last(b) > version {
			untold = append(untold, above(b.entries, version)...)
		}
	}
	return append(untold, above(o.inline, version)...)
}

func above(entries []entry, version uint64) []entry {
	for i, e := range entries {
		if e.version > version {
			return entries[i:]
		}
	}
	return nil
}

// with is the outbox once the facts up to told are dropped and new ones
// added, and the writes of blocks that it takes.
func (o outbox) with(told uint64, facts []entry) (outbox, []Write, error) {
	next := outbox{next: o.next}
	var writes []Write
	for _, b := range o.blocks {
		if o.last(b) <= told {
			writes = append(writes, Write{Key: blockKey(b.number), Value: nil})
		} else {
			next.blocks = append(next.blocks, b)
		}
	}
	next.inline = append(next.inline, above(o.inline, told)...)
	next.inline = append(next.inline, facts...)
	if len(next.inline) <= maxInline {
		return next, writes, nil
	}
	b := block{next.next, next.inline}
	value, err := json.Marshal(raws(b.entries))
	if err != nil {
		return o, nil, fmt.Errorf("write block %d: %w", b.number, err)
	}
	next.next++
	next.inline = nil
	next.blocks = append(next.blocks, b)
	return next, append(writes, Write{Key: blockKey(b.number), Value: value}), nil
}

// into says in the head what the outbox holds.
func (o outbox) into(h *head) {
	h.Untold = raws(o.inline)
	h.Blocks = span{From: o.next, To: o.next}
	if len(o.blocks) > 0 {
		h.Blocks.From = o.blocks[0].number
	}
}

// loadOutbox reads the outbox that a head speaks of.
func loadOutbox(ctx context.Context, s Store, list string, h head) (outbox, error) {
	o := outbox{next: h.Blocks.To}
	for n := h.Blocks.From; n < h.Blocks.To; n++ {
		value, err := s.Get(ctx, list, blockKey(n))
		if err != nil {
			return o, err
		}
		var facts []json.RawMessage
		if err := json.Unmarshal(value, &facts); err != nil {
			return o, fmt.Errorf("read block %d: %w", n, err)
		}
		entries, err := entriesOf(facts)
		if err != nil || len(entries) == 0 {
			return o, fmt.Errorf("read block %d of %d facts: %w", n, len(entries), err)
		}
		o.blocks = append(o.blocks, block{n, entries})
	}
	var err error
	o.inline, err = entriesOf(h.Untold)
	return o, err
}

func raws(entries []entry) []json.RawMessage {
	var out []json.RawMessage
	for _, e := range entries {
		out = append(out, e.raw)
	}
	return out
}

func entriesOf(facts []json.RawMessage) ([]entry, error) {
	var out []entry
	for _, raw := range facts {
		f, err := tasklist.ParseFact(raw)
		if err != nil {
			return nil, fmt.Errorf("read outbox: %w", err)
		}
		out = append(out, entry{f.Data.Version, raw})
	}
	return out, nil
}
