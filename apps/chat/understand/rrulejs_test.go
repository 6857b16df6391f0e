package understand

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/errandapp/errand/tests/rrule"
)

// firstDates is how many dates of a rule are compared.
const firstDates = 12

// TestRulesAgreeWithRRuleJS expands every distinct rule that a case's reading has, from its due date, with rrule.js: the
// first dates are those of rrule-go, and those of the rule that the case expects.
func TestRulesAgreeWithRRuleJS(t *testing.T) {
	var questions []rrule.Question
	var checks []ruleCheck
	ask := func(c ruleCheck) {
		start := c.due
		if c.clock != "" {
			start += "T" + c.clock
		}
		questions = append(questions, rrule.Question{Rule: c.rule, Start: start, Limit: firstDates})
		checks = append(checks, c)
	}
	seen := map[string]bool{}
	for _, file := range []string{"testdata/dev.jsonl", "testdata/own.jsonl", "testdata/suites.jsonl"} {
		for _, c := range loadCases(t, file) {
			r := Understand(c.Text, c.at, c.zone, Context{})
			for i, s := range slotsOf(r) {
				if s.RRule == "" {
					continue
				}
				if s.DueDate == "" { // a repeat keeps the task's own date
					s.DueDate = c.at.In(c.zone).Format(time.DateOnly)
				}
				if key := s.RRule + s.DueDate + s.DueTime; seen[key] {
					continue
				} else {
					seen[key] = true
				}
				ask(ruleCheck{c.Text, s.RRule, s.DueDate, s.DueTime, false})
				if want := c.expectedRule(t, i); want != "" && c.wrong(t, r) == "" && len(c.Alt) == 0 && len(c.AltIntents) == 0 {
					ask(ruleCheck{c.Text, want, s.DueDate, s.DueTime, true})
				}
			}
		}
	}
	if len(seen) < 140 {
		t.Errorf("only %d distinct rules in the cases", len(seen))
	}
	answers := rrule.Ask(t, questions)
	for i, c := range checks {
		got := answers[i].Occurrences
		if c.expected {
			if want := answers[i-1].Occurrences; !slices.Equal(got, want) {
				t.Errorf("%q: %s from %s is read, %s expected; for rrule.js\n%v\n%v", c.text, checks[i-1].rule, c.due, c.rule, want, got)
			}
			continue
		}
		if len(got) == 0 {
			t.Errorf("%q: %s from %s never comes for rrule.js", c.text, c.rule, c.due)
		}
		if want := c.occurrences(t); !slices.Equal(got, want) {
			t.Errorf("%q: %s from %s: rrule-go and rrule.js\n%v\n%v", c.text, c.rule, c.due, want, got)
		}
	}
	t.Logf("%d rules, %d questions", len(seen), len(questions))
}

// ruleCheck is one question to rrule.js and where it comes from.
type ruleCheck struct {
	text, rule, due, clock string
	expected               bool // it is about what the case expects; the question before is about the reading
}

// occurrences are the first dates as rrule-go has them, written as rrule.js writes them.
func (c ruleCheck) occurrences(t *testing.T) []string {
	t.Helper()
	layout, start := time.DateOnly, c.due
	if c.clock != "" {
		layout, start = "2006-01-02T15:04", c.due+"T"+c.clock
	}
	from, err := time.Parse(layout, start)
	if err != nil {
		t.Fatal(err)
	}
	ds, err := dates(c.rule, from, false)
	if err != nil {
		t.Fatalf("%q: %s: %v", c.text, c.rule, err)
	}
	var out []string
	for _, d := range ds {
		out = append(out, d.Format(layout))
	}
	return out
}

// slotsOf are the tasks of a reading.
func slotsOf(r Reading) []Slots {
	if len(r.Slots.Tasks) > 0 {
		return r.Slots.Tasks
	}
	return []Slots{r.Slots}
}

// expectedRule is the rule of the i-th task that a case expects.
func (c *testCase) expectedRule(t *testing.T, i int) string {
	t.Helper()
	b, err := json.Marshal(c.Expect)
	if err != nil {
		t.Fatal(err)
	}
	var want struct {
		RRule string `json:"rrule"`
		Tasks []struct {
			RRule string `json:"rrule"`
		} `json:"tasks"`
	}
	if err := json.Unmarshal(b, &want); err != nil {
		t.Fatal(err)
	}
	if i < len(want.Tasks) {
		return want.Tasks[i].RRule
	}
	return strings.TrimSpace(want.RRule)
}
