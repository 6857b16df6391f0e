package merkle_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"

	"github.com/errandapp/errand/apps/audit/merkle"
)

// A book is a log in memory, and what a test needs to tamper with it.
type book struct {
	rows   []merkle.Row
	stored []tlog.Hash
	edge   merkle.Edge
	marks  map[int64]string // checkpoints by size
	key    note.Signer
	known  note.Verifiers
}

func newBook(t testing.TB) *book {
	t.Helper()
	b := &book{marks: map[int64]string{}}
	secret, public, err := note.GenerateKey(rand.Reader, "test/audit")
	if err == nil {
		b.key, err = note.NewSigner(secret)
	}
	if err != nil {
		t.Fatal(err)
	}
	verifier, err := note.NewVerifier(public)
	if err != nil {
		t.Fatal(err)
	}
	b.known = note.VerifierList(verifier)
	return b
}

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// add adds a row with this content.
func (b *book) add(list string, version int64, typ, content string) {
	r := merkle.Row{Content: []byte(content), Salt: merkle.Salts(1)[0]}
	r.Envelope = merkle.Envelope{
		Index: int64(len(b.rows)), List: list, Version: version, Type: typ,
		Time: noon.Add(time.Duration(len(b.rows)) * time.Second), RecordedAt: noon.Add(time.Hour), Partition: 3, Offset: int64(len(b.rows)),
		Digest: merkle.Digest(r.Salt, r.Content),
	}
	r.Leaf = r.Envelope.Leaf()
	b.stored = b.edge.Add(r.Leaf, b.stored)
	b.rows = append(b.rows, r)
}

// seal signs the log as it is.
func (b *book) seal(t testing.TB) string {
	t.Helper()
	signed, err := merkle.Checkpoint{Size: b.edge.Size(), Root: b.edge.Root()}.Sign(b.key)
	if err != nil {
		t.Fatal(err)
	}
	b.marks[b.edge.Size()] = signed
	return signed
}

// export is the whole log.
func (b *book) export() []byte {
	var out []byte
	for i := range b.rows {
		out = merkle.AppendRow(out, &b.rows[i])
		if mark, ok := b.marks[int64(i)+1]; ok {
			out = merkle.AppendCheckpoint(out, mark)
		}
	}
	return out
}

// erase takes the content out of a row.
func (b *book) erase(i int) { b.rows[i].Salt, b.rows[i].Content = nil, nil }

// filled is a book of n facts, sealed every few of them and at its end.
func filled(t testing.TB, n, every int) *book {
	t.Helper()
	b := newBook(t)
	for i := range n {
		b.add("ann", int64(i)+1, "errand.task.added", fmt.Sprintf(`{"title":"Thing %d <&> ü"}`, i))
		if (i+1)%every == 0 || i == n-1 {
			b.seal(t)
		}
	}
	return b
}

// bad is the row that Verify names.
func bad(t testing.TB, export []byte, b *book, more ...string) *merkle.BadRow {
	t.Helper()
	_, err := merkle.Verify(bytes.NewReader(export), b.known, more...)
	var row *merkle.BadRow
	if !errors.As(err, &row) {
		t.Fatalf("got %v, want a bad row", err)
	}
	return row
}

func TestAGoodExport(t *testing.T) {
	b := filled(t, 700, 100)
	v, err := merkle.Verify(bytes.NewReader(b.export()), b.known, b.marks[300])
	if err != nil {
		t.Fatal(err)
	}
	if !v.Whole || v.Rows != 700 || v.Checkpoints != 8 || v.Last.Size != 700 || v.Last.Root != b.edge.Root() {
		t.Errorf("got %+v", v)
	}
}

