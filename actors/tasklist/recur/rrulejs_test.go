package recur

import (
	"testing"

	"github.com/errandapp/errand/tests/rrule"
)

// question is one for rrule.js, the second implementation.
type question rrule.Question

// askRRuleJS asks rrule.js everything at once.
func askRRuleJS(t *testing.T, questions []question) []rrule.Answer {
	t.Helper()
	all := make([]rrule.Question, len(questions))
	for i, q := range questions {
		all[i] = rrule.Question(q)
	}
	return rrule.Ask(t, all)
}
