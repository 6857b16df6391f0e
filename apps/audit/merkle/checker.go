package merkle

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// A checker looks at one line after the other.
type checker struct {
	Verdict
	more    map[int64]tlog.Hash // checkpoints from elsewhere that are still to be checked
	edge    Edge
	started bool
	partly  bool  // the rows have proofs
	next    int64 // the lowest index that the next row may have
	good    int64 // rows up to the last checkpoint that was right
	scratch []tlog.Hash
	gone    gone
}

// line takes the next line. It is called in order.
func (c *checker) line(n int, l Line, err error) error {
	bad := func(index int64, why string, args ...any) error { return &BadRow{n, index, fmt.Sprintf(why, args...)} }
	switch {
	case err != nil && l.Row != nil:
		return bad(l.Row.Index, "%v", err)
	case err != nil:
		return bad(c.next, "%v", err)
	case l.Edge != nil:
		if n != 1 {
			return bad(-1, "dropped rows can only be before all others")
		}
		return c.dropped(n, *l.Edge)
	case l.Row == nil:
		return c.checkpoint(n, l.opened, l.closed)
	}
	r := l.Row
	if !c.started {
		c.started, c.partly = true, r.Proof != nil
		if c.partly && c.Last.Size == 0 {
			return bad(r.Index, "rows with proofs need the checkpoint before them")
		}
		if !c.partly && c.Last.Size > 0 {
			return bad(r.Index, "the checkpoint of %d rows stands before the first of them, and they have no proofs", c.Last.Size)
		}
	}
	if c.partly != (r.Proof != nil) {
		return bad(r.Index, "some rows have proofs and others have none")
	}
	switch {
	case r.Index < c.next:
		return bad(r.Index, "it comes after row %d: it is there twice, or out of its place", c.next-1)
	case !c.partly && r.Index > c.next:
		return &BadRow{n, c.next, fmt.Sprintf("it is missing: row %d stands in its place", r.Index)}
	case !r.Dropped && r.Envelope.Leaf() != r.Leaf:
		return bad(r.Index, "it is not what was recorded: its hash is another one")
	case r.Erased() && r.Version == 0:
		return bad(r.Index, "its content is gone, and it is a note of the log itself: those are never erased")
	}
	c.next = r.Index + 1
	switch {
	case r.Dropped:
		c.Dropped++
	case r.Erased():
		c.Erased++
	}
	c.Rows++
	if c.partly {
		return c.proved(n, r)
	}
	if err := c.gone.see(r); err != nil {
		return bad(r.Index, "%v", err)
	}
	c.scratch = c.edge.Add(r.Leaf, c.scratch[:0])
	if root, ok := c.more[c.edge.size]; ok {
		delete(c.more, c.edge.size)
		return c.matches(n, Checkpoint{c.edge.size, root}, "given")
	}
	return nil
}