// Contents that do not fit into a line as they are come back to the byte.
func TestContentsComeBackToTheByte(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		content := rapid.OneOf(
			rapid.SliceOf(rapid.Byte()),
			rapid.SampledFrom([][]byte{[]byte(`{"a":"<\u2028>"}`), []byte("{\n}"), []byte(" {} "), []byte(`{"a":1}{`), {}, []byte(`{}`), []byte("{\"a\":\"\xff\"}")}),
		).Draw(t, "content")
		row := merkle.Row{Content: content, Salt: merkle.Salts(1)[0]}
		row.List, row.Type, row.Time, row.RecordedAt = rapid.StringMatching(`[^\x00-\x1f\x7f]{0,9}`).Draw(t, "list"), "errand.task.added", noon, noon
		row.Digest = merkle.Digest(row.Salt, row.Content)
		row.Leaf = row.Envelope.Leaf()
		line := merkle.AppendRow(nil, &row)
		if n := bytes.Count(line, []byte("\n")); n != 1 {
			t.Fatalf("%d ends of line in %q", n, line)
		}
		got, err := merkle.ParseLine(bytes.TrimSuffix(line, []byte("\n")))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Row.Content, content) || got.Row.List != row.List || got.Row.Envelope.Leaf() != row.Leaf {
			t.Fatalf("%q came back as %q of %q", content, got.Row.Content, got.Row.List)
		}
		if again := merkle.AppendRow(nil, got.Row); !bytes.Equal(again, line) {
			t.Fatalf("%q is written as %q then", line, again)
		}
	})
}

// Any byte that is another one is noticed, whichever it is.
func TestAnyChangedByteIsNoticed(t *testing.T) {
	b := filled(t, 5, 3)
	export := b.export()
	lines := bytes.SplitAfter(export, []byte("\n"))
	var rowOf []int64 // of each byte; -1 for those of checkpoints
	next := int64(0)
	for _, line := range lines {
		at := int64(-1)
		if bytes.HasPrefix(line, []byte(`{"index"`)) {
			at, next = next, next+1
		}
		for range line {
			rowOf = append(rowOf, at)
		}
	}
	for i := range export {
		for _, change := range []byte{0x01, 0x20, 0x80} {
			tampered := bytes.Clone(export)
			tampered[i] ^= change
			v, err := merkle.Verify(bytes.NewReader(tampered), b.known)
			if err == nil {
				t.Fatalf("byte %d, %q as %q, of row %d: not noticed: %+v", i, export[i], tampered[i], rowOf[i], v)
			}
			// A row is named, or, where its very number was changed, the
			// one that seems to be missing, or out of its place.
			var row *merkle.BadRow
			if errors.As(err, &row) && rowOf[i] >= 0 && row.Index != rowOf[i] && !bytes.Contains(export[max(0, i-12):i+1], []byte(`"index":`)) {
				t.Errorf("byte %d, %q as %q, of row %d: %v", i, export[i], tampered[i], rowOf[i], err)
			}
		}
	}
}

