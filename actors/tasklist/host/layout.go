package host

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/errandapp/errand/actors/hosting"
	"github.com/errandapp/errand/actors/tasklist"
)

// format is the layout that is written; upgrade.go reads those before it. A
// list in another format is not touched.
const format = 2

// Keys of a list.
const (
	headKey       = hosting.HeadKey
	livePrefix    = "live-"
	waitingPrefix = "waiting-"
	pastPrefix    = "past-"
	trashPrefix   = "trash-"
	untoldPrefix  = "untold-"
	undoPrefix    = "undo-"
	seenPrefix    = "seen-"
	originPrefix  = "origin-"
)

// undoSlots is how many keys the commands that can be taken back go round in.
const undoSlots = 128 // more than tasklist.MaxUndo

// head is the small part of a list that every save writes. Format and
// Revision stay first and in this order: the fence reads the revision
// from the first bytes.
type head struct {
	Format   int               `json:"format"`
	Revision uint64            `json:"revision"` // number of this save
	Version  uint64            `json:"version"`
	Armed    time.Time         `json:"armed,omitzero"` // when the wake reminder will ring
	Live     directory         `json:"live,omitzero"`
	Waiting  directory         `json:"waiting,omitzero"`
	Past     shelfSpan         `json:"past,omitzero"`  // done tasks
	Trash    shelfSpan         `json:"trash,omitzero"` // removed ones
	Undo     undoSpan          `json:"undo,omitzero"`
	Recent   []byte            `json:"recent,omitempty"` // marks of the latest commands
	Seen     span              `json:"seen,omitzero"`    // earlier ones: seen-<n> for From ≤ n < To
	Settings tasklist.Settings `json:"settings,omitzero"`
	Untold   []json.RawMessage `json:"untold,omitempty"` // facts, oldest first, after those in blocks
	Blocks   span              `json:"blocks,omitzero"`  // untold-<n> for From ≤ n < To
}

// directory lists the pages of a shelf in order.
type directory struct {
	Pages runs   `json:"pages,omitempty"`
	Last  uint32 `json:"last,omitempty"` // highest page number ever used
}

func (d directory) IsZero() bool { return len(d.Pages) == 0 && d.Last == 0 }

// shelfSpan are the pages of an archive, First to Last without gaps.
type shelfSpan struct {
	First uint32    `json:"first"`
	Last  uint32    `json:"last"`
	Count int       `json:"count"`
	Since time.Time `json:"since,omitzero"`
}

func (s shelfSpan) IsZero() bool { return s.Last == 0 }

// undoSpan are the commands that can be taken back: undo-<n modulo undoSlots>
// for From ≤ n < To, where some may be missing.
type undoSpan struct {
	From   uint64   `json:"from"`
	To     uint64   `json:"to"`
	Undone []uint64 `json:"undone,omitempty"`
}

func (u undoSpan) IsZero() bool { return u.To == 0 }

type span struct {
	From uint64 `json:"from"`
	To   uint64 `json:"to"`
}

func pageKey(prefix string, n uint32) string { return prefix + strconv.FormatUint(uint64(n), 10) }
func blockKey(n uint64) string               { return untoldPrefix + strconv.FormatUint(n, 10) }
func seenKey(n uint64) string                { return seenPrefix + strconv.FormatUint(n, 10) }
func undoKey(n uint64) string                { return undoPrefix + strconv.FormatUint(n%undoSlots, 10) }

func readHead(raw []byte) (head, error) {
	var h head
	if len(raw) == 0 {
		return h, nil
	}
	if err := json.Unmarshal(raw, &h); err != nil {
		return h, fmt.Errorf("read head: %w", err)
	}
	if h.Format < 1 || h.Format > format {
		return h, fmt.Errorf("read head: format %d; this program knows 1 to %d", h.Format, format)
	}
	return h, nil
}

// headOf is the head of a list, but for what only the host knows.
func headOf(s tasklist.State) head {
	h := head{
		Format: format, Version: s.Version, Settings: s.Settings, Recent: s.Recent.Tail(),
		Live: directoryOf(s.Live), Waiting: directoryOf(s.Waiting),
		Past: spanOf(s.Done), Trash: spanOf(s.Trash),
		Seen: span{From: s.Recent.Next(), To: s.Recent.Next()},
		Undo: undoSpan{From: s.History.Next(), To: s.History.Next(), Undone: s.History.Undone()},
	}
	if blocks := s.Recent.Blocks(); len(blocks) > 0 {
		h.Seen.From = blocks[0].Number
	}
	if missing := s.History.Missing(); len(missing) > 0 {
		h.Undo.From = missing[0]
	} else if entries := s.History.Entries(); len(entries) > 0 {
		h.Undo.From = entries[0].Number
	}
	return h
}

func directoryOf(s tasklist.Shelf) directory {
	d := directory{Last: s.LastPage()}
	for _, p := range s.Pages() {
		d.Pages = append(d.Pages, p.Number)
	}
	return d
}

func spanOf(a tasklist.Archive) shelfSpan {
	first, last := a.Span()
	return shelfSpan{First: first, Last: last, Count: a.Len(), Since: a.Since()}
}
