package query

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
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

// TestPageLaws: the pages, one after the other, are the whole list, filtered
// and sorted.
func TestPageLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := genItems(t)
		text, is := genFilter(t, 1)
		f, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		q := Query{Filter: f, Sort: genSort(t)}
		var whole []Item
		for _, it := range items {
			if is(&it) {
				whole = append(whole, it)
			}
		}
		slices.SortFunc(whole, func(a, b Item) int { return q.Sort.Compare(&a, &b, testEnv) })
		var paged []Item
		for first := true; first || q.Cursor != ""; first = false {
			q.Limit = rapid.IntRange(1, 12).Draw(t, "limit")
			r, err := q.Page(pointers(items), testEnv)
			if err != nil {
				t.Fatal(err)
			}
			if r.Total != len(whole) || !first && len(r.Items) == 0 {
				t.Fatalf("%d of %d items, want of %d", len(r.Items), r.Total, len(whole))
			}
			paged = append(paged, r.Items...)
			q.Cursor = r.Next
		}
		if diff := cmp.Diff(whole, paged); diff != "" {
			t.Fatalf("%s by %s (-whole +paged):\n%s", q.Filter, q.Sort, diff)
		}
	})
}

// TestPagesStandStill: while a list is read page by page, items are added,
// removed and changed. Those that are left alone are shown exactly once, and
// pages never go back.
func TestPagesStandStill(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := genItems(t)
		q := Query{Filter: mustParse(t, "!p4"), Sort: genSort(t), Limit: rapid.IntRange(1, 6).Draw(t, "limit")}
		alone := map[string]bool{}
		for _, it := range items {
			alone[it.ID] = it.Priority != 4
		}
		shown := map[string]int{}
		var last *Item
		for page := 0; page == 0 || q.Cursor != ""; page++ {
			r, err := q.Page(pointers(items), testEnv)
			if err != nil {
				t.Fatal(err)
			}
			for _, it := range r.Items {
				if last != nil && q.Sort.Compare(last, &it, testEnv) >= 0 {
					t.Fatalf("%s: %s after %s", q.Sort, it.ID, last.ID)
				}
				shown[it.ID]++
				last = &it
			}
			q.Cursor = r.Next
			if page > 20 { // the list holds still, so that it can be read to its end
				continue
			}
			for n := range rapid.IntRange(0, 3).Draw(t, "changes") {
				i := rapid.IntRange(0, len(items)).Draw(t, "at")
				switch kind := rapid.IntRange(0, 2).Draw(t, "change"); {
				case kind == 0 || i == len(items):
					items = append(items, genItem(t, fmt.Sprintf("%02d-%d", page, n)))
				case kind == 1:
					alone[items[i].ID] = false
					items = slices.Delete(items, i, i+1)
				default:
					alone[items[i].ID] = false
					items[i] = genItem(t, items[i].ID)
				}
			}
			if last != nil && rapid.Bool().Draw(t, "the last one goes") {
				id := last.ID
				alone[id] = alone[id] && shown[id] == 1
				items = slices.DeleteFunc(items, func(it Item) bool { return it.ID == id })
			}
		}
		for id, is := range alone {
			if is && shown[id] != 1 {
				t.Fatalf("%s was shown %d times", id, shown[id])
			}
		}
	})
}

func genItems(t *rapid.T) []Item {
	items := make([]Item, rapid.IntRange(0, 40).Draw(t, "items"))
	for i := range items {
		items[i] = genItem(t, fmt.Sprintf("%02d", (i*23)%41))
	}
	return items
}
