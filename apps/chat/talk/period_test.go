package talk

import "testing"

func TestPeriods(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{ // seen from Tuesday 24 November 2026
		{"2026-11-24", "2026-11-24", " due today"},
		{"2026-11-23", "2026-11-29", " due this week"},
		{"2026-11-22", "2026-11-28", " due this week"},
		{"2026-11-30", "2026-12-06", " due next week"},
		{"2026-11-16", "2026-11-22", " due last week"},
		{"2026-12-07", "2026-12-13", " due from Monday 7 Dec to Sunday 13 Dec"},
		{"2026-11-28", "2026-11-29", " due this weekend"},
		{"2026-11-21", "2026-11-22", " due from Saturday 21 Nov to Sunday 22 Nov"},
		{"2026-11-01", "2026-11-30", " due this month"},
		{"2026-12-01", "2026-12-31", " due next month"},
		{"2026-10-01", "2026-10-31", " due last month"},
		{"2026-11-24", "2026-11-30", " due from today to Monday 30 Nov"},
		{"", "2026-11-25", " due by tomorrow"},
		{"2026-11-25", "", " due from tomorrow on"},
		{"", "", ""},
		{"soon", "later", " due from soon to later"},
	} {
		if got := span(Asked{Now: noon}, " due", c.from, c.to); got != c.want {
			t.Errorf("%s to %s: %q, want %q", c.from, c.to, got, c.want)
		}
	}
}
