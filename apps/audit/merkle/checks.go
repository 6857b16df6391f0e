package merkle

import (
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// dropped begins after rows that are not there any more.
func (c *checker) dropped(n int, e Edge) error {
	c.edge, c.next, c.good, c.started, c.Dropped = e, e.size, e.size, true, e.size
	if e.size == 0 {
		return &BadRow{n, -1, "no rows were dropped, then"}
	}
	c.gone.drop(Run{0, e.size - 1})
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
func (c *checker) checkpoint(n int, cp Checkpoint, err error) error {
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
		for size, root := range c.more {
			if size != c.Last.Size || root != c.Last.Root {
				return fmt.Errorf("rows with proofs are checked against the checkpoint in the file, of %d rows; one of %d rows was given", c.Last.Size, size)
			}
		}
		return nil // without rows as well: the truth, if little of it
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
