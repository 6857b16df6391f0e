package merkle

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

// An Envelope is what a leaf says about a row. It stays when the content is
// erased.
type Envelope struct {
	Index      int64     // in the log, from 0
	List       string    // whose it is; empty for a note about no list
	Version    int64     // of the list; 0 for a note of the log itself
	Type       string    // of the fact or note
	Time       time.Time // when it happened, to the microsecond
	RecordedAt time.Time // when it was recorded, to the microsecond
	Partition  int32     // of the topic; -1 for a note
	Offset     int64     // in the partition; -1 for a note
	Digest     [sha256.Size]byte
}

// SaltSize is the length of a salt in bytes.
const SaltSize = 16

const format, clock = "errand-audit/1\n", "2006-01-02T15:04:05.000000Z"

// Append appends the text of the envelope to b.
func (e Envelope) Append(b []byte) []byte {
	b = append(b, format...)
	b = append(strconv.AppendInt(b, e.Index, 10), '\n')
	b = append(append(b, e.List...), '\n')
	b = append(strconv.AppendInt(b, e.Version, 10), '\n')
	b = append(append(b, e.Type...), '\n')
	b = append(Moment(e.Time).AppendFormat(b, clock), '\n')
	b = append(Moment(e.RecordedAt).AppendFormat(b, clock), '\n')
	b = append(strconv.AppendInt(b, int64(e.Partition), 10), ' ')
	b = append(strconv.AppendInt(b, e.Offset, 10), '\n')
	b = hex.AppendEncode(b, e.Digest[:])
	return append(b, '\n')
}

// Leaf is the hash of the leaf.
func (e Envelope) Leaf() tlog.Hash { return tlog.RecordHash(e.Append(make([]byte, 0, 512))) }

// Moment is a time as envelopes have it: UTC, whole microseconds.
func Moment(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }

// Plain says what keeps a text out of an envelope, or nil. Lines must stay
// lines.
func Plain(field, text string) error {
	if i := strings.IndexFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f }); i >= 0 {
		return fmt.Errorf("%s has the control character %q", field, text[i])
	}
	return nil
}

// Digest is the salted hash of a content.
func Digest(salt, content []byte) (d [sha256.Size]byte) {
	h := sha256.New()
	h.Write(salt)
	h.Write(content)
	h.Sum(d[:0])
	return d
}

// Salts are n salts, each of SaltSize random bytes.
func Salts(n int) [][]byte {
	all := make([]byte, n*SaltSize)
	_, _ = rand.Read(all) // never fails
	salts := make([][]byte, n)
	for i := range salts {
		salts[i] = all[i*SaltSize : (i+1)*SaltSize : (i+1)*SaltSize]
	}
	return salts
}
