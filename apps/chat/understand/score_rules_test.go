package understand

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/teambition/rrule-go"
)

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
