package merkle

import (
	"bytes"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
)

// Any line is read without a panic, and one that passes is written again to
// the byte; the quick reader takes only what the careful one reads the same.
func FuzzLine(f *testing.F) {
	row := Row{Salt: make([]byte, SaltSize), Content: []byte(`{"title":"<Zoë>"}`)}
	row.Envelope = Envelope{Index: 17, List: "ann", Version: 5, Type: "errand.task.added", Partition: -1, Offset: -1,
		Time: time.Date(2026, 11, 23, 8, 0, 0, 31415000, time.UTC), RecordedAt: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)}
	var edge Edge
	row.Digest = Digest(row.Salt, row.Content)
	row.Leaf = row.Envelope.Leaf()
	edge.Add(row.Leaf, nil)
	add := func(line []byte) { f.Add(bytes.TrimSuffix(line, []byte("\n"))) }
	add(AppendRow(nil, &row))
	add(AppendEdge(nil, &edge))
	add(AppendCheckpoint(nil, "a\n1\nb\n\n— a c\n"))
	odd := row
	odd.Content, odd.List = []byte("{\n}"), "Zoë\""
	odd.Proof = edge.roots
	add(AppendRow(nil, &odd))
	odd.Salt, odd.Content = nil, nil
	add(AppendRow(nil, &odd))
	odd.Dropped = true
	add(AppendRow(nil, &odd))
	f.Fuzz(func(t *testing.T, raw []byte) {
		l, err := check(raw, note.VerifierList())
		if err != nil {
			return
		}
		quick, ok := quickRow(raw)
		if !ok {
			return
		}
		careful, err := ParseLine(raw)
		if err != nil {
			// What is no JSON inside the fact is left to the hash.
			if quick.Digest != Digest(quick.Salt, quick.Content) {
				t.Fatalf("%q: digest", raw)
			}
			return
		}
		if careful.Row == nil || careful.Row.Envelope.Leaf() != quick.Envelope.Leaf() || careful.Row.Leaf != quick.Leaf || l.Row.Index != quick.Index {
			t.Fatalf("%q: the quick reader has %+v, the careful one %+v", raw, quick, careful.Row)
		}
	})
}
