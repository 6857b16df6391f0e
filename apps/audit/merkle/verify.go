package merkle

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A BadRow says where an export is not what the log was.
type BadRow struct {
	Line  int   // of the file, from 1; 0 when it is about its end
	Index int64 // of the first row that is wrong, or may be; -1 when it is about no row
	Why   string
}

func (b *BadRow) Error() string {
	switch {
	case b.Index < 0:
		return fmt.Sprintf("line %d: %s", b.Line, b.Why)
	case b.Line == 0:
		return fmt.Sprintf("row %d: %s", b.Index, b.Why)
	}
	return fmt.Sprintf("row %d (line %d): %s", b.Index, b.Line, b.Why)
}

// A Verdict is what was found to be true of an export.
type Verdict struct {
	Rows        int64      // read
	Erased      int64      // of those, without their content
	Dropped     int64      // of the log, with their months: only their hashes were there
	Whole       bool       // all rows of the log up to the last checkpoint; else some, each with its proof
	Checkpoints int        // that were checked
	Last        Checkpoint // the largest of them
}

// Verify reads an export in JSON Lines and checks it against the checkpoints
// that are in it, and against more that the reader has from elsewhere, all
// signed by keys. The error is a *BadRow, which names the first bad row, or
// why the export cannot be read.
//
// An export of the whole log has every row, in order, and checkpoints between
// them. A row that was changed, and its hash not, is named itself. When its
// hash was changed with it, or a row was taken out and the others numbered
// anew, the next checkpoint tells, and the first row after the one before it
// is named: the bad row is there or between the two.
//
// An export of some rows begins with the checkpoint, and every row has a proof
// that leads to it.
func Verify(r io.Reader, keys note.Verifiers, more ...string) (Verdict, error) {
	c := checker{keys: keys, more: map[int64]tlog.Hash{}}
	for _, signed := range more {
		cp, err := OpenCheckpoint(signed, keys)
		if err != nil {
			return Verdict{}, err
		}
		if root, ok := c.more[cp.Size]; ok && root != cp.Root {
			return Verdict{}, fmt.Errorf("two checkpoints of %d rows have different roots: the log was forked", cp.Size)
		}
		c.more[cp.Size] = cp.Root
	}
	if err := readLines(r, c.line); err != nil {
		return c.Verdict, err
	}
	return c.Verdict, c.end()
}

// A checker looks at one line after the other.
type checker struct {
	Verdict
	keys    note.Verifiers
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
		return c.checkpoint(n, l.Checkpoint)
	}
	r := l.Row
	if !c.started {
		c.started, c.partly = true, r.Proof != nil
		if c.partly && c.Last.Size == 0 {
			return bad(r.Index, "rows with proofs need the checkpoint before them")
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

// dropped begins after rows that are not there any more.
func (c *checker) dropped(n int, e Edge) error {
	c.edge, c.next, c.good, c.started, c.Dropped = e, e.size, e.size, true, e.size
	if e.size == 0 {
		return &BadRow{n, -1, "no rows were dropped, then"}
	}
	c.gone.drop(0, e.size-1)
	if root, ok := c.more[e.size]; ok {
		delete(c.more, e.size)
		return c.matches(n, Checkpoint{e.size, root}, "given")
	}
	return nil
}

// proved checks a row that has a proof.
func (c *checker) proved(n int, r *Row) error {
	if r.Index >= c.Last.Size {
		return &BadRow{n, r.Index, "it is not covered by the checkpoint"}
	}
	if err := tlog.CheckRecord(r.Proof, c.Last.Size, c.Last.Root, r.Index, r.Leaf); err != nil {
		return &BadRow{n, r.Index, "its proof does not lead to the checkpoint: it is not in that log"}
	}
	return nil
}

// checkpoint checks one that is in the export.
func (c *checker) checkpoint(n int, signed string) error {
	cp, err := OpenCheckpoint(signed, c.keys)
	if err != nil {
		return &BadRow{n, -1, err.Error()}
	}
	if !c.started && cp.Size > 0 { // of some rows, unless the first says otherwise
		if root, ok := c.more[cp.Size]; ok && root != cp.Root {
			return &BadRow{n, -1, fmt.Sprintf("the checkpoint of %d rows is not the given one: the log was forked", cp.Size)}
		}
		if c.Checkpoints > 0 {
			return &BadRow{n, -1, "a second checkpoint stands before the first row"}
		}
		c.Checkpoints, c.Last, c.partly = 1, cp, true
		return nil
	}
	if c.partly {
		return &BadRow{n, -1, "a second checkpoint stands among rows with proofs"}
	}
	if cp.Size != c.edge.size {
		return &BadRow{n, min(cp.Size, c.edge.size), fmt.Sprintf("the checkpoint of %d rows stands after %d", cp.Size, c.edge.size)}
	}
	return c.matches(n, cp, "signed")
}

// matches compares the tree so far with a checkpoint of its size.
func (c *checker) matches(n int, cp Checkpoint, which string) error {
	if c.edge.Root() != cp.Root {
		return &BadRow{n, c.good, fmt.Sprintf("the rows do not lead to the %s checkpoint of %d rows: one of the rows %d to %d was changed together with its hash, or taken out, or put in",
			which, cp.Size, c.good, cp.Size-1)}
	}
	c.Checkpoints++
	c.Last, c.good = cp, cp.Size
	return nil
}

// end says what is still missing after the last line.
func (c *checker) end() error {
	if c.partly {
		if !c.started {
			return nil // no rows, and a checkpoint: the truth, if little of it
		}
		for size, root := range c.more {
			if size != c.Last.Size || root != c.Last.Root {
				return fmt.Errorf("rows with proofs are checked against the checkpoint in the file, of %d rows; one of %d rows was given", c.Last.Size, size)
			}
		}
		return nil
	}
	for size := range c.more {
		if size > c.edge.size {
			return &BadRow{0, c.edge.size, fmt.Sprintf("it is missing: the export ends, and a given checkpoint covers %d rows", size)}
		}
		return fmt.Errorf("the given checkpoint of %d rows cannot be checked: those rows were dropped", size)
	}
	switch {
	case c.Checkpoints == 0:
		return errors.New("there is no checkpoint, so nothing is proved: give one, or export again")
	case c.good < c.edge.size:
		return &BadRow{0, c.good, fmt.Sprintf("no checkpoint covers the rows %d to %d", c.good, c.edge.size-1)}
	}
	if index, why, ok := c.gone.untold(); ok {
		return &BadRow{0, index, why}
	}
	c.Whole = true
	return nil
}

// check reads a line and compares it with how it would be written: one byte
// less or other, wherever it is, is seen.
func check(raw []byte) (Line, error) {
	if r, ok := quickRow(raw); ok {
		return Line{Row: r}, nil
	}
	l, err := ParseLine(raw)
	if err != nil {
		return Line{}, err
	}
	var again []byte
	switch {
	case l.Row != nil:
		again = AppendRow(make([]byte, 0, len(raw)+1), l.Row)
	case l.Edge != nil:
		again = AppendEdge(nil, l.Edge)
	default:
		again = AppendCheckpoint(nil, l.Checkpoint)
	}
	if !bytes.Equal(raw, bytes.TrimSuffix(again, []byte("\n"))) {
		return l, errors.New("the line is not written as exports are")
	}
	return l, nil
}
