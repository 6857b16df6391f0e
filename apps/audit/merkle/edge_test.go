package merkle_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"

	"github.com/errandapp/errand/apps/audit/merkle"
	"github.com/errandapp/errand/tests/rfc6962"
)

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
		if got, want := edge.Root(), rfc6962.Root(leaves); got != want {
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
