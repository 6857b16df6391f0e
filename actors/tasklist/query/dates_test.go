package query

import (
	"testing"
	"time"
)

// TestDates compares with each form of a date: at its first and last moment,
// and just outside.
func TestDates(t *testing.T) {
	for _, c := range []struct{ when, day string }{
		{"2026-11-24", "2026-11-24"},
		{"2028-02-29", "2028-02-29"},
		{"today", "2026-11-24"},
		{"Tomorrow", "2026-11-25"},
		{"yesterday", "2026-11-23"},
		{"+7d", "2026-12-01"},
		{"-7d", "2026-11-17"},
		{"+0d", "2026-11-24"},
		{"-2w", "2026-11-10"},
		{"+1m", "2026-12-24"},
		{"-9m", "2026-02-24"},
		{"+1y", "2027-11-24"},
	} {
		start, end := moment(t, c.day+" 00:00:00"), moment(t, c.day+" 00:00:00").In(berlin).AddDate(0, 0, 1)
		d, ok := parseDay(c.day)
		if !ok {
			t.Fatal(c.day)
		}
		for _, field := range []string{"due", "created", "updated", "completed"} {
			for _, at := range []struct {
				t    time.Time
				sign int
			}{{start.Add(-1), -1}, {start, 0}, {end.Add(-1), 0}, {end, 1}} {
				it := Item{Due: Due{At: at.t}, CreatedAt: at.t, UpdatedAt: at.t, CompletedAt: at.t}
				holds(t, field, c.when, &it, at.sign)
			}
		}
		holds(t, "due", c.when, &Item{Due: allDay(d.addDays(-1).String())}, -1)
		holds(t, "due", c.when, &Item{Due: allDay(c.day)}, 0)
		holds(t, "due", c.when, &Item{Due: allDay(d.addDays(1).String())}, 1)
	}
}

// TestWeekdays: due looks ahead, the rest looks back, and both count today.
func TestWeekdays(t *testing.T) {
	for _, c := range []struct{ when, next, last string }{
		{"tuesday", "2026-11-24", "2026-11-24"},
		{"Tue", "2026-11-24", "2026-11-24"},
		{"wed", "2026-11-25", "2026-11-18"},
		{"thursday", "2026-11-26", "2026-11-19"},
		{"fri", "2026-11-27", "2026-11-20"},
		{"saturday", "2026-11-28", "2026-11-21"},
		{"SUN", "2026-11-29", "2026-11-22"},
		{"monday", "2026-11-30", "2026-11-23"},
	} {
		holds(t, "due", c.when, &Item{Due: allDay(c.next)}, 0)
		at := moment(t, c.last+" 12:00:00")
		for _, field := range []string{"created", "updated", "completed"} {
			holds(t, field, c.when, &Item{CreatedAt: at, UpdatedAt: at, CompletedAt: at}, 0)
		}
	}
}

// TestMoments compares with moments, to the nanosecond.
func TestMoments(t *testing.T) {
	for when, at := range map[string]time.Time{
		"now":     testNow,
		"+3h":     testNow.Add(3 * time.Hour),
		"-36h":    testNow.Add(-36 * time.Hour),
		"+90min":  testNow.Add(90 * time.Minute),
		"-1min":   testNow.Add(-time.Minute),
		"+9999h":  testNow.Add(9999 * time.Hour),
		"-00001h": testNow.Add(-time.Hour),
	} {
		for _, field := range []string{"due", "created", "updated", "completed"} {
			for sign := -1; sign <= 1; sign++ {
				m := at.Add(time.Duration(sign))
				holds(t, field, when, &Item{Due: Due{At: m}, CreatedAt: m, UpdatedAt: m, CompletedAt: m}, sign)
			}
		}
	}
	// What is due all day is before a moment once its day is over.
	holds(t, "due", "now", &Item{Due: allDay("2026-11-23")}, -1)
	holds(t, "due", "now", &Item{Due: allDay("2026-11-24")}, 1)
	holds(t, "due", "+6h", &Item{Due: allDay("2026-11-24")}, 1)
	holds(t, "due", "+7h", &Item{Due: allDay("2026-11-24")}, -1)
}

// holds compares the item's field with each operator; it is before (-1), in
// (0) or after (1) the date.
func holds(t *testing.T, field, when string, it *Item, sign int) {
	t.Helper()
	for op, want := range map[string]bool{"<": sign < 0, "<=": sign <= 0, "=": sign == 0, ">=": sign >= 0, ">": sign > 0} {
		filter := field + op + when
		if got := mustParse(t, filter).Match(it, testEnv); got != want {
			t.Errorf("%s of %+v: %v", filter, it, got)
		}
		if mustParse(t, filter).Match(&Item{}, testEnv) {
			t.Errorf("%s of nothing", filter)
		}
	}
}

// TestZones: the same moment falls on different days for different askers; a
// day without a time is the same for all.
func TestZones(t *testing.T) {
	it := Item{Due: Due{At: time.Date(2026, 11, 24, 23, 30, 0, 0, time.UTC)}}
	for zone, want := range map[string]bool{"UTC": true, "Europe/Berlin": false, "America/New_York": true, "Asia/Tokyo": false} {
		env := Env{Now: testNow, Zone: mustZone(zone)}
		if got := mustParse(t, "due = 2026-11-24").Match(&it, env); got != want {
			t.Errorf("%s: %v", zone, got)
		}
		if !mustParse(t, "due = 2026-11-24").Match(&Item{Due: allDay("2026-11-24")}, env) {
			t.Errorf("%s: the day itself", zone)
		}
	}
	if !mustParse(t, "today").Match(&it, Env{Now: testNow}) {
		t.Error("no zone is not UTC")
	}
	// 17:30 in Berlin is half past one of the next day in Tokyo.
	if !mustParse(t, "today").Match(&Item{Due: allDay("2026-11-25")}, Env{Now: testNow, Zone: mustZone("Asia/Tokyo")}) {
		t.Error("today is not the asker's")
	}
}
