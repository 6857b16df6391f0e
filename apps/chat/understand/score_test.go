package understand

import (
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/teambition/rrule-go"
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

// differ names the slots in which two slot maps differ.
func (c *testCase) differ(want, got map[string]any) (bad []string) {
	keys := map[string]bool{}
	for k := range want {
		keys[k] = true
	}
	for k := range got {
		keys[k] = true
	}
	for k := range keys {
		if k == "title" && slices.Contains(c.Tags, "long") && empty(k, want[k]) {
			continue
		}
		if !c.same(k, want, got) {
			bad = append(bad, k)
		}
	}
	sort.Strings(bad)
	return bad
}

// empty tells whether a slot says nothing. In a filter, has_due and recurring say something even when false.
func empty(slot string, v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case bool:
		return !v && slot != "has_due" && slot != "recurring"
	case []any:
		return len(v) == 0
	case map[string]any:
		for k, x := range v {
			if !empty(k, x) {
				return false
			}
		}
		return true
	}
	return false
}

func (c *testCase) same(slot string, want, got map[string]any) bool {
	a, b := want[slot], got[slot]
	if empty(slot, a) || empty(slot, b) {
		return empty(slot, a) && empty(slot, b)
	}
	switch slot {
	case "title", "notes":
		return plainText(a) == plainText(b)
	case "query":
		return tokensOf(a) == tokensOf(b)
	case "labels", "priorities", "reminders":
		return sameSet(a, b)
	case "rrule":
		return c.sameRule(a.(string), b.(string), want)
	case "ref":
		return c.sameRef(a.(map[string]any), b.(map[string]any))
	case "tasks":
		x, y := a.([]any), b.([]any)
		if len(x) != len(y) {
			return false
		}
		for i := range x {
			if len(c.differ(x[i].(map[string]any), y[i].(map[string]any))) > 0 {
				return false
			}
		}
		return true
	}
	return reflect.DeepEqual(a, b)
}

func plainText(v any) string {
	return strings.ToLower(strings.Join(strings.Fields(fmt.Sprint(v)), " "))
}

var wordLike = regexp.MustCompile(`[\p{L}\p{N}\p{M}]+`)

func tokensOf(v any) string {
	s := plainText(v)
	if ws := wordLike.FindAllString(s, -1); len(ws) > 0 {
		return strings.Join(ws, " ")
	}
	return s
}

func sameSet(a, b any) bool {
	x, y := a.([]any), b.([]any)
	in := func(vs []any, v any) bool {
		return slices.ContainsFunc(vs, func(w any) bool { return reflect.DeepEqual(v, w) })
	}
	for _, v := range x {
		if !in(y, v) {
			return false
		}
	}
	for _, v := range y {
		if !in(x, v) {
			return false
		}
	}
	return true
}

func (c *testCase) sameRef(a, b map[string]any) bool {
	texts := func(r map[string]any) []any {
		vs, _ := r["texts"].([]any)
		if s, ok := r["text"].(string); ok && len(vs) == 0 {
			vs = []any{s}
		}
		out := []any{}
		for _, v := range vs {
			out = append(out, tokensOf(v))
		}
		return out
	}
	numbers := func(r map[string]any) []any { vs, _ := r["numbers"].([]any); return vs }
	filter := func(r map[string]any) map[string]any { f, _ := r["filter"].(map[string]any); return f }
	return sameSet(texts(a), texts(b)) && sameSet(numbers(a), numbers(b)) && (a["last"] == true) == (b["last"] == true) &&
		len(c.differ(filter(a), filter(b))) == 0
}

// sameRule compares two rules by their dates from the due date; a repeat changes a task whose date is unknown, so there
// they must agree from several days. Rules must also end alike.
func (c *testCase) sameRule(a, b string, want map[string]any) bool {
	var starts []time.Time
	if due, ok := want["due_date"].(string); ok {
		layout, text := "2006-01-02", due
		if tm, ok := want["due_time"].(string); ok {
			layout, text = layout+" 15:04", due+" "+tm
		}
		start, err := time.Parse(layout, text)
		if err != nil {
			return false
		}
		starts = append(starts, start)
	} else {
		for _, n := range []int{0, 1, 17, 45} {
			starts = append(starts, time.Date(2026, 6, 17+n, 0, 0, 0, 0, time.UTC))
		}
	}
	ends := func(s string) bool { return strings.Contains(s, "COUNT=") || strings.Contains(s, "UNTIL=") }
	if ends(a) != ends(b) {
		return false
	}
	seen := false
	for _, s := range starts {
		x, errA := dates(a, s, ends(a))
		y, errB := dates(b, s, ends(b))
		if errA != nil || errB != nil || !slices.EqualFunc(x, y, time.Time.Equal) {
			return false
		}
		seen = seen || len(x) > 0
	}
	return seen
}

var untilDate = regexp.MustCompile(`UNTIL=(\d{8})\b`)

// dates expands a rule: the first 12, or all of them when it ends.
func dates(rule string, start time.Time, whole bool) ([]time.Time, error) {
	opt, err := rrule.StrToROption(untilDate.ReplaceAllString(rule, "UNTIL=${1}T235959Z"))
	if err != nil {
		return nil, err
	}
	opt.Dtstart = start
	r, err := rrule.NewRRule(*opt)
	if err != nil {
		return nil, err
	}
	n := 12
	if whole {
		n = 2000
	}
	next := r.Iterator()
	var out []time.Time
	for len(out) < n {
		d, ok := next()
		if !ok {
			break
		}
		out = append(out, d)
	}
	return out, nil
}
