package query

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// numbered is n items with ids 000, 001 …, of which every third has priority 1.
func numbered(n int) []Item {
	items := make([]Item, n)
	for i := range items {
		items[i] = Item{ID: fmt.Sprintf("%03d", i)}
		if i%3 == 0 {
			items[i].Priority = 1
		}
	}
	return items
}

// TestPage: what is on each page, and how many there are in all.
func TestPage(t *testing.T) {
	items := numbered(10)
	q := Query{Filter: mustParse(t, "p1"), Limit: 2}
	var got []string
	for _, next := range []bool{true, false} {
		r, err := q.Page(pointers(items), testEnv)
		if err != nil {
			t.Fatal(err)
		}
		if r.Total != 4 || (r.Next != "") != next || url.QueryEscape(r.Next) != r.Next {
			t.Errorf("total %d, next %q", r.Total, r.Next)
		}
		got = append(got, ids(r.Items)...)
		q.Cursor = r.Next
	}
	if diff := cmp.Diff([]string{"000", "003", "006", "009"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if n := q.Filter.Count(pointers(items), testEnv); n != 4 {
		t.Errorf("counts %d", n)
	}
}

// TestPageLimits: how many items there can be on a page.
func TestPageLimits(t *testing.T) {
	items := numbered(MaxLimit + 1)
	for _, c := range []struct {
		limit, want int
		err         error
	}{{0, DefaultLimit, nil}, {1, 1, nil}, {MaxLimit, MaxLimit, nil}, {MaxLimit + 1, 0, ErrLimit}, {-1, 0, ErrLimit}} {
		r, err := Query{Limit: c.limit}.Page(pointers(items), testEnv)
		if len(r.Items) != c.want || !errors.Is(err, c.err) {
			t.Errorf("limit %d: %d items, %v", c.limit, len(r.Items), err)
		}
	}
	r, err := Query{}.Page(pointers(nil), testEnv)
	if err != nil || len(r.Items) != 0 || r.Next != "" || r.Total != 0 {
		t.Errorf("of nothing: %+v, %v", r, err)
	}
	if want := fmt.Sprintf("1 to %d ", MaxLimit); !strings.Contains(ErrLimit.Error(), want) {
		t.Errorf("%q does not say %q", ErrLimit, want)
	}
}

// TestPageCopies: one Item may be filled again and again.
func TestPageCopies(t *testing.T) {
	items := numbered(30)
	var room Item
	again := func(yield func(*Item) bool) {
		for i := range items {
			room = items[len(items)-1-i]
			room.Title = room.ID
			if !yield(&room) {
				return
			}
		}
	}
	r, err := Query{Limit: 5, Sort: mustSort(t, "priority,title")}.Page(again, testEnv)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"000", "003", "006", "009", "012"}, ids(r.Items)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestCursorBinding: a cursor is of one filter, sort and zone, however they
// are spelled, and of any page size.
func TestCursorBinding(t *testing.T) {
	items := numbered(10)
	q := Query{Filter: mustParse(t, "open & p1"), Sort: mustSort(t, "due,title"), Limit: 2}
	r, err := q.Page(pointers(items), testEnv)
	if err != nil {
		t.Fatal(err)
	}
	same := Query{Filter: mustParse(t, "OPEN p1"), Sort: mustSort(t, " due, title "), Limit: 7, Cursor: r.Next}
	if r, err := same.Page(pointers(items), Env{testNow.Add(time.Hour), berlin}); err != nil || len(r.Items) != 2 {
		t.Errorf("the same query: %d items, %v", len(r.Items), err)
	}
	q.Cursor = r.Next
	for name, change := range map[string]func(*Query, *Env){
		"filter": func(q *Query, _ *Env) { q.Filter = mustParse(t, "open & p2") },
		"sort":   func(q *Query, _ *Env) { q.Sort = mustSort(t, "due,-title") },
		"fewer":  func(q *Query, _ *Env) { q.Sort = mustSort(t, "due") },
		"zone":   func(_ *Query, e *Env) { e.Zone = nil },
	} {
		other, env := q, testEnv
		change(&other, &env)
		if _, err := other.Page(pointers(items), env); !errors.Is(err, ErrCursorForeign) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestCursorDamage: no character of a cursor can be changed, added or lost.
func TestCursorDamage(t *testing.T) {
	items := []Item{{ID: "a", Title: "ä", Due: allDay("2026-11-24")}, {ID: "b", Title: "ö"}}
	q := Query{Sort: mustSort(t, "title,due,-created"), Limit: 1}
	r, err := q.Page(pointers(items), testEnv)
	if err != nil {
		t.Fatal(err)
	}
	damaged := []string{"x", "=", r.Next + "A", r.Next + "\n", "\r" + r.Next, r.Next + "=", strings.Repeat("A", maxCursor+1), strings.Repeat("A", maxCursor)}
	for i := range r.Next {
		damaged = append(damaged, r.Next[:i]+r.Next[i+1:], r.Next[:i]+string(r.Next[i]^1)+r.Next[i+1:])
		if i > 0 {
			damaged = append(damaged, r.Next[:i])
		}
	}
	for _, cursor := range damaged {
		q.Cursor = cursor
		if _, err := q.Page(pointers(items), testEnv); !errors.Is(err, ErrCursorDamaged) {
			t.Errorf("%s: %v", cursor, err)
		}
	}
}

// TestShortestCursor: a place may be made of nothing but empty texts.
func TestShortestCursor(t *testing.T) {
	items := []Item{{}, {ID: "b"}}
	q := Query{Sort: mustSort(t, "title"), Limit: 1}
	for _, want := range items {
		r, err := q.Page(pointers(items), testEnv)
		if err != nil || len(r.Items) != 1 || r.Items[0].ID != want.ID {
			t.Fatalf("%+v, %v", r, err)
		}
		q.Cursor = r.Next
	}
}

// TestLongestCursor: the longest titles and orders there can be make a cursor
// that is read again.
func TestLongestCursor(t *testing.T) {
	long := strings.Repeat("𝔘ﷺ", 5000)
	items := []Item{{ID: strings.Repeat("a", 64), Title: long, Order: long}, {ID: strings.Repeat("b", 64), Title: long, Order: long}}
	q := Query{Sort: mustSort(t, "title,order,due,created,updated,completed,priority"), Limit: 1}
	r, err := q.Page(pointers(items), testEnv)
	if err != nil || len(r.Next) > maxCursor/2 {
		t.Fatalf("%d characters, %v", len(r.Next), err)
	}
	q.Cursor = r.Next
	if r, err = q.Page(pointers(items), testEnv); err != nil || len(r.Items) != 1 || r.Items[0].ID != items[1].ID {
		t.Errorf("%d items, %v", len(r.Items), err)
	}
}
