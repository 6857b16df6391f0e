package merkle

import (
	"crypto/sha256"
	"fmt"
	"math/bits"

	"golang.org/x/mod/sumdb/tlog"
)

// An Edge is the right edge of a tree: the roots of the complete subtrees that
// it is made of, the largest first. It is all that is needed to go on. The
// zero Edge is the empty tree's.
type Edge struct {
	size  int64
	roots []tlog.Hash
}

// Size is how many leaves the tree has.
func (e *Edge) Size() int64 { return e.size }

// Add adds a leaf, and appends to stored the hashes that it completes, in the
// order of tlog.StoredHashIndex: the leaf itself, then every subtree that ends
// with it.
func (e *Edge) Add(leaf tlog.Hash, stored []tlog.Hash) []tlog.Hash {
	stored = append(stored, leaf)
	for range bits.TrailingZeros64(^uint64(e.size)) {
		last := len(e.roots) - 1
		leaf = tlog.NodeHash(e.roots[last], leaf)
		e.roots = e.roots[:last]
		stored = append(stored, leaf)
	}
	e.roots = append(e.roots, leaf)
	e.size++
	return stored
}

// Root is the hash of the tree (RFC 6962, section 2.1).
func (e *Edge) Root() tlog.Hash {
	if e.size == 0 {
		return tlog.Hash(sha256.Sum256(nil))
	}
	root := e.roots[len(e.roots)-1]
	for i := len(e.roots) - 2; i >= 0; i-- {
		root = tlog.NodeHash(e.roots[i], root)
	}
	return root
}

// Bytes are the roots, to be kept.
func (e *Edge) Bytes() []byte { return Join(e.roots) }

// ParseEdge reads the edge of a tree of this size.
func ParseEdge(size int64, roots []byte) (Edge, error) {
	if size < 0 || len(roots) != bits.OnesCount64(uint64(size))*tlog.HashSize {
		return Edge{}, fmt.Errorf("an edge of %d bytes is not one of %d leaves", len(roots), size)
	}
	return Edge{size, Split(roots)}, nil
}

// Join is hashes as bytes.
func Join(hashes []tlog.Hash) []byte {
	b := make([]byte, 0, len(hashes)*tlog.HashSize)
	for _, h := range hashes {
		b = append(b, h[:]...)
	}
	return b
}

// Split is bytes as hashes; what is left over is dropped.
func Split(b []byte) []tlog.Hash {
	hashes := make([]tlog.Hash, len(b)/tlog.HashSize)
	for i := range hashes {
		copy(hashes[i][:], b[i*tlog.HashSize:])
	}
	return hashes
}
