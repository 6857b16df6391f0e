package merkle_test

import (
	"crypto/sha256"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"

	"github.com/errandapp/errand/apps/audit/merkle"
)

// naiveRoot is the tree of RFC 6962, section 2.1, word for word.
func naiveRoot(leaves [][]byte) tlog.Hash {
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
		left, right := naiveRoot(leaves[:k]), naiveRoot(leaves[k:])
		return sha256.Sum256(append(append([]byte{1}, left[:]...), right[:]...))
	}
}

// An edge that is written down and read again at any point gives the root of
// the RFC, and exactly the hashes that tlog stores.
func TestEdgeIsTheTreeOfTheRFC(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		leaves := rapid.SliceOfN(rapid.SliceOfN(rapid.Byte(), 0, 40), 0, 70).Draw(t, "leaves")
		var (
			edge           merkle.Edge
			stored, theirs []tlog.Hash
		)
		reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
			var hashes []tlog.Hash
			for _, i := range indexes {
				hashes = append(hashes, stored[i])
			}
			return hashes, nil
		})
		for i, leaf := range leaves {
			if rapid.Bool().Draw(t, "put away") {
				again, err := merkle.ParseEdge(edge.Size(), edge.Bytes())
				if err != nil {
					t.Fatal(err)
				}
				edge = again
			}
			want, err := tlog.StoredHashes(int64(i), leaf, reader)
			if err != nil {
				t.Fatal(err)
			}
			theirs = append(theirs, want...)
			stored = edge.Add(tlog.RecordHash(leaf), stored)
		}
		if diff := cmp.Diff(theirs, stored); diff != "" {
			t.Fatalf("stored hashes (-tlog +ours):\n%s", diff)
		}
		if got, want := edge.Root(), naiveRoot(leaves); got != want {
			t.Fatalf("%d leaves: root %s, want %s", len(leaves), got, want)
		}
	})
}

func TestEdgeOfAnotherSizeIsRefused(t *testing.T) {
	var edge merkle.Edge
	for range 5 {
		edge.Add(tlog.Hash{}, nil)
	}
	for _, size := range []int64{-1, 0, 1, 4, 7} {
		if _, err := merkle.ParseEdge(size, edge.Bytes()); err == nil {
			t.Errorf("size %d was taken", size)
		}
	}
}
