// Package rfc6962 is the Merkle tree of RFC 6962, section 2.1, word for word:
// slow, and plain enough to be believed. Tests hold the audit's own trees
// against it.
package rfc6962

import (
	"crypto/sha256"

	"golang.org/x/mod/sumdb/tlog"
)

// Root is the Merkle tree hash of the leaves, which are given as they are,
// not hashed.
func Root(leaves [][]byte) tlog.Hash {
	switch n := len(leaves); n {
	case 0:
		return sha256.Sum256(nil)
	case 1:
		return sha256.Sum256(append([]byte{0}, leaves[0]...))
	default:
		k := 1
		for 2*k < n {
			k *= 2
		}
		left, right := Root(leaves[:k]), Root(leaves[k:])
		return sha256.Sum256(append(append([]byte{1}, left[:]...), right[:]...))
	}
}
