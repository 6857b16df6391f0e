package merkle

import (
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
	c := checker{more: map[int64]tlog.Hash{}}
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
	if err := readLines(r, keys, c.line); err != nil {
		return c.Verdict, err
	}
	return c.Verdict, c.end()
}
