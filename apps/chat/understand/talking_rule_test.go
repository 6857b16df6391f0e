package understand

import (
	"strconv"
	"strings"
	"testing"
	"time"
)

// sayRule writes a recurrence rule in words, every part of it.
func sayRule(t *testing.T, rule string) string {
	t.Helper()
	units := map[string]string{"HOURLY": "hour", "DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
	days := strings.NewReplacer("-1", "last ", "1", "1st ", "2", "2nd ", "3", "3rd ", "4", "4th ", "5", "5th ", "MO", "Mon", "TU", "Tue", "WE", "Wed", "TH", "Thu", "FR", "Fri", "SA", "Sat", "SU", "Sun", ",", ", ")
	unit, every, tail := "", "1", ""
	for part := range strings.SplitSeq(rule, ";") {
		name, v, _ := strings.Cut(part, "=")
		switch name {
		case "FREQ":
			unit = units[v]
		case "INTERVAL":
			every = v
		case "BYMONTH":
			tail += " in " + sayMonths(t, v)
		case "BYMONTHDAY":
			tail += " on " + strings.ReplaceAll(strings.ReplaceAll("day "+v, "day -1", "the last day"), ",", ", ")
		case "BYDAY":
			tail += " on " + days.Replace(v)
		case "BYSETPOS":
			tail += ", number " + v + " of them"
		case "COUNT":
			tail += ", " + v + " times"
		case "UNTIL":
			u, err := time.Parse("20060102", v)
			if err != nil {
				t.Errorf("rule %q: %v", rule, err)
			}
			tail += ", until " + sayDay(t, u.Format(time.DateOnly))
		default:
			t.Errorf("rule %q: the page has no words for %s", rule, name)
		}
	}
	if unit == "" {
		t.Errorf("rule %q: the page has no words for its frequency", rule)
	}
	if every == "1" {
		return "every " + unit + tail
	}
	return "every " + every + " " + unit + "s" + tail
}

func sayMonths(t *testing.T, list string) string {
	t.Helper()
	var out []string
	for m := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(m)
		if err != nil || n < 1 || n > 12 {
			t.Errorf("month %q of %q", m, list)
			continue
		}
		out = append(out, time.Month(n).String()[:3])
	}
	return strings.Join(out, ", ")
}
