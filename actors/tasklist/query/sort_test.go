package query

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSort: which of two items comes first, by each key and in both directions.
func TestSort(t *testing.T) {
	at := func(wall string) Item { return Item{Due: timed(t, wall)} }
	day := func(date string) Item { return Item{Due: allDay(date)} }
	for _, c := range []struct {
		key         string
		first, then Item // by the key; by the key with a minus the other way round
	}{
		{"due", at("2026-11-24 09:00:00"), at("2026-11-24 09:00:00.000000001")},
		{"due", at("2026-11-24 09:00:00"), at("2026-11-24 09:00:01")},
		{"due", day("2026-11-24"), day("2026-11-25")},
		{"due", at("2026-11-24 23:59:59.999999999"), day("2026-11-24")},
		{"due", day("2026-11-24"), at("2026-11-25 00:00:00")},
		{"priority", Item{Priority: 1}, Item{Priority: 2}},
		{"priority", Item{Priority: 3}, Item{Priority: 4}},
		{"created", Item{CreatedAt: testNow}, Item{CreatedAt: testNow.Add(1)}},
		{"updated", Item{UpdatedAt: testNow}, Item{UpdatedAt: testNow.Add(1)}},
		{"completed", Item{CompletedAt: testNow}, Item{CompletedAt: testNow.Add(1)}},
		{"title", Item{Title: "Apple"}, Item{Title: "banana"}},
		{"title", Item{Title: "Éclair"}, Item{Title: "Fig"}},
		{"title", Item{Title: "a"}, Item{Title: "AB"}},
		{"order", Item{Order: "a0"}, Item{Order: "a0V"}},
		{"order", Item{Order: "Z"}, Item{Order: "a"}},
	} {
		up, down := mustSort(t, c.key), mustSort(t, "-"+c.key)
		c.first.ID, c.then.ID = "b", "a" // the key is stronger than the id
		if up.Compare(&c.first, &c.then, testEnv) >= 0 || up.Compare(&c.then, &c.first, testEnv) <= 0 {
			t.Errorf("%s: %+v is not before %+v", up, c.first, c.then)
		}
		if down.Compare(&c.first, &c.then, testEnv) <= 0 || down.Compare(&c.then, &c.first, testEnv) >= 0 {
			t.Errorf("%s: %+v is before %+v", down, c.first, c.then)
		}
		// Without a value, an item is last in both directions.
		for _, s := range []Sort{up, down} {
			none := Item{ID: "0"}
			if s.Compare(&none, &c.first, testEnv) <= 0 || s.Compare(&c.first, &none, testEnv) >= 0 {
				t.Errorf("%s: %+v is not before nothing", s, c.first)
			}
			// The same value is told apart by id, which has one direction.
			other := c.first
			other.ID = "c"
			if s.Compare(&c.first, &other, testEnv) >= 0 || s.Compare(&c.first, &c.first, testEnv) != 0 {
				t.Errorf("%s: ids do not tell apart", s)
			}
		}
	}
}

// TestSortKeys: the second key decides where the first does not.
func TestSortKeys(t *testing.T) {
	items := []Item{
		{ID: "a", Priority: 2, Title: "x"},
		{ID: "b", Priority: 1, Title: "x"},
		{ID: "c", Priority: 1, Title: "y"},
		{ID: "d", Title: "x"},
	}
	for sort, want := range map[string][]string{
		"":                {"a", "b", "c", "d"},
		"priority,-title": {"c", "b", "a", "d"},
		"-priority,title": {"a", "b", "c", "d"},
		"-title,priority": {"c", "b", "a", "d"},
		"title,-priority": {"a", "b", "d", "c"},
	} {
		r, err := Query{Sort: mustSort(t, sort)}.Page(pointers(items), testEnv)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, ids(r.Items)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", sort, diff)
		}
		byCompare := slices.Clone(items)
		slices.SortFunc(byCompare, func(a, b Item) int { return mustSort(t, sort).Compare(&a, &b, testEnv) })
		if diff := cmp.Diff(want, ids(byCompare)); diff != "" {
			t.Errorf("%s by Compare (-want +got):\n%s", sort, diff)
		}
	}
}

// TestParseSort: each form, and each mistake.
func TestParseSort(t *testing.T) {
	for text, want := range map[string]string{
		"":                  "",
		"  ":                "",
		"due":               "due",
		" -DUE , priority ": "-due,priority",
		"due,priority,created,updated,completed,title,-order": "due,priority,created,updated,completed,title,-order",
	} {
		if got := mustSort(t, text).String(); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	const keys = "a sort key: due, priority, created, updated, completed, title, order"
	for text, want := range map[string]SyntaxError{
		"duo,-title": {1, keys, "duo"},
		"due,":       {5, keys, ""},
		"due,-":      {6, keys, ""},
		",due":       {1, keys, ",due"},
		"due,--due":  {6, keys, "-due"},
		"due title":  {5, "`,` between sort keys", "title"},
		"due, -due":  {7, "each sort key once", "due"},
		"due,\xff":   {5, "UTF-8 text", ""},
		"ä":          {1, keys, "ä"},
	} {
		s, err := ParseSort(text)
		var got *SyntaxError
		if !errors.As(err, &got) {
			t.Errorf("%q is read as %s, %v", text, s, err)
		} else if diff := cmp.Diff(want, *got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
	if len(sortFields) != maxKeys {
		t.Errorf("%d sort fields, room for %d", len(sortFields), maxKeys)
	}
}

func ids(items []Item) []string {
	out := []string{}
	for _, it := range items {
		out = append(out, it.ID)
	}
	return out
}
