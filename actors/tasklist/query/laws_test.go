package query

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestFilterLaws: a filter means what its parts mean, put together, and its
// canonical text is read back as the same filter.
func TestFilterLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, want := genFilter(t, 4)
		f, err := Parse(text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		again, err := Parse(f.String())
		if err != nil || !reflect.DeepEqual(again, f) {
			t.Fatalf("%s is printed as %s, which is read as %s, %v", text, f, again, err)
		}
		for i := range 20 {
			it := genItem(t, fmt.Sprint(i))
			if got := f.Match(&it, testEnv); got != want(&it) {
				t.Fatalf("%s of %+v: %v", text, it, got)
			}
		}
	})
}

// TestDeMorgan, and the other laws of and, or and not.
func TestDeMorgan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, _ := genFilter(t, 2)
		b, _ := genFilter(t, 2)
		c, _ := genFilter(t, 2)
		it := genItem(t, "x")
		for _, same := range [][2]string{
			{"!((%[1]s) & (%[2]s))", "!(%[1]s) | !(%[2]s)"},
			{"!((%[1]s) | (%[2]s))", "!(%[1]s) & !(%[2]s)"},
			{"!!(%[1]s)", "%[1]s"},
			{"(%[1]s) & (%[2]s)", "(%[2]s) & (%[1]s)"},
			{"(%[1]s) | (%[2]s)", "(%[2]s) | (%[1]s)"},
			{"(%[1]s) & ((%[2]s) | (%[3]s))", "(%[1]s) & (%[2]s) | (%[1]s) & (%[3]s)"},
			{"(%[1]s) | (%[2]s) & (%[3]s)", "((%[1]s) | (%[2]s)) & ((%[1]s) | (%[3]s))"},
			{"overdue", "open & due < now"},
			{"today", "due = today"},
			{"has:due", "!nodate"},
			{"has:due", "due < tomorrow | due = tomorrow | due > tomorrow"},
			{"due <= fri", "has:due & !due > fri"},
		} {
			left, right := fmt.Sprintf(same[0]+"%.0[1]s%.0[2]s%.0[3]s", a, b, c), fmt.Sprintf(same[1]+"%.0[1]s%.0[2]s%.0[3]s", a, b, c)
			l, err := Parse(left)
			if err != nil {
				t.Fatalf("%s: %v", left, err)
			}
			r, err := Parse(right)
			if err != nil {
				t.Fatalf("%s: %v", right, err)
			}
			if l.Match(&it, testEnv) != r.Match(&it, testEnv) {
				t.Fatalf("%s is not %s for %+v", left, right, it)
			}
		}
	})
}

// genSort draws up to three keys.
func genSort(t *rapid.T) Sort {
	var s Sort
	for _, field := range rapid.SliceOfNDistinct(rapid.SampledFrom(sortFields), 0, 3, rapid.ID).Draw(t, "sort") {
		s.keys = append(s.keys, sortKey{field, rapid.Bool().Draw(t, "down")})
	}
	back, err := ParseSort(s.String())
	if err != nil || !slices.Equal(back.keys, s.keys) {
		t.Fatalf("%s is read as %s, %v", s, back, err)
	}
	return s
}

// TestSortLaws: a sort is a total order.
func TestSortLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := genSort(t)
		a, b, c := genItem(t, "a"), genItem(t, "b"), genItem(t, "c")
		ab, ba := s.Compare(&a, &b, testEnv), s.Compare(&b, &a, testEnv)
		if ab == 0 || ab != -ba {
			t.Fatalf("%s: %d and %d of\n%+v\n%+v", s, ab, ba, a, b)
		}
		if ab < 0 && s.Compare(&b, &c, testEnv) < 0 && s.Compare(&a, &c, testEnv) >= 0 {
			t.Fatalf("%s goes round:\n%+v\n%+v\n%+v", s, a, b, c)
		}
	})
}
