package merkle

import (
	"encoding/json"
	"errors"
	"fmt"
)

// Types of the log's own notes, which are rows with version 0. A fact cannot
// have them.
const (
	NoteTypes   = "errand.audit." // they begin so
	NoteErased  = NoteTypes + "erased"
	NoteExpired = NoteTypes + "expired"
)

// An Erasure is what a note of type NoteErased says: that rows of a list,
// above it in the log, have lost their content.
type Erasure struct {
	List   string `json:"list"`
	Rows   int64  `json:"rows"`
	Reason string `json:"reason"`
}

// An Expiry is what a note of type NoteExpired says: that the rows of a month
// were dropped, and which rows the log lacks since then. All of those, also of
// months that were dropped before: the notes about them go with their own
// months, and the last note must say everything.
type Expiry struct {
	Dropped
	Gone   []Run     `json:"gone,omitempty"`   // in order, of all months; absent in the notes of before
	Before []Dropped `json:"before,omitempty"` // what notes said that had no gone
}

// A Dropped is a month of which the rows were dropped.
type Dropped struct {
	Month string `json:"month"` // 2026-11
	Rows  int64  `json:"rows"`
	First int64  `json:"first"` // index of its first row
	Last  int64  `json:"last"`  // and of its last; others may lie between them
}

// ParseExpiry reads the content of a note with this index. A note tells of
// rows above it only.
func ParseExpiry(index int64, content []byte) (e Expiry, err error) {
	if err := json.Unmarshal(content, &e); err != nil {
		return Expiry{}, fmt.Errorf("the note cannot be read: %w", err)
	}
	next := int64(0)
	for _, r := range e.Gone {
		if r[0] < next || r[1] < r[0] || r[1] >= index {
			return Expiry{}, fmt.Errorf("the note cannot be right: gone has %d", r)
		}
		next = r[1] + 1
	}
	for _, d := range append([]Dropped{e.Dropped}, e.Before...) {
		if d.First < 0 || d.Last >= index || d.Rows < 1 || d.Rows > d.Last-d.First+1 {
			return Expiry{}, errors.New("the note cannot be right: it tells of rows that cannot be")
		}
	}
	return e, nil
}
