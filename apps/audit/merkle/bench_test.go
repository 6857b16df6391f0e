package merkle_test

import (
	"bytes"
	"testing"

	"github.com/errandapp/errand/actors/tasklist/contract/story"
	"github.com/errandapp/errand/apps/audit/merkle"
)

// How many rows a second are verified.
func BenchmarkVerify(b *testing.B) {
	book := newBook(b)
	for i, f := range story.Long("ann", 5000) {
		book.add("ann", int64(i)+1, f.Type, string(story.Bytes(f)))
	}
	book.seal(b)
	export := book.export()
	b.SetBytes(int64(len(export)))
	for b.Loop() {
		if _, err := merkle.Verify(bytes.NewReader(export), book.known); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(5000*b.N)/b.Elapsed().Seconds(), "rows/s")
}
