package tasklist

import (
	"bytes"
	"crypto/sha256"
)

// MaxRecent is how many decided commands a list remembers.
const MaxRecent = 256

// markLen is the size of a command's mark. 64 bits of SHA-256 make a false
// "seen before" among 256 commands less likely than one in 10^16.
const markLen = 8

// Recent remembers the last MaxRecent commands by a short mark each, oldest
// first. It is a plain byte string so that it is cheap to keep in the list's
// head.
type Recent []byte

// Has reports whether the command id was decided lately.
func (r Recent) Has(id string) bool {
	m := mark(id)
	for i := 0; i+markLen <= len(r); i += markLen {
		if bytes.Equal(r[i:i+markLen], m[:]) {
			return true
		}
	}
	return false
}

// with adds a command. The events of one command stand together, so only the
// last mark has to be looked at to keep each command once.
func (r Recent) with(id string) Recent {
	m := mark(id)
	if n := len(r); n >= markLen && bytes.Equal(r[n-markLen:], m[:]) {
		return r
	}
	if over := len(r) + markLen - MaxRecent*markLen; over > 0 {
		r = r[over:]
	}
	next := make(Recent, 0, len(r)+markLen)
	return append(append(next, r...), m[:]...)
}

func mark(id string) [markLen]byte {
	sum := sha256.Sum256([]byte(id))
	return [markLen]byte(sum[:markLen])
}
