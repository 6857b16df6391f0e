package merkle

import (
	"bytes"
	"encoding/base64"
	"strconv"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

// quickRow reads a row exactly as AppendRow writes one whose fact stands in
// the line as it is and that has no proof: most lines of a whole log. Anything
// else is left to ParseLine, which is much slower and says what is wrong.
func quickRow(raw []byte) (*Row, bool) {
	q := quick{rest: raw}
	r := &Row{}
	q.skip(`{"index":`)
	r.Index = q.number()
	q.skip(`,"list":`)
	r.List = q.text()
	q.skip(`,"version":`)
	r.Version = q.number()
	q.skip(`,"type":`)
	r.Type = q.text()
	q.skip(`,"time":`)
	r.Time = q.time()
	q.skip(`,"recordedAt":`)
	r.RecordedAt = q.time()
	q.skip(`,"partition":`)
	r.Partition = int32(q.number()) // one that is too large is written otherwise below
	q.skip(`,"offset":`)
	r.Offset = q.number()
	q.skip(`,"leaf":`)
	leaf := q.bytes(tlog.HashSize)
	q.skip(`,"salt":`)
	r.Salt = q.bytes(SaltSize)
	q.skip(`,"fact":`)
	end := len(q.rest) - 1
	if q.failed || end < 2 || q.rest[end] != '}' || q.rest[0] != '{' || q.rest[end-1] != '}' {
		return nil, false
	}
	r.Leaf = tlog.Hash(leaf)
	r.Content = q.rest[:end]
	// What was read must be what stands there, to the byte. The content is
	// held to that by its hash; and it must be one object, or a reader would
	// take what follows that for fields of the row.
	var buf [512]byte
	head := append(encoded(appendHead(buf[:0], r), `,"salt":`, r.Salt), `,"fact":`...)
	if !bytes.HasPrefix(raw, head) || len(head)+end+1 != len(raw) || !asItIs(r.Content) {
		return nil, false
	}
	r.Digest = Digest(r.Salt, r.Content)
	return r, true
}

// A quick reads what it is told to expect, and notes when it is not there.
type quick struct {
	rest   []byte
	failed bool
}

func (q *quick) skip(text string) {
	if len(q.rest) < len(text) || string(q.rest[:len(text)]) != text {
		q.failed = true
		return
	}
	q.rest = q.rest[len(text):]
}

func (q *quick) number() int64 {
	n := 0
	for n < len(q.rest) && (q.rest[n] == '-' || q.rest[n] >= '0' && q.rest[n] <= '9') {
		n++
	}
	x, err := strconv.ParseInt(string(q.rest[:n]), 10, 64)
	q.failed = q.failed || err != nil
	q.rest = q.rest[n:]
	return x
}

// quoted is what stands between quotes, if that needs no unescaping.
func (q *quick) quoted() []byte {
	if len(q.rest) == 0 || q.rest[0] != '"' {
		q.failed = true
		return nil
	}
	end := bytes.IndexByte(q.rest[1:], '"') + 1
	if end == 0 {
		q.failed = true
		return nil
	}
	text := q.rest[1:end]
	q.rest = q.rest[end+1:]
	return text
}

func (q *quick) text() string {
	text := q.quoted()
	for _, c := range text {
		if c < ' ' || c > '~' || c == '\\' {
			q.failed = true
		}
	}
	return string(text)
}

func (q *quick) time() time.Time {
	t, err := time.Parse(time.RFC3339Nano, string(q.quoted()))
	q.failed = q.failed || err != nil
	return t
}

func (q *quick) bytes(size int) []byte {
	text := q.quoted()
	if len(text) != base64.StdEncoding.EncodedLen(size) {
		q.failed = true
		return make([]byte, size)
	}
	b := make([]byte, base64.StdEncoding.DecodedLen(len(text)))
	n, err := base64.StdEncoding.Decode(b, text)
	q.failed = q.failed || err != nil || n != size
	return b[:size]
}
