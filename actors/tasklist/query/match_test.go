package query

import (
	"testing"
	"time"
)

func timed(t testing.TB, wall string) Due { return Due{At: moment(t, wall)} }

func allDay(date string) Due { return Due{AllDay: true, Date: date} }

// TestMatch asks one item by each condition. It is 17:30 on Tuesday,
// 2026-11-24, in Berlin.
func TestMatch(t *testing.T) {
	done := Item{CompletedAt: moment(t, "2026-11-24 09:00:00")}
	for _, c := range []struct {
		filter string
		item   Item
		want   bool
	}{
		{``, Item{}, true},
		{`open`, Item{}, true},
		{`open`, done, false},
		{`done`, Item{}, false},
		{`done`, done, true},
		{`recurring`, Item{}, false},
		{`recurring`, Item{Recurring: true}, true},
		{`subtask`, Item{}, false},
		{`subtask`, Item{Parent: "a"}, true},
		{`nodate`, Item{}, true},
		{`no date`, Item{Due: allDay("2026-11-24")}, false},
		{`nodate`, Item{Due: timed(t, "2026-11-24 10:00:00")}, false},
		{`nodate`, Item{Due: allDay("someday")}, true},

		{`has:due`, Item{}, false},
		{`has:due`, Item{Due: allDay("2026-11-24")}, true},
		{`has:due`, Item{Due: timed(t, "2026-11-24 10:00:00")}, true},
		{`has:notes`, Item{Notes: " \n"}, false},
		{`has:notes`, Item{Notes: "x"}, true},
		{`has:reminder`, Item{}, false},
		{`has:reminder`, Item{HasReminder: true}, true},
		{`has:label`, Item{}, false},
		{`has:label`, Item{Labels: []string{"x"}}, true},
		{`has:project`, Item{}, false},
		{`has:project`, Item{Project: "x"}, true},
		{`has:parent`, Item{}, false},
		{`has:parent`, Item{Parent: "x"}, true},

		{`p0`, Item{}, true},
		{`p0`, Item{Priority: 1}, false},
		{`p1`, Item{Priority: 1}, true},
		{`p1`, Item{Priority: 2}, false},
		{`p2`, Item{Priority: 2}, true},
		{`p2`, Item{Priority: 3}, false},
		{`p3`, Item{Priority: 3}, true},
		{`p3`, Item{Priority: 4}, false},
		{`p4`, Item{Priority: 4}, true},
		{`p4`, Item{}, false},
		{`priority < 2`, Item{Priority: 1}, true},
		{`priority < 2`, Item{Priority: 2}, false},
		{`priority <= 2`, Item{Priority: 2}, true},
		{`priority <= 2`, Item{Priority: 3}, false},
		{`priority <= 4`, Item{}, false},
		{`priority = 3`, Item{Priority: 3}, true},
		{`priority = 3`, Item{Priority: 2}, false},
		{`priority >= 3`, Item{Priority: 3}, true},
		{`priority >= 3`, Item{Priority: 2}, false},
		{`priority > 3`, Item{Priority: 4}, true},
		{`priority > 3`, Item{Priority: 3}, false},

		{`#work`, Item{Labels: []string{"home", "work"}}, true},
		{`#WORK`, Item{Labels: []string{"work"}}, true},
		{`label:work`, Item{Labels: []string{"work"}}, true},
		{`#work`, Item{Labels: []string{"homework"}}, false},
		{`#cafe`, Item{Labels: []string{"café"}}, false},
		{`#CAFÉ`, Item{Labels: []string{"cafe\u0301"}}, true},
		{"#cafe\u0301", Item{Labels: []string{"café"}}, true},
		{`#"a b&c"`, Item{Labels: []string{"a b&c"}}, true},
		{`+home`, Item{Project: "Home"}, true},
		{`project:home`, Item{Project: "Home"}, true},
		{`project:home`, Item{Project: "Home 2"}, false},
		{`project:"home 2"`, Item{Project: "Home 2"}, true},
		{`+7d`, Item{Project: "7d"}, true},
		{`id:a-1`, Item{ID: "a-1"}, true},
		{`id:a-1`, Item{ID: "A-1"}, false},
		{`parent:a`, Item{Parent: "a"}, true},
		{`parent:a`, Item{Parent: "ab", ID: "a"}, false},
		{`source:Chat`, Item{Source: "chat"}, true},
		{`source:chat`, Item{Source: "api"}, false},

		{`"tax"`, Item{Title: "The TAXES"}, true},
		{`"tax"`, Item{Notes: "the taxes"}, true},
		{`"tax"`, Item{Labels: []string{"tax"}}, false},
		{`"tax form"`, Item{Title: "form", Notes: "tax"}, true},
		{`"tax form"`, Item{Title: "form"}, false},
		{`text:tax`, Item{Title: "tax"}, true},
		{`text:"tax"`, Item{Notes: "no syntax without it"}, true},
		{`title:tax`, Item{Notes: "tax"}, false},
		{`title:tax`, Item{Title: "tax"}, true},
		{`notes:tax`, Item{Notes: "tax"}, true},
		{`notes:tax`, Item{Title: "tax"}, false},
		{`"creme brulee"`, Item{Title: "Crème Brûlée"}, true},
		{`"CRÈME"`, Item{Title: "creme"}, true},
		{`"strasse"`, Item{Title: "Hauptstraße"}, true},
		{`"lodz"`, Item{Title: "ŁÓDŹ"}, true},
		{`"say \"hi\""`, Item{Title: `say "hi"`}, true},

		{`today`, Item{Due: allDay("2026-11-24")}, true},
		{`today`, Item{Due: allDay("2026-11-23")}, false},
		{`today`, Item{Due: allDay("2026-11-25")}, false},
		{`today`, Item{}, false},
		{`today`, Item{Due: timed(t, "2026-11-24 00:00:00")}, true},
		{`today`, Item{Due: timed(t, "2026-11-23 23:59:59.999999999")}, false},
		{`today`, Item{Due: timed(t, "2026-11-24 23:59:59.999999999")}, true},
		{`today`, Item{Due: timed(t, "2026-11-25 00:00:00")}, false},
		{`tomorrow`, Item{Due: allDay("2026-11-25")}, true},
		{`tomorrow`, Item{Due: allDay("2026-11-24")}, false},
		{`tomorrow`, Item{Due: timed(t, "2026-11-25 00:00:00")}, true},
		{`tomorrow`, Item{Due: timed(t, "2026-11-26 00:00:00")}, false},

		{`overdue`, Item{}, false},
		{`overdue`, Item{Due: allDay("2026-11-23")}, true},
		{`overdue`, Item{Due: allDay("2026-11-24")}, false},
		{`overdue`, Item{Due: timed(t, "2026-11-24 17:29:59.999999999")}, true},
		{`overdue`, Item{Due: timed(t, "2026-11-24 17:30:00")}, false},
		{`overdue`, Item{Due: allDay("2026-11-23"), CompletedAt: testNow}, false},

		{`open & p1`, Item{Priority: 1}, true},
		{`open & p1`, Item{Priority: 2}, false},
		{`open p1`, Item{Priority: 2}, false},
		{`open and p1`, Item{Priority: 1}, true},
		{`done | p1`, Item{Priority: 1}, true},
		{`done or p1`, Item{Priority: 2}, false},
		{`!done`, Item{}, true},
		{`not open`, Item{}, false},
		{`p1 | p2 & done`, Item{Priority: 1}, true},
		{`(p1 | p2) & done`, Item{Priority: 1}, false},
		{`!p1 & done`, Item{}, false},
		{`!(p1 & done)`, Item{}, true},
	} {
		if got := mustParse(t, c.filter).Match(&c.item, testEnv); got != c.want {
			t.Errorf("%s of %+v: %v", c.filter, c.item, got)
		}
	}
}

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
