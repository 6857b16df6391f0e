package understand

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestDev and TestOwn score the grammar as the acceptance does: the intent and every slot, with the stated
// alternatives, recurrences by their dates.
func TestDev(t *testing.T) { score(t, "testdata/dev.jsonl", 0.99) }

func TestOwn(t *testing.T) { score(t, "testdata/own.jsonl", 1) }

// TestSuites scores phrases from the tests of other projects' parsers; src names the project of each. What they stand
// for is said by our own conventions.
func TestSuites(t *testing.T) { score(t, "testdata/suites.jsonl", 1) }

// score runs the cases of a file; at least min of them must be right, and nine tenths of every class of five or more.
func score(t *testing.T, file string, min float64) {
	type tally struct{ right, n int }
	classes := map[string]*tally{}
	right := 0
	cases := loadCases(t, file)
	for _, c := range cases {
		r := Understand(c.Text, c.at, c.zone, Context{})
		why := c.wrong(t, r)
		if why == "" {
			right++
		} else {
			got, err := json.Marshal(r.Slots)
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%s %q: %s\n\tgot  %s %s\n\twant %s %v", c.ID, shorten(c.Text), why, r.Intent, shorten(string(got)), c.Intent, shorten(fmt.Sprint(c.Expect)))
		}
		for _, tag := range append([]string{string(c.Intent)}, c.Tags...) {
			if classes[tag] == nil {
				classes[tag] = &tally{}
			}
			classes[tag].n++
			if why == "" {
				classes[tag].right++
			}
		}
	}
	if got := float64(right) / float64(len(cases)); got < min {
		t.Errorf("%s: %.4f right (%d of %d), want %.2f", file, got, right, len(cases), min)
	}
	for tag, c := range classes {
		if c.n >= 5 && float64(c.right)/float64(c.n) < 0.9 {
			t.Errorf("%s: class %s: %d of %d right, want nine tenths", file, tag, c.right, c.n)
		}
	}
}

func shorten(s string) string {
	if len(s) > 300 {
		return s[:300] + "…"
	}
	return s
}

// wrong says what is not as expected; "" when all is.
func (c *testCase) wrong(t *testing.T, r Reading) string {
	if r.Intent != c.Intent {
		if slices.Contains(c.AltIntents, r.Intent) {
			return ""
		}
		return "intent"
	}
	b, err := json.Marshal(r.Slots)
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	first := ""
	for i := range len(c.Alt) + 1 {
		want := map[string]any{}
		for k, v := range c.Expect {
			want[k] = v
		}
		if i > 0 {
			for k, v := range c.Alt[i-1] {
				want[k] = v
			}
		}
		bad := c.differ(want, got)
		if len(bad) == 0 {
			return ""
		}
		if i == 0 {
			first = strings.Join(bad, ", ")
		}
	}
	return first
}