func TestWhatWasDoneToAnExportIsNamed(t *testing.T) {
	const n = 40
	for _, c := range []struct {
		name   string
		tamper func(*book) []byte
		index  int64
		why    string
	}{
		{"a title is another one", func(b *book) []byte {
			return bytes.Replace(b.export(), []byte("Thing 17 "), []byte("Thong 17 "), 1)
		}, 17, "not what was recorded"},
		{"and its hash with it", func(b *book) []byte {
			r := &b.rows[17]
			r.Content = []byte(`{"title":"Thong 17"}`)
			r.Digest = merkle.Digest(r.Salt, r.Content)
			r.Leaf = r.Envelope.Leaf()
			return b.export()
		}, 10, "one of the rows 10 to 19 was changed together with its hash"},
		{"a row is out", func(b *book) []byte { return without(b.export(), 17) }, 17, "missing: row 18 stands in its place"},
		{"the first row is out", func(b *book) []byte { return without(b.export(), 0) }, 0, "missing"},
		{"a row is out and the others are numbered anew", func(b *book) []byte {
			b.rows = slices.Delete(b.rows, 17, 18)
			for i := 17; i < len(b.rows); i++ {
				b.rows[i].Index = int64(i)
			}
			return b.export()
		}, 17, "not what was recorded"},
		{"and hashed anew", func(b *book) []byte {
			b.rows = slices.Delete(b.rows, 17, 18)
			for i := 17; i < len(b.rows); i++ {
				b.rows[i].Index = int64(i)
				b.rows[i].Leaf = b.rows[i].Envelope.Leaf()
			}
			return b.export()
		}, 10, "taken out"},
		{"two lines are swapped", func(b *book) []byte {
			lines := bytes.SplitAfter(b.export(), []byte("\n"))
			at := slices.IndexFunc(lines, func(l []byte) bool { return bytes.HasPrefix(l, []byte(`{"index":17,`)) })
			lines[at], lines[at+1] = lines[at+1], lines[at]
			return bytes.Join(lines, nil)
		}, 17, "missing: row 18 stands in its place"},
		{"two rows are swapped", func(b *book) []byte {
			b.rows[17], b.rows[18] = b.rows[18], b.rows[17]
			b.rows[17].Index, b.rows[18].Index = 17, 18
			return b.export()
		}, 17, "not what was recorded"},
		{"and hashed anew", func(b *book) []byte {
			b.rows[17], b.rows[18] = b.rows[18], b.rows[17]
			for i := 17; i < 19; i++ {
				b.rows[i].Index = int64(i)
				b.rows[i].Leaf = b.rows[i].Envelope.Leaf()
			}
			return b.export()
		}, 10, "changed together with its hash"},
		{"a row is there twice", func(b *book) []byte {
			lines := bytes.SplitAfter(b.export(), []byte("\n"))
			return bytes.Join(slices.Insert(lines, 5, lines[4]), nil)
		}, 4, "twice"},
		{"a row is put in", func(b *book) []byte {
			r := b.rows[17]
			r.Content = []byte(`{}`)
			b.rows = slices.Insert(b.rows, 17, r)
			return b.export()
		}, 17, "not what was recorded"},
		{"a checkpoint is signed by somebody else", func(b *book) []byte {
			b.key = newBook(t).key
			b.seal(t)
			return b.export()
		}, -1, "signature"},
		{"a checkpoint has another root", func(b *book) []byte {
			at := strings.Index(b.marks[n], "\n40\n") + 4
			edge := b.edgeOf(30)
			b.marks[n] = b.marks[n][:at] + edge.Root().String() + b.marks[n][at+44:]
			return b.export()
		}, -1, "signature"},
		{"a checkpoint stands elsewhere", func(b *book) []byte {
			b.marks[25] = b.marks[20]
			return b.export()
		}, 20, "the checkpoint of 20 rows stands after 25"},
		{"the last rows have no checkpoint", func(b *book) []byte {
			delete(b.marks, n)
			return b.export()
		}, 30, "no checkpoint covers the rows 30 to 39"},
		{"the content is gone", func(b *book) []byte { b.erase(17); return b.export() }, 17, "the log does not say that it was erased"},
		{"the content of a note is gone, below another one", func(b *book) []byte {
			b.add("ann", 0, merkle.NoteErased, `{"list":"ann","rows":40,"reason":"the court asked"}`)
			b.add("ann", 0, merkle.NoteErased, `{"list":"ann","rows":1,"reason":"again"}`)
			b.seal(t)
			b.erase(n)
			return b.export()
		}, n, "those are never erased"},
		{"the row is said to be dropped", func(b *book) []byte { b.rows[17].Dropped = true; return b.export() }, 17, "does not say that its month was dropped"},
		{"rows are said to be dropped", func(b *book) []byte {
			edge := b.edgeOf(20)
			lines := bytes.SplitAfter(b.export(), []byte("\n"))
			at := slices.IndexFunc(lines, func(l []byte) bool { return bytes.HasPrefix(l, []byte(`{"index":20,`)) })
			return append(merkle.AppendEdge(nil, &edge), bytes.Join(lines[at:], nil)...)
		}, 0, "does not say that its month was dropped"},
		{"the last line has no end", func(b *book) []byte { return bytes.TrimSuffix(b.export(), []byte("\n")) }, -2, "ends in the middle"},
		{"it is empty", func(*book) []byte { return nil }, -2, "no checkpoint"},
	} {
		b := filled(t, n, 10)
		_, err := merkle.Verify(bytes.NewReader(c.tamper(b)), b.known)
		var row *merkle.BadRow
		switch {
		case err == nil || !strings.Contains(err.Error(), c.why):
			t.Errorf("%s: got %v, want %q", c.name, err, c.why)
		case errors.As(err, &row) != (c.index > -2) || row != nil && row.Index != c.index:
			t.Errorf("%s: got %v, want row %d", c.name, err, c.index)
		}
	}
}

// edgeOf is the edge that the log had at a size.
func (b *book) edgeOf(size int) merkle.Edge {
	var e merkle.Edge
	for i := range size {
		e.Add(b.rows[i].Leaf, nil)
	}
	return e
}

// without is an export without the line of a row.
func without(export []byte, index int) []byte {
	var out []byte
	for line := range bytes.SplitAfterSeq(export, []byte("\n")) {
		if !bytes.HasPrefix(line, fmt.Appendf(nil, `{"index":%d,`, index)) {
			out = append(out, line...)
		}
	}
	return out
}

