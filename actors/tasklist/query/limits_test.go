package query

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestLimits: at each limit, and one over it.
func TestLimits(t *testing.T) {
	long := func(n int) string { return `"` + strings.Repeat("x", n-2) + `"` }
	deep := func(n int, open, close string) string {
		return strings.Repeat(open, n) + "open" + strings.Repeat(close, n)
	}
	many := func(n int) string { return strings.Repeat("p1 ", n) }
	grows := func(n int) string { return strings.Repeat("#"+strings.Repeat("x", 14)+" ", 256)[:n] }
	for _, c := range []struct {
		name, text string
		want       *SyntaxError
	}{
		{"length", long(MaxText), nil},
		{"length+1", long(MaxText + 1), &SyntaxError{MaxText + 1, "a filter of at most 4096 bytes", ""}},
		{"a wide character over it", "#" + strings.Repeat("ä", MaxText/2), &SyntaxError{MaxText/2 + 1, "a filter of at most 4096 bytes", ""}},
		{"parentheses", deep(MaxDepth, "(", ")"), nil},
		{"parentheses+1", deep(MaxDepth+1, "(", ")"), &SyntaxError{MaxDepth + 1, "at most 64 parentheses and negations within each other", "("}},
		{"negations", deep(MaxDepth, "!", ""), nil},
		{"negations+1", deep(MaxDepth+1, "not ", ""), &SyntaxError{4*MaxDepth + 1, "at most 64 parentheses and negations within each other", "not"}},
		{"beside each other", strings.Repeat("(!open)", 100), nil},
		{"terms", many(MaxTerms), nil},
		{"terms+1", many(MaxTerms + 1), &SyntaxError{3*MaxTerms + 1, "at most 256 conditions", "p1"}},
		{"written out", grows(MaxText), &SyntaxError{MaxText + 1, "a filter of at most 4096 bytes once it is written out", ""}},
	} {
		_, err := Parse(c.text)
		if c.want == nil {
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		var got *SyntaxError
		if !errors.As(err, &got) {
			t.Errorf("%s: %v", c.name, err)
		} else if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}
