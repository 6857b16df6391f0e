package merkle

import "fmt"

// gone is what an export of the whole log lacks, and what the log says about
// that. Without this, somebody could take the content out of a row, or the row
// out of the file, and leave its hash.
type gone struct {
	erased  map[string]int64 // by list: the first erased row that no later note has told of
	dropped []Run            // rows that were dropped
	told    []Run            // which of them notes say are gone
	before  map[Dropped]bool // what notes say that do not say which
}

// see takes the next row.
func (g *gone) see(r *Row) error {
	switch {
	case r.Dropped:
		g.drop(Run{r.Index, r.Index})
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
		e, err := ParseExpiry(r.Index, r.Content)
		if err != nil {
			return err
		}
		g.expired(e)
	}
	return nil
}

// expired takes what a note says.
func (g *gone) expired(e Expiry) {
	g.told = Merge(append(g.told, e.Gone...)...)
	if len(e.Gone) == 0 {
		e.Before = append(e.Before, e.Dropped)
	}
	if g.before == nil {
		g.before = map[Dropped]bool{}
	}
	for _, d := range e.Before {
		g.before[d] = true
	}
}

// drop notes that rows were dropped, which come after those of before.
func (g *gone) drop(r Run) {
	if n := len(g.dropped); n > 0 && g.dropped[n-1][1]+1 == r[0] {
		g.dropped[n-1][1] = r[1]
		return
	}
	g.dropped = append(g.dropped, r)
}

// untold is the first row of which no note says why it is gone.
func (g *gone) untold() (index int64, why string, ok bool) {
	index, why = g.robbed()
	for _, first := range g.erased {
		if index < 0 || first < index {
			index, why = first, "its content is gone, and the log does not say that it was erased"
		}
	}
	return index, why, index >= 0
}

// robbed is the first row that was taken out; -1 when none was. Notes of
// before gone was in them only say how many rows went between two: no more may
// be missing there.
func (g *gone) robbed() (index int64, why string) {
	left := Without(g.dropped, g.told)
	var between []Run
	for d := range g.before {
		between = append(between, Run{d.First, d.Last})
	}
	between = Merge(between...)
	if out := Without(left, between); len(out) > 0 {
		return out[0][0], "the row is gone, and the log does not say that its month was dropped"
	}
	for _, b := range between {
		var rows int64
		for d := range g.before {
			if b[0] <= d.First && d.Last <= b[1] {
				rows += d.Rows
			}
		}
		if here := Without(left, Without(left, []Run{b})); Count(here) > rows {
			return here[0][0], fmt.Sprintf("it or a later one was taken out: of the rows %d to %d the log says that %d were dropped, and %d are gone",
				b[0], b[1], rows, Count(here))
		}
	}
	return -1, ""
}
