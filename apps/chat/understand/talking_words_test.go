package understand

import (
	"fmt"
	"regexp"
	"testing"
	"time"
)

func sayPriority(p int) string { return []string{"none", "urgent", "high", "medium", "low"}[p] }

// sayDay writes a date; the year is said when it is not 2026.
func sayDay(t *testing.T, s string) string {
	t.Helper()
	if s == "" {
		return ""
	}
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Errorf("date %q: %v", s, err)
		return s
	}
	if d.Year() == 2026 {
		return d.Format("Mon 2 Jan")
	}
	return d.Format("Mon 2 Jan 2006")
}

// sayMinutes writes minutes in the largest unit that divides them.
func sayMinutes(n int) string {
	unit := "minute"
	switch {
	case n%1440 == 0:
		n, unit = n/1440, "day"
	case n%60 == 0:
		n, unit = n/60, "hour"
	}
	if n == 1 {
		return "1 " + unit
	}
	return fmt.Sprintf("%d %ss", n, unit)
}

var shifts = regexp.MustCompile(`^(-?)P(T?)(\d+)([DWMYH])$`)

// sayShift writes a signed ISO 8601 duration of one unit.
func sayShift(t *testing.T, s string) string {
	t.Helper()
	m := shifts.FindStringSubmatch(s)
	if m == nil {
		t.Errorf("shift %q: the page has no words for it", s)
		return s
	}
	unit := map[string]string{"D": "day", "W": "week", "M": "month", "Y": "year", "TH": "hour", "TM": "minute"}[m[2]+m[4]]
	if m[3] != "1" {
		unit += "s"
	}
	if m[1] == "-" {
		return m[3] + " " + unit + " earlier"
	}
	return m[3] + " " + unit + " later"
}
