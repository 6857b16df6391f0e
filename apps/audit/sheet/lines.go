// Package sheet writes exports: as JSON Lines, which can be verified, and as
// CSV, for people with spreadsheets.
package sheet

import (
	"fmt"
	"io"

	"github.com/errandapp/errand/apps/audit/merkle"
)

// Lines writes JSON Lines to W.
type Lines struct {
	W   io.Writer
	buf []byte
}

// Checkpoint writes a checkpoint as a line.
func (l *Lines) Checkpoint(signed string) error {
	return l.write(merkle.AppendCheckpoint(l.buf[:0], signed))
}

// Edge writes what is left of rows that were dropped.
func (l *Lines) Edge(e merkle.Edge) error { return l.write(merkle.AppendEdge(l.buf[:0], &e)) }

// Row writes a row as a line.
func (l *Lines) Row(r *merkle.Row) error { return l.write(merkle.AppendRow(l.buf[:0], r)) }

func (l *Lines) write(b []byte) error {
	l.buf = b
	if _, err := l.W.Write(b); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}
