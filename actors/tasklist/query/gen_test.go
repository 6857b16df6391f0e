package query

import (
	"slices"
	"time"

	"pgregory.net/rapid"
)

// Draws come from few values, so that they meet.
var (
	someNames = []string{"work", "Home", "café", "a b", `q"\`, "7d", "and", "(x)", "a:b"}
	someWords = []string{"tax", "Tax form", "été", `say "hi"`, "straße", "x|y", "now"}
	someWhens = []string{"2026-11-24", "2026-12-01", "today", "Tomorrow", "yesterday", "mon", "friday", "now", "+7d", "-2w", "+1m", "-1y", "+3h", "-90min", "+0d"}
	someOps   = []string{"<", "<=", "=", ">=", ">"}
)

// genItem draws an item; any of its fields may be empty.
func genItem(t *rapid.T, id string) Item {
	at := func(what string) time.Time {
		if rapid.IntRange(0, 2).Draw(t, "has "+what) == 0 {
			return time.Time{}
		}
		return testNow.Add(time.Duration(rapid.IntRange(-60, 60).Draw(t, what)) * 6 * time.Hour)
	}
	it := Item{
		ID:          id,
		Title:       rapid.SampledFrom(append(someWords, "")).Draw(t, "title"),
		Notes:       rapid.SampledFrom(append(someWords, "")).Draw(t, "notes"),
		Labels:      rapid.SliceOfN(rapid.SampledFrom(someNames), 0, 3).Draw(t, "labels"),
		Project:     rapid.SampledFrom(append(someNames, "")).Draw(t, "project"),
		Priority:    rapid.IntRange(0, 4).Draw(t, "priority"),
		Due:         Due{At: at("due")},
		CreatedAt:   at("created"),
		UpdatedAt:   at("updated"),
		CompletedAt: at("completed"),
		Recurring:   rapid.Bool().Draw(t, "recurring"),
		Order:       rapid.StringMatching("[a-c]{0,2}").Draw(t, "order"),
	}
	if rapid.Bool().Draw(t, "all day") && !it.Due.At.IsZero() {
		it.Due = allDay(it.Due.At.Format("2006-01-02"))
	}
	return it
}

// genCondition draws the text of a condition.
func genCondition(t *rapid.T) string {
	pick := func(from []string) string { return rapid.SampledFrom(from).Draw(t, "of") }
	field := pick([]string{"due", "created", "updated", "completed"})
	gap := pick([]string{"", " ", "  "})
	switch rapid.IntRange(0, 5).Draw(t, "kind") {
	case 0:
		return pick([]string{"#", "label:", "+", "project:", "source:", "id:", "parent:"}) + quote(pick(someNames))
	case 1:
		return pick([]string{"", "text:", "title:", "NOTES:"}) + quote(pick(someWords))
	case 2:
		return field + gap + pick(someOps) + gap + pick(someWhens)
	case 3:
		return "priority" + gap + pick(someOps) + gap + pick([]string{"1", "2", "3", "4"})
	case 4:
		return "no  date"
	}
	return pick(stateNames)
}

// stateNames are all states, in one order.
var stateNames = func() (names []string) {
	for s := range fields {
		names = append(names, string(s))
	}
	for s := range spoken {
		names = append(names, string(s))
	}
	slices.Sort(names)
	return names
}()

// genFilter draws the text of a filter, in whatever spelling, and its meaning
// worked out without the parser from the meaning of its conditions.
func genFilter(t *rapid.T, depth int) (string, func(*Item) bool) {
	kind := rapid.IntRange(0, 6).Draw(t, "kind")
	if depth == 0 || kind < 2 {
		text := genCondition(t)
		f, err := Parse(text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		return text, f.At(testEnv)
	}
	a, isA := genFilter(t, depth-1)
	if kind == 2 {
		return rapid.SampledFrom([]string{"!(", "not (", "! ("}).Draw(t, "not") + a + ")", func(it *Item) bool { return !isA(it) }
	}
	b, isB := genFilter(t, depth-1)
	spelled := func(from ...string) string { return rapid.SampledFrom(from).Draw(t, "spelled") }
	if kind == 3 { // & is stronger than |, so nothing stands around a and b
		return a + spelled("|", " or ", " OR ", " | ") + b, func(it *Item) bool { return isA(it) || isB(it) }
	}
	return "(" + a + spelled(")(", ") (", ")&(", ") and (") + b + ")", func(it *Item) bool { return isA(it) && isB(it) }
}
