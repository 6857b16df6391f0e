package merkle

import (
	"encoding/json"
	"fmt"
	"slices"
)

// gone is what an export of the whole log lacks, and what the log says about
// that. Without this, somebody could take the content out of a row, or the row
// out of the file, and leave its hash.
type gone struct {
	erased  map[string]int64 // by list: the first erased row that no later note has told of
	dropped []span           // rows that were dropped
	told    []span           // what notes say was dropped
}

// A span is the rows from first to last.
type span struct{ first, last int64 }

// see takes the next row.
func (g *gone) see(r *Row) error {
	switch {
	case r.Dropped:
		g.drop(r.Index, r.Index)
	case r.Erased():
		if g.erased == nil {
			g.erased = map[string]int64{}
		}
		if _, ok := g.erased[r.List]; !ok {
			g.erased[r.List] = r.Index
		}
	case r.Version == 0 && r.Type == NoteErased:
		delete(g.erased, r.List)
	case r.Version == 0 && r.Type == NoteExpired:
		var e Expiry
		if err := json.Unmarshal(r.Content, &e); err != nil {
			return fmt.Errorf("the note cannot be read: %w", err)
		}
		g.told = append(g.told, span{e.First, e.Last})
	}
	return nil
}

// drop notes that rows were dropped.
func (g *gone) drop(first, last int64) {
	if n := len(g.dropped); n > 0 && g.dropped[n-1].last+1 == first {
		g.dropped[n-1].last = last
		return
	}
	g.dropped = append(g.dropped, span{first, last})
}

// untold is the first row of which no note says why it is gone.
func (g *gone) untold() (index int64, why string, ok bool) {
	index = -1
	for _, first := range g.erased {
		if index < 0 || first < index {
			index, why = first, "its content is gone, and the log does not say that it was erased"
		}
	}
	slices.SortFunc(g.told, func(a, b span) int { return int(a.first - b.first) })
	for _, d := range g.dropped {
		if at, ok := g.uncovered(d); ok && (index < 0 || at < index) {
			index, why = at, "the row is gone, and the log does not say that its month was dropped"
		}
	}
	return index, why, index >= 0
}

// uncovered is the first row of a span that no note covers. The rows before
// all others need no note but that for the last of them: the notes of months
// long gone are gone themselves.
func (g *gone) uncovered(d span) (int64, bool) {
	at := d.first
	if at == 0 {
		at = d.last
	}
	for _, t := range g.told {
		if t.first <= at && at <= t.last {
			at = t.last + 1
		}
	}
	return at, at <= d.last
}
