package query

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

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