// A checkpoint from elsewhere catches what an export cannot show by itself.
func TestCheckpointsFromElsewhere(t *testing.T) {
	b := filled(t, 40, 10)
	given := b.marks[40]
	delete(b.marks, 40)
	b.rows = b.rows[:30]
	if row := bad(t, b.export(), b, given); row.Index != 30 || !strings.Contains(row.Why, "missing: the export ends") {
		t.Errorf("rows cut off: got %v", row)
	}
	other := filled(t, 40, 10)
	other.key, other.known = b.key, b.known
	given = other.seal(t)
	b = filled(t, 40, 10)
	b.key, b.known = other.key, other.known
	for size := range b.marks {
		delete(b.marks, size)
	}
	b.seal(t)
	if row := bad(t, b.export(), b, given); row.Index != 0 || !strings.Contains(row.Why, "given checkpoint of 40 rows") {
		t.Errorf("another history under the same key: got %v", row)
	}
	if _, err := merkle.Verify(bytes.NewReader(b.export()), b.known, b.marks[40], given); err == nil || !strings.Contains(err.Error(), "forked") {
		t.Errorf("two checkpoints of one size: got %v", err)
	}
	if _, err := merkle.Verify(bytes.NewReader(b.export()), newBook(t).known); err == nil {
		t.Error("another key: nothing was noticed")
	}
}

// What was erased and dropped, as the log says, proves as before.
func TestErasedAndDropped(t *testing.T) {
	b := filled(t, 20, 5)
	b.add("ann", 0, merkle.NoteErased, `{"list":"ann","rows":2,"reason":"asked for"}`)
	b.add("", 0, merkle.NoteExpired, `{"month":"2024-01","rows":7,"first":0,"last":6,"gone":[[0,6]]}`)
	b.add("ann", 21, "errand.task.added", `{}`)
	b.seal(t)
	b.erase(3)
	b.erase(12)
	b.rows[5].Dropped, b.rows[6].Dropped = true, true
	v, err := merkle.Verify(bytes.NewReader(b.export()), b.known)
	if err != nil || v.Erased != 2 || v.Dropped != 2 || v.Rows != 23 || !v.Whole {
		t.Errorf("got %+v, %v", v, err)
	}
	edge := b.edgeOf(5)
	export := b.export()
	at := bytes.Index(export, []byte(`{"index":5,`))
	export = append(merkle.AppendEdge(nil, &edge), export[at:]...)
	v, err = merkle.Verify(bytes.NewReader(export), b.known)
	if err != nil || v.Dropped != 7 || v.Rows != 18 || !v.Whole {
		t.Errorf("without its beginning: got %+v, %v", v, err)
	}
	if _, err := merkle.Verify(bytes.NewReader(export), b.known, b.marks[5]); err != nil {
		t.Errorf("with the checkpoint where it begins: %v", err)
	}
	b.erase(22)
	if row := bad(t, b.export(), b); row.Index != 22 {
		t.Errorf("erased after the note: got %v", row)
	}
}

// Some rows with their proofs.
func TestRowsWithProofs(t *testing.T) {
	b := filled(t, 40, 40)
	reader := tlog.HashReaderFunc(func(indexes []int64) (hashes []tlog.Hash, err error) {
		for _, i := range indexes {
			hashes = append(hashes, b.stored[i])
		}
		return hashes, nil
	})
	some := func(indexes ...int) []byte {
		out := merkle.AppendCheckpoint(nil, b.marks[40])
		for _, i := range indexes {
			proof, err := tlog.ProveRecord(40, int64(i), reader)
			if err != nil {
				t.Fatal(err)
			}
			r := b.rows[i]
			r.Proof = proof
			out = merkle.AppendRow(out, &r)
		}
		return out
	}
	v, err := merkle.Verify(bytes.NewReader(some(3, 17, 39)), b.known, b.marks[40])
	if err != nil || v.Rows != 3 || v.Whole || v.Last.Size != 40 {
		t.Errorf("got %+v, %v", v, err)
	}
	if row := bad(t, bytes.Replace(some(3, 17), []byte("Thing 17"), []byte("Thong 17"), 1), b); row.Index != 17 {
		t.Errorf("changed: got %v", row)
	}
	if row := bad(t, some(17, 3), b); row.Index != 3 {
		t.Errorf("swapped: got %v", row)
	}
	b.rows[17].Content = []byte(`{}`)
	b.rows[17].Digest = merkle.Digest(b.rows[17].Salt, b.rows[17].Content)
	b.rows[17].Leaf = b.rows[17].Envelope.Leaf()
	if row := bad(t, some(3, 17), b); row.Index != 17 || !strings.Contains(row.Why, "not in that log") {
		t.Errorf("forged: got %v", row)
	}
	if row := bad(t, some(3, 17)[bytes.IndexByte(some(3), '\n')+1:], b); row.Index != 3 || !strings.Contains(row.Why, "need the checkpoint") {
		t.Errorf("without a checkpoint: got %v", row)
	}
}

