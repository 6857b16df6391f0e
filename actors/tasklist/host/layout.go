package host

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
)

// format is the layout of what is saved. A list in another format is not
// touched.
const format = 1

// Keys of a list.
const (
	headKey      = "head"
	openPrefix   = "open-"
	donePrefix   = "done-"
	untoldPrefix = "untold-"
)

// head is the small part of a list that every save writes. Format and
// Revision stay first and in this order: fence.sql reads the revision from
// the first bytes.
type head struct {
	Format   int               `json:"format"`
	Revision uint64            `json:"revision"` // number of this save
	Version  uint64            `json:"version"`
	Armed    time.Time         `json:"armed,omitzero"` // when the wake reminder will ring
	Open     directory         `json:"open,omitzero"`
	Done     directory         `json:"done,omitzero"`
	Recent   tasklist.Recent   `json:"recent,omitempty"`
	Untold   []json.RawMessage `json:"untold,omitempty"` // facts, oldest first, after those in blocks
	Blocks   span              `json:"blocks,omitzero"`  // untold-<n> for From ≤ n < To
}

// directory lists the pages of a shelf in order.
type directory struct {
	Pages []uint32 `json:"pages,omitempty"`
	Last  uint32   `json:"last,omitempty"` // highest page number ever used
}

func (d directory) IsZero() bool { return len(d.Pages) == 0 && d.Last == 0 }

type span struct {
	From uint64 `json:"from"`
	To   uint64 `json:"to"`
}

func pageKey(prefix string, n uint32) string { return prefix + strconv.FormatUint(uint64(n), 10) }
func blockKey(n uint64) string               { return untoldPrefix + strconv.FormatUint(n, 10) }

func readHead(raw []byte) (head, error) {
	var h head
	if len(raw) == 0 {
		return h, nil
	}
	if err := json.Unmarshal(raw, &h); err != nil {
		return h, fmt.Errorf("read head: %w", err)
	}
	if h.Format != format {
		return h, fmt.Errorf("read head: format %d; this program knows %d", h.Format, format)
	}
	return h, nil
}

func directoryOf(s tasklist.Shelf) directory {
	d := directory{Last: s.LastPage()}
	for _, p := range s.Pages() {
		d.Pages = append(d.Pages, p.Number)
	}
	return d
}

// pageWrites are the writes that turn the saved shelf into the next one. A
// page that stayed the same is the same pointer, so nothing is compared but
// the directories.
func pageWrites(prefix string, saved, next tasklist.Shelf) ([]Write, error) {
	old := make(map[uint32]*tasklist.Page, len(saved.Pages()))
	for _, p := range saved.Pages() {
		old[p.Number] = p
	}
	var writes []Write
	for _, p := range next.Pages() {
		if old[p.Number] != p {
			value, err := json.Marshal(p.Tasks)
			if err != nil {
				return nil, fmt.Errorf("write page %d: %w", p.Number, err)
			}
			writes = append(writes, Write{pageKey(prefix, p.Number), value})
		}
		delete(old, p.Number)
	}
	for n := range old {
		writes = append(writes, Write{pageKey(prefix, n), nil})
	}
	return writes, nil
}
