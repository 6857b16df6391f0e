package understand

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"sort"
	"strings"
)

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
