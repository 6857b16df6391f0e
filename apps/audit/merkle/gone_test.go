package merkle_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/errandapp/errand/apps/audit/merkle"
)

// cut is the export of a book without its first rows.
func cut(b *book, size int) []byte {
	edge, export := b.edgeOf(size), b.export()
	at := bytes.Index(export, fmt.Appendf(nil, `{"index":%d,`, size))
	return append(merkle.AppendEdge(nil, &edge), export[at:]...)
}

// Rows that are gone must be those that the log says were dropped: not others
// between them, before them, or in their place.
func TestRowsThatAreGoneAreHeldToTheNotes(t *testing.T) {
	const (
		exact  = `{"month":"2024-01","rows":2,"first":2,"last":9,"gone":[[2,2],[9,9]]}`
		counts = `{"month":"2024-01","rows":2,"first":2,"last":9}` // as notes were before
	)
	drops := func(rows ...int) func(*book) []byte {
		return func(b *book) []byte {
			for _, i := range rows {
				b.rows[i].Dropped = true
			}
			return b.export()
		}
	}
	for _, c := range []struct {
		name   string
		notes  []string
		export func(*book) []byte
		index  int64 // -1: it is good
		why    string
	}{
		{"those", []string{exact}, drops(2, 9), -1, ""},
		{"one was put back", []string{exact}, drops(9), -1, ""},
		{"one between them", []string{exact}, drops(2, 5, 9), 5, "does not say that its month was dropped"},
		{"another one", []string{exact}, drops(2, 8), 8, "does not say that its month was dropped"},
		{"all between them", []string{exact}, drops(2, 3, 4, 5, 6, 7, 8, 9), 3, "does not say"},
		{"the beginning up to the last of them", []string{exact}, func(b *book) []byte { return cut(b, 10) }, 0, "does not say"},
		{"a beginning that was dropped", []string{`{"month":"2024-02","rows":3,"first":4,"last":9,"gone":[[0,5],[9,9]]}`},
			func(b *book) []byte { drops(9)(b); return cut(b, 6) }, -1, ""},
		{"a beginning that is longer", []string{`{"month":"2024-02","rows":3,"first":4,"last":9,"gone":[[0,5],[9,9]]}`},
			func(b *book) []byte { drops(9)(b); return cut(b, 7) }, 6, "does not say"},
		{"notes in parts", []string{`{"month":"2024-01","rows":2,"first":2,"last":9,"gone":[[2,2]]}`, exact}, drops(2, 9), -1, ""},

		{"as many as are counted", []string{counts}, drops(2, 9), -1, ""},
		{"one more than is counted", []string{counts}, drops(2, 5, 9), 2, "the log says that 2 were dropped, and 3 are gone"},
		{"one that cannot be counted", []string{counts}, drops(1, 9), 1, "does not say"},
		{"the beginning, with a count", []string{counts}, func(b *book) []byte { return cut(b, 10) }, 0, "does not say"},
		{"counted twice", []string{counts, `{"month":"2024-02","rows":1,"first":7,"last":7}`}, drops(2, 7, 9), -1, ""},
		{"counted elsewhere", []string{counts, `{"month":"2024-02","rows":4,"first":12,"last":15}`}, drops(2, 7, 9), 2, "2 were dropped"},
		{"a count that is told again", []string{counts, `{"month":"2024-02","rows":1,"first":12,"last":12,"gone":[[12,12]],"before":[` + counts + `]}`},
			drops(2, 5, 9, 12), 2, "the log says that 2 were dropped, and 3 are gone"},
		{"a count whose note is gone", []string{`{"month":"2024-02","rows":1,"first":12,"last":12,"gone":[[12,12]],"before":[` + counts + `]}`},
			drops(2, 9, 12), -1, ""},

		{"a note about itself", []string{`{"month":"2024-01","rows":1,"first":2,"last":2,"gone":[[2,20]]}`}, drops(2), 20, "cannot be right"},
		{"a note from its end", []string{`{"month":"2024-01","rows":1,"first":2,"last":2,"gone":[[3,2]]}`}, drops(2), 20, "cannot be right"},
		{"a note of more rows than there can be", []string{`{"month":"2024-01","rows":9,"first":2,"last":9}`}, drops(2), 20, "cannot be right"},
		{"no note", []string{`[]`}, drops(2), 20, "cannot be read"},
	} {
		b := filled(t, 20, 5)
		for _, n := range c.notes {
			b.add("", 0, merkle.NoteExpired, n)
		}
		b.seal(t)
		export := c.export(b)
		if c.index < 0 {
			if _, err := merkle.Verify(bytes.NewReader(export), b.known); err != nil {
				t.Errorf("%s: got %v", c.name, err)
			}
			continue
		}
		if row := bad(t, export, b); row.Index != c.index || !strings.Contains(row.Why, c.why) {
			t.Errorf("%s: got %v, want row %d: %s", c.name, row, c.index, c.why)
		}
	}
}

// Runs are sets of rows, in the fewest pieces.
func TestRunsAreSets(t *testing.T) {
	draw := func(t *rapid.T, name string) (runs []merkle.Run, set [40]bool) {
		for range rapid.IntRange(0, 8).Draw(t, name) {
			first := rapid.Int64Range(0, 30).Draw(t, "first")
			last := first + rapid.Int64Range(0, 9).Draw(t, "more")
			runs = append(runs, merkle.Run{first, last})
			for i := first; i <= last; i++ {
				set[i] = true
			}
		}
		return merkle.Merge(runs...), set
	}
	of := func(set [40]bool) (runs []merkle.Run) {
		for i := range set {
			switch {
			case !set[i]:
			case i > 0 && set[i-1]:
				runs[len(runs)-1][1]++
			default:
				runs = append(runs, merkle.Run{int64(i), int64(i)})
			}
		}
		return runs
	}
	rapid.Check(t, func(t *rapid.T) {
		a, inA := draw(t, "a")
		b, inB := draw(t, "b")
		if !slices.Equal(a, of(inA)) {
			t.Fatalf("merged: got %v, want %v", a, of(inA))
		}
		var n int64
		for i := range inA {
			if inA[i] {
				n++
			}
			inA[i] = inA[i] && !inB[i]
		}
		if merkle.Count(a) != n {
			t.Fatalf("%v: counted %d, want %d", a, merkle.Count(a), n)
		}
		if got := merkle.Without(a, b); !slices.Equal(got, of(inA)) {
			t.Fatalf("%v without %v: got %v, want %v", a, b, got, of(inA))
		}
	})
}
