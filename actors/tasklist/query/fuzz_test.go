package query

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzParse: every text is a filter or a syntax error with a column in the
// text; a filter stays within its limits, is read back as it is printed, and
// can be asked anything.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"", `overdue & #work & (p1 | p2) & !project:home & due < +7d & text:"tax"`,
		`no date`, `!(!open or not done)`, `due<=2026-11-24 created > -2w completed=now`, `priority >= 2`,
		`#"a \"b\" \\" title:"é x" id:a-1`, `due < soon`, `(open`, `open)`, `"a`, "\xff", "#\u0344 +\u037e",
		`has:remİnder`, `due = wee` + "\u212a", strings.Repeat("(", 70), strings.Repeat("p1 ", 260),
	} {
		f.Add(seed)
	}
	it := Item{ID: "a-1", Title: "Crème für die Straße", Notes: "tax", Labels: []string{"a", "é"}, Due: allDay("2026-11-24")}
	f.Fuzz(func(t *testing.T, text string) {
		filter, err := Parse(text)
		if err != nil {
			var at *SyntaxError
			if !errors.As(err, &at) || at.Column < 1 || at.Column > utf8.RuneCountInString(text)+1 || at.Expected == "" {
				t.Fatalf("%q: %#v", text, err)
			}
			return
		}
		if len(text) > MaxText || len(filter.text) > MaxText {
			t.Fatalf("%d bytes, printed %d", len(text), len(filter.text))
		}
		if deep, terms := size(filter.root); deep > MaxDepth || terms > MaxTerms {
			t.Fatalf("%q: %d deep, %d terms", text, deep, terms)
		}
		again, err := Parse(filter.String())
		if err != nil || !reflect.DeepEqual(filter, again) {
			t.Fatalf("%q is printed as %q, which is read as %q, %v", text, filter, again, err)
		}
		if filter.Match(&it, testEnv) != again.Match(&it, testEnv) {
			t.Fatalf("%q and %q do not match alike", text, filter)
		}
	})
}

// size is how deep groups and negations are in each other, and how many
// conditions there are.
func size(x expr) (deep, terms int) {
	switch x := x.(type) {
	case nil:
		return 0, 0
	case not:
		deep, terms = size(x.x)
		return deep + 1, terms
	case group:
		for _, y := range x.xs {
			d, n := size(y)
			if _, ok := y.(group); ok && x.op == '&' {
				d++ // it needs parentheses
			}
			deep, terms = max(deep, d), terms+n
		}
		return deep, terms
	}
	return 0, 1
}

// FuzzCursor: every text is a page or one of two errors.
func FuzzCursor(f *testing.F) {
	items := []Item{{ID: "a", Title: "é", Priority: 2}, {ID: "b", Title: "z", Due: allDay("2026-11-24")}, {ID: "c"}}
	s, err := ParseSort("title,-due,priority")
	if err != nil {
		f.Fatal(err)
	}
	q := Query{Sort: s, Limit: 1}
	for range 2 {
		r, err := q.Page(pointers(items), testEnv)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(r.Next)
		q.Cursor = r.Next
	}
	o, binding := newOrder(s, testEnv), q.binding(testEnv)
	f.Add(seal(append([]byte{cursorFormat}, binding[:]...)))
	f.Add(seal(append([]byte{cursorFormat}, "8 others"...)))
	f.Add(seal(append(append([]byte{cursorFormat}, binding[:]...), 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1)))
	f.Add("")
	f.Fuzz(func(t *testing.T, cursor string) {
		for _, cursor := range []string{cursor, seal([]byte(cursor)), seal(append(append([]byte{cursorFormat}, binding[:]...), cursor...))} {
			q := q
			q.Cursor = cursor
			r, err := q.Page(pointers(items), testEnv)
			if err != nil {
				if !errors.Is(err, ErrCursorDamaged) && !errors.Is(err, ErrCursorForeign) {
					t.Fatal(err)
				}
				continue
			}
			if len(r.Items) > 1 || r.Total != 3 {
				t.Fatalf("%+v", r)
			}
			if cursor == "" {
				continue
			}
			p, err := o.readCursor(binding, cursor)
			if err != nil {
				t.Fatal(err)
			}
			if back, err := o.readCursor(binding, o.cursor(binding, p)); err != nil || !reflect.DeepEqual(back, p) {
				t.Fatalf("%+v is written and read as %+v, %v", p, back, err)
			}
		}
	})
}
