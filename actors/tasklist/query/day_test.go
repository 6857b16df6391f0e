package query

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestDayStart: the days that do not start at midnight.
func TestDayStart(t *testing.T) {
	for _, c := range []struct{ day, zone, want string }{
		{"2026-11-24", "UTC", "2026-11-24T00:00:00Z"},
		{"2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00Z"},
		{"2026-03-30", "Europe/Berlin", "2026-03-29T22:00:00Z"},
		{"2026-10-26", "Europe/Berlin", "2026-10-25T23:00:00Z"},
		{"2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00Z"}, // midnight skipped
		{"2018-02-18", "America/Sao_Paulo", "2018-02-18T03:00:00Z"}, // 23 h shown twice the day before
		{"2025-11-02", "America/Havana", "2025-11-02T04:00:00Z"},    // midnight shown twice
		{"2011-12-30", "Pacific/Apia", "2011-12-30T10:00:00Z"},      // the day that was left out
		{"2011-12-31", "Pacific/Apia", "2011-12-30T10:00:00Z"},
	} {
		d, ok := parseDay(c.day)
		got := d.start(mustZone(c.zone)).UTC().Format(time.RFC3339)
		if !ok || got != c.want {
			t.Errorf("%s in %s: got %s, want %s", c.day, c.zone, got, c.want)
		}
	}
}

// TestMonthEnds: adding months keeps the day, or takes the last one.
func TestMonthEnds(t *testing.T) {
	for _, c := range []struct {
		from   day
		months int
		want   day
	}{
		{20260131, 1, 20260228},
		{20280131, 1, 20280229},
		{20280229, 12, 20290228},
		{20280229, 48, 20320229},
		{20260331, -1, 20260228},
		{20260131, 2, 20260331},
		{20261231, 1, 20270131},
		{20260131, -1, 20251231},
		{20260515, 0, 20260515},
	} {
		if got := c.from.addMonths(c.months); got != c.want {
			t.Errorf("%s and %d months: got %s, want %s", c.from, c.months, got, c.want)
		}
	}
}

// TestDayLaws: a day is the one that every moment from its start to the next
// one's shows on the wall.
func TestDayLaws(t *testing.T) {
	zones := []string{"UTC", "Europe/Berlin", "America/Sao_Paulo", "America/Havana", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe"}
	rapid.Check(t, func(t *rapid.T) {
		zone := mustZone(rapid.SampledFrom(zones).Draw(t, "zone"))
		at := time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "at"), 0)
		d := dayOf(at.In(zone))
		if !d.real() {
			t.Fatalf("%s is not real", d)
		}
		if back, ok := parseDay(d.String()); !ok || back != d {
			t.Fatalf("%s is read as %s", d, back)
		}
		s := daySpan(d, Env{Zone: zone})
		if s.compare(at) != 0 {
			t.Fatalf("%s of %s is not between %s and %s", at.In(zone), d, s.start.In(zone), s.end.In(zone))
		}
		if d.addDays(1).addDays(-1) != d || d.addDays(1) <= d {
			t.Fatalf("a day after %s is %s", d, d.addDays(1))
		}
	})
}

// TestUnrealDays: nothing is due on what is no date, and no moment of asking
// is too far away.
func TestUnrealDays(t *testing.T) {
	for _, date := range []string{"", "2026-11-2", "2026-11-244", "2026/11/24", "2026-11/24", "20x6-11-24", "2026-11-:4"} {
		if _, ok := parseDay(date); ok {
			t.Errorf("%q is a day", date)
		}
	}
	for _, now := range []time.Time{{}, time.Unix(-1<<60, 0), time.Unix(1<<60, 0)} {
		for _, filter := range []string{"due < -9999y", "due > +9999y", "due = monday", "created = monday", "overdue", "today"} {
			mustParse(t, filter).Match(&Item{Due: allDay("0000-99-99"), CreatedAt: now}, Env{Now: now})
		}
	}
}
