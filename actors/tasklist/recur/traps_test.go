package recur

import (
	"testing"
	"time"

	rrule "github.com/teambition/rrule-go"
)

// theirs is what rrule-go says when it is simply asked.
func theirs(t *testing.T, text, start string, limit int) (found []string, panicked bool) {
	t.Helper()
	defer func() { panicked = recover() != nil }()
	option, err := rrule.StrToROption(text)
	if err != nil {
		t.Fatal(err)
	}
	option.Dtstart = local(t, start).time()
	rule, err := rrule.NewRRule(*option)
	if err != nil {
		t.Fatal(err)
	}
	next := rule.Iterator()
	for range limit {
		at, ok := next()
		if !ok {
			break
		}
		found = append(found, at.Format(time.DateOnly))
	}
	return found, false
}

// The traps of rrule-go that this package goes round. When one of these fails,
// it was mended there, and what goes round it can go.
func TestTrapsOfRRuleGo(t *testing.T) {
	if _, panicked := theirs(t, "FREQ=MONTHLY;BYDAY=53MO", "2026-12-01", 1); !panicked {
		t.Error("the 53rd Monday of a month does not make it panic (checkParts)")
	}
	for _, c := range []struct{ what, rule, start, first string }{
		{"takes MO,1TU for either (theirWeekdays)", "FREQ=MONTHLY;BYDAY=MO,1TU", "2026-11-02", "2026-11-02"},
		{"begins the first week before DTSTART (period)", "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1", "2026-11-25", "2026-11-30"},
		{"takes a week number for one day (option)", "FREQ=YEARLY;BYWEEKNO=20", "2026-05-13", "2026-05-13 2027-05-19"},
		{"knows week 1 by its number from the end (inWeeks)", "FREQ=YEARLY;BYWEEKNO=-53;BYDAY=MO", "2025-06-01", "2025-12-29"},
		{"takes an UNTIL date for the whole day (over)", "FREQ=DAILY;UNTIL=20261124", "2026-11-24T17:00", "2026-11-24"},
	} {
		r, err := Parse(c.rule)
		if err != nil {
			t.Fatal(err)
		}
		ours, n := "", 1+len(c.first)/11
		for i, l := range expand(r, local(t, c.start), n, Horizon) {
			if i > 0 {
				ours += " "
			}
			ours += l.date().Format()
		}
		if ours != c.first {
			t.Errorf("%s: we say %s, want %s", c.rule, ours, c.first)
		}
		found, _ := theirs(t, c.rule, c.start, n)
		said := ""
		for i, f := range found {
			if i > 0 {
				said += " "
			}
			said += f
		}
		if said == c.first {
			t.Errorf("rrule-go %s", c.what)
		}
	}
}
