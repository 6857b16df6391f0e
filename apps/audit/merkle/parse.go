package merkle

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// wireRow is a line as it is read.
type wireRow struct {
	Checkpoint string          `json:"checkpoint"`
	EdgeSize   int64           `json:"droppedRows"`
	Edge       []byte          `json:"edge"`
	Dropped    bool            `json:"dropped"`
	Index      *int64          `json:"index"`
	List       string          `json:"list"`
	Version    int64           `json:"version"`
	Type       string          `json:"type"`
	Time       time.Time       `json:"time"`
	RecordedAt time.Time       `json:"recordedAt"`
	Partition  int32           `json:"partition"`
	Offset     int64           `json:"offset"`
	Leaf       []byte          `json:"leaf"`
	Proof      *[][]byte       `json:"proof"`
	Erased     []byte          `json:"erased"`
	Salt       []byte          `json:"salt"`
	Fact       json.RawMessage `json:"fact"`
	Bytes      *[]byte         `json:"bytes"`
}

// ParseLine reads one line of an export. It does not check what the line
// claims.
func ParseLine(raw []byte) (Line, error) {
	var w wireRow
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&w); err != nil {
		return Line{}, fmt.Errorf("this is not a line of an export: %w", err)
	}
	if rest := bytes.TrimSpace(raw[d.InputOffset():]); len(rest) > 0 {
		return Line{}, fmt.Errorf("after the line's JSON comes %.20q", rest)
	}
	if w.Index == nil {
		if w.Edge != nil {
			e, err := ParseEdge(w.EdgeSize, w.Edge)
			return Line{Edge: &e}, err
		}
		if w.Checkpoint == "" {
			return Line{}, errors.New("this line is neither a row nor a checkpoint")
		}
		return Line{Checkpoint: w.Checkpoint}, nil
	}
	r := &Row{Salt: w.Salt, Envelope: Envelope{
		Index: *w.Index, List: w.List, Version: w.Version, Type: w.Type, Time: w.Time, RecordedAt: w.RecordedAt,
		Partition: w.Partition, Offset: w.Offset,
	}}
	// In an envelope such texts would be lines of their own: one leaf, two rows.
	if err := errors.Join(Plain("list", w.List), Plain("type", w.Type)); err != nil {
		return Line{}, err
	}
	if len(w.Leaf) != tlog.HashSize {
		return Line{}, errors.New("leaf is not a hash")
	}
	r.Leaf = tlog.Hash(w.Leaf)
	if w.Dropped {
		return Line{Row: &Row{Envelope: Envelope{Index: r.Index}, Leaf: r.Leaf, Dropped: true}}, nil
	}
	if w.Proof != nil {
		r.Proof = make([]tlog.Hash, len(*w.Proof))
		for i, h := range *w.Proof {
			if len(h) != tlog.HashSize {
				return Line{}, fmt.Errorf("proof[%d] is not a hash", i)
			}
			r.Proof[i] = tlog.Hash(h)
		}
	}
	switch {
	case w.Erased != nil:
		if len(w.Erased) != len(r.Digest) || w.Salt != nil || w.Fact != nil || w.Bytes != nil {
			return Line{}, errors.New("erased is not the hash of a content, or the content is there")
		}
		r.Digest = [32]byte(w.Erased)
		return Line{Row: r}, nil
	case len(w.Salt) != SaltSize:
		return Line{}, errors.New("salt is not 16 bytes")
	case (w.Fact == nil) == (w.Bytes == nil):
		return Line{}, errors.New("there must be a fact, or bytes, or erased")
	case w.Bytes != nil:
		r.Content = *w.Bytes
	default:
		r.Content = w.Fact
	}
	r.Digest = Digest(r.Salt, r.Content)
	return Line{Row: r}, nil
}

// check reads a line and compares it with how it would be written: one byte
// less or other, wherever it is, is seen. A checkpoint is opened.
func check(raw []byte, keys note.Verifiers) (Line, error) {
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
		l.opened, l.closed = OpenCheckpoint(l.Checkpoint, keys)
	}
	if !bytes.Equal(raw, bytes.TrimSuffix(again, []byte("\n"))) {
		return l, errors.New("the line is not written as exports are")
	}
	return l, nil
}
