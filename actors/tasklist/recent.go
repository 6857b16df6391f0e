package tasklist

import (
	"bytes"
	"crypto/sha256"
	"slices"
	"time"
)

// Bounds of the memory of commands.
const (
	// KeepRecent is how long a decided command is remembered at least.
	KeepRecent = 24 * time.Hour
	// blockMarks is how many commands are put together into a block.
	blockMarks = 256
	// maxMarkBlocks bounds the memory: a quarter of a million commands.
	maxMarkBlocks = 1000
)

// markLen is the size of a command's mark. With 64 bits of SHA-256 a false
// "seen before" among a quarter of a million commands is less likely than one
// in 10^13.
const markLen = 8

type mark [markLen]byte

func markOf(id string) mark {
	sum := sha256.Sum256([]byte(id))
	return mark(sum[:markLen])
}

// Recent remembers decided commands by a short mark each: the latest in a
// plain byte string, which is cheap to keep in a list's head, the earlier
// ones in blocks, which are written once. It is never changed.
type Recent struct {
	tail   []byte
	blocks []*MarkBlock
	next   uint64 // number of the next block
}

// A MarkBlock is blockMarks commands. Whoever holds it must not change it.
type MarkBlock struct {
	Number uint64    `json:"-"`
	At     time.Time `json:"at"` // of the last of them
	Marks  []byte    `json:"marks"`
	has    map[mark]struct{}
}

// NewRecent puts a saved memory together.
func NewRecent(tail []byte, blocks []MarkBlock, next uint64) Recent {
	r := Recent{tail: tail, next: next}
	for _, b := range blocks {
		r.blocks = append(r.blocks, newMarkBlock(b.Number, b.At, b.Marks))
	}
	return r
}

func newMarkBlock(number uint64, at time.Time, marks []byte) *MarkBlock {
	b := &MarkBlock{Number: number, At: at, Marks: marks, has: make(map[mark]struct{}, len(marks)/markLen)}
	for i := 0; i+markLen <= len(marks); i += markLen {
		b.has[mark(marks[i:i+markLen])] = struct{}{}
	}
	return b
}

// Tail, Blocks and Next are what has to be saved.
func (r Recent) Tail() []byte         { return r.tail }
func (r Recent) Blocks() []*MarkBlock { return r.blocks }
func (r Recent) Next() uint64         { return r.next }

// Has reports whether the command id was decided lately.
func (r Recent) Has(id string) bool {
	m := markOf(id)
	for i := 0; i+markLen <= len(r.tail); i += markLen {
		if bytes.Equal(r.tail[i:i+markLen], m[:]) {
			return true
		}
	}
	for _, b := range r.blocks {
		if _, ok := b.has[m]; ok {
			return true
		}
	}
	return false
}

// with adds a command. The events of one command stand together, so only the
// last mark has to be looked at to keep each command once.
func (r Recent) with(id string, at time.Time) Recent {
	m := markOf(id)
	if n := len(r.tail); n >= markLen && bytes.Equal(r.tail[n-markLen:], m[:]) {
		return r
	}
	r.tail = append(slices.Clone(r.tail), m[:]...)
	if len(r.tail) <= blockMarks*markLen {
		return r
	}
	// The newest mark stays behind, for the rest of its command.
	full := r.tail[:blockMarks*markLen]
	r.blocks = append(slices.Clone(r.blocks), newMarkBlock(r.next, at, full))
	r.tail = slices.Clone(r.tail[len(full):])
	r.next++
	for len(r.blocks) > maxMarkBlocks || r.blocks[0].At.Before(at.Add(-KeepRecent)) {
		r.blocks = r.blocks[1:]
	}
	return r
}