// A signed checkpoint that stands before all rows covers rows that are not
// there: it is not passed over.
func TestACheckpointBeforeTheRowsIsNotPassedOver(t *testing.T) {
	b := filled(t, 40, 10)
	other := filled(t, 50, 50)
	other.key = b.key
	for _, signed := range []string{b.marks[40], other.seal(t)} {
		export := append(merkle.AppendCheckpoint(nil, signed), b.export()...)
		if row := bad(t, export, b); row.Index != 0 || !strings.Contains(row.Why, "stands before") {
			t.Errorf("got %v", row)
		}
	}
}

// Without rows, checkpoints from elsewhere are checked as well.
func TestACheckpointAloneIsComparedWithGivenOnes(t *testing.T) {
	b := filled(t, 40, 10)
	alone := merkle.AppendCheckpoint(nil, b.marks[10])
	if v, err := merkle.Verify(bytes.NewReader(alone), b.known, b.marks[10]); err != nil || v.Rows != 0 || v.Whole {
		t.Errorf("the same: got %+v, %v", v, err)
	}
	if _, err := merkle.Verify(bytes.NewReader(alone), b.known, b.marks[40]); err == nil || !strings.Contains(err.Error(), "of 40 rows was given") {
		t.Errorf("a later one: got %v", err)
	}
}

// One leaf is one row, to whoever reads the export: not another one for those
// who read it in another way. Whoever signs could do these.
func TestALeafHasOneReading(t *testing.T) {
	t.Run("lines in a list", func(t *testing.T) {
		b := newBook(t)
		b.add("ann\n1", 2, "errand.task.added", `{}`) // its envelope is that of ann, 1, "2\nerrand.task.added"
		b.seal(t)
		if row := bad(t, b.export(), b); row.Index != 0 || !strings.Contains(row.Why, "list has the control character") {
			t.Errorf("got %v", row)
		}
	})
	t.Run("lines in a type", func(t *testing.T) {
		b := newBook(t)
		b.add("ann", 1, "2\nerrand.task.added", `{}`)
		b.seal(t)
		if row := bad(t, b.export(), b); row.Index != 0 || !strings.Contains(row.Why, "type has the control character") {
			t.Errorf("got %v", row)
		}
	})
	t.Run("a content that leaves its place", func(t *testing.T) {
		b := newBook(t)
		b.add("ann", 1, "errand.task.added", `{},"list":"eve","x":{}`)
		b.seal(t)
		if _, err := merkle.Verify(bytes.NewReader(b.export()), b.known); err != nil {
			t.Errorf("in base64: %v", err)
		}
		r := b.rows[0]
		r.Content = []byte(`{}`)
		export := bytes.Replace(merkle.AppendRow(nil, &r), []byte(`"fact":{}`), []byte(`"fact":{},"list":"eve","x":{}`), 1)
		if row := bad(t, merkle.AppendCheckpoint(export, b.marks[1]), b); row.Index != 0 {
			t.Errorf("got %v", row)
		}
	})
}

// endless gives a bad line, and then long ones for ever.
type endless struct{ given int }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
		if (e.given+i)%(1<<20) == 0 {
			p[i] = '\n'
		}
	}
	e.given += len(p)
	return len(p), nil
}

// Long lines do not fill the memory of whoever verifies.
func TestLongLinesAreNotHeldByTheHundred(t *testing.T) {
	e := &endless{}
	if _, err := merkle.Verify(e, newBook(t).known); err == nil {
		t.Error("nothing was noticed")
	}
	if e.given > (32+8*runtime.GOMAXPROCS(0))<<20 {
		t.Errorf("%d MiB were read before the first line was looked at", e.given>>20)
	}
}
