package recur

import (
	"fmt"
	"strings"
)

// Limits of a rule. Parse refuses what goes over one.
const (
	MaxText          = 512    // bytes of the text
	MaxList          = 62     // values of one part: every day of a month, from both ends
	MaxInterval      = 1000   // periods from one to the next
	MaxYearsInterval = 100    // and years
	MinMinutes       = 5      // between two occurrences
	MaxTimes         = 48     // times of one day
	MaxCount         = 10_000 // occurrences
)

// A RuleError says which part of a rule is wrong, and why. Part is empty when
// it is the rule as a whole.
type RuleError struct {
	Part   string // FREQ, BYDAY …
	Reason string // "must be a whole number from 1 to 1000, not \"0\""
}

func (e *RuleError) Error() string {
	if e.Part == "" {
		return "the rule " + e.Reason
	}
	return e.Part + " " + e.Reason
}

func wrong(part, format string, args ...any) *RuleError {
	return &RuleError{Part: part, Reason: fmt.Sprintf(format, args...)}
}

// Parse reads a rule as RFC 5545, section 3.3.10, writes it, with or without
// "RRULE:" before it, in any order and case. It refuses, with a *RuleError,
// what the RFC does not allow, what is beyond a limit, SECONDLY, and what can
// never occur.
//
// UNTIL is a date (20261231, inclusive) or a local date-time
// (20261231T170000), not one in UTC: the rule does not know the zone.
func Parse(text string) (Rule, error) {
	if len(text) > MaxText {
		return Rule{}, wrong("", "is longer than %d characters", MaxText)
	}
	text = strings.ToUpper(strings.TrimSpace(text))
	text = strings.TrimPrefix(text, "RRULE:")
	if text == "" {
		return Rule{}, wrong("", "is empty")
	}
	r := Rule{interval: 1}
	said := map[string]bool{}
	for _, part := range strings.Split(text, ";") {
		name, value, found := strings.Cut(part, "=")
		read, known := readers[name]
		switch {
		case !found || name == "":
			return Rule{}, wrong("", "has %.40q where a part like INTERVAL=2 was expected", part)
		case !known:
			return Rule{}, wrong(clip(name), "is not a part that is known here")
		case said[name]:
			return Rule{}, wrong(name, "is said twice")
		case value == "":
			return Rule{}, wrong(name, "has no value")
		}
		said[name] = true
		if reason := read(&r, value); reason != "" {
			return Rule{}, wrong(name, "%s", reason)
		}
	}
	if r.freq == 0 {
		return Rule{}, wrong("FREQ", "is missing")
	}
	if said["COUNT"] && said["UNTIL"] {
		return Rule{}, wrong("UNTIL", "and COUNT exclude each other")
	}
	if err := r.checkParts(); err != nil {
		return Rule{}, err
	}
	if err := r.checkTimes(); err != nil {
		return Rule{}, err
	}
	if r.never() {
		return Rule{}, wrong("", "never occurs")
	}
	return r, nil
}

func clip(s string) string { return fmt.Sprintf("%.20s", strings.ToValidUTF8(s, "?")) }
