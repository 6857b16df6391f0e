package recur

import (
	"slices"
	"testing"
)

// A difference is a kind of rule on which rrule.js and this package do not
// agree, for a reason. In every one of them it is this package that follows
// RFC 5545, and the slow twin, written from its text, that says so.
type difference struct {
	name        string
	reason      string
	applies     func(r Rule, start Local) bool
	rule, start string // an example, so that an entry that is no longer true is found out
}

var differences = []difference{
	{
		name: "BYWEEKNO without a day",
		reason: "What a rule does not say is taken from DTSTART (RFC 5545, 3.3.10), so this is one day of the week. " +
			"rrule.js takes all seven.",
		applies: func(r Rule, _ Local) bool {
			return len(r.weekNos) > 0 && len(r.yearDays)+len(r.monthDays)+len(r.days) == 0
		},
		rule: "FREQ=YEARLY;BYWEEKNO=20", start: "2026-05-13",
	},
	{
		name: "BYWEEKNO around the new year",
		reason: "A week belongs to the year that four of its days are in (3.3.10, ISO 8601). For days of January that are in the " +
			"last week of the year before, rrule.js gets that week's number wrong in some years, and it does not know the days of " +
			"December that are in week 1 by their number from the end.",
		applies: func(r Rule, _ Local) bool {
			return slices.ContainsFunc(r.weekNos, func(n int) bool { return n >= 52 || n <= -52 })
		},
		rule: "FREQ=YEARLY;BYWEEKNO=-53;BYDAY=MO", start: "2025-06-01",
	},
	{
		name: "BYDAY with and without a number",
		reason: "A list in BYDAY means any of its days (3.3.10). rrule.js takes the days that are both one of those " +
			"without a number and one of those with one.",
		applies: func(r Rule, _ Local) bool {
			plain := func(d weekday) bool { return d.nth == 0 }
			return slices.ContainsFunc(r.days, plain) && slices.ContainsFunc(r.days, func(d weekday) bool { return !plain(d) })
		},
		rule: "FREQ=MONTHLY;BYDAY=MO,1TU", start: "2026-11-02",
	},
	{
		name: "BYSETPOS in the first week",
		reason: "BYSETPOS chooses from the occurrences of the whole interval (3.3.10). rrule.js begins the first week at DTSTART, " +
			"so its first is another one.",
		applies: func(r Rule, start Local) bool {
			return r.freq == weekly && len(r.setPos) > 0 && mondayFirst(start.time().Weekday()) != r.weekStart
		},
		rule: "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1", start: "2026-11-25",
	},
	{
		name:   "BYSETPOS from both ends",
		reason: "A recurrence set has each occurrence once (3.8.5.3). Where the first is also the last, rrule.js gives it twice.",
		applies: func(r Rule, _ Local) bool {
			return len(r.setPos) > 0 && r.setPos[0] < 0 && r.setPos[len(r.setPos)-1] > 0
		},
		rule: "FREQ=MONTHLY;BYMONTHDAY=13;BYSETPOS=-1,1", start: "2026-11-13",
	},
	{
		name:    "BYSETPOS from the end of a shorter set",
		reason:  "The third from the end of two is nothing (3.3.10). rrule.js takes the first.",
		applies: func(r Rule, _ Local) bool { return len(r.setPos) > 0 && r.setPos[0] < -1 },
		rule:    "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-5", start: "2026-11-02",
	},
	{
		name: "MINUTELY with BYHOUR",
		reason: "BYHOUR leaves out some of the minutes that INTERVAL counts (3.3.10). rrule.js, coming to an hour that is not " +
			"named, goes on in steps of as many hours as it just took, loses its place in INTERVAL, and may never stop.",
		applies: func(r Rule, _ Local) bool { return r.freq == minutely && len(r.hours) > 0 },
		rule:    "FREQ=MINUTELY;INTERVAL=90;BYHOUR=9,10", start: "2026-11-24T09:00",
	},
}

// ownMeanings are the reasons why a vector is not put to rrule.js: it is about
// what this package means by a start or by completion.
var ownMeanings = []string{
	"a start that is not on the rule",
	"months keep within the month",
	"the one that was done does not come again",
}

// differs names the difference that explains why rrule.js answers otherwise.
func differs(r Rule, start Local) (name string, ok bool) {
	for _, d := range differences {
		if d.applies(r, start) {
			return d.name, true
		}
	}
	return "", false
}

// Each difference is one still, and the slow twin is on this side.
func TestDifferencesAreOnes(t *testing.T) {
	var questions []question
	for _, d := range differences {
		questions = append(questions, question{d.rule, d.start, 10})
	}
	for i, theirs := range askRRuleJS(t, questions) {
		d := differences[i]
		r, err := Parse(d.rule)
		if err != nil {
			t.Fatal(err)
		}
		start := local(t, d.start)
		ours := texts(expand(r, start, 10, Horizon))
		if twin := texts(naive(r, start, 10, 80)); !slices.Equal(ours, twin) {
			t.Errorf("%s: we say %v, RFC 5545 says %v", d.name, ours, twin)
		}
		if slices.Equal(ours, theirs.Occurrences) {
			t.Errorf("%s: rrule.js now agrees: %v. Take the entry away.", d.name, ours)
		}
		if name, ok := differs(r, start); !ok || name != d.name {
			t.Errorf("%s does not apply to its example; %q does", d.name, name)
		}
	}
}
