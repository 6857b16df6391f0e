package understand

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestOracle compares plain phrases with the standard library's calendar, on every day of five years that hold a leap
// day: what the grammar computes with its own arithmetic must be what time.Date says.
func TestOracle(t *testing.T) {
	start := time.Date(2026, 1, 1, 10, 0, 0, 0, time.UTC)
	for n := range 5 * 365 {
		now := start.AddDate(0, 0, n)
		want := map[string]time.Time{
			"call Bo in 3 days":  now.AddDate(0, 0, 3),
			"call Bo in 2 weeks": now.AddDate(0, 0, 14),
			"call Bo next week":  now.AddDate(0, 0, (8-int(now.Weekday())-1)%7+1),
			"call Bo next month": time.Date(now.Year(), now.Month()+1, 1, 0, 0, 0, 0, time.UTC),
			"call Bo end of month": time.Date(now.Year(), now.Month()+1, 0, 0, 0, 0, 0,
				time.UTC),
			"call Bo next year": time.Date(now.Year()+1, 1, 1, 0, 0, 0, 0, time.UTC),
		}
		for wd := range 7 {
			d := now.AddDate(0, 0, 1)
			for int(d.Weekday()) != wd {
				d = d.AddDate(0, 0, 1)
			}
			want["call Bo "+strings.ToLower(time.Weekday(wd).String())] = d
			monday := now.AddDate(0, 0, -((int(now.Weekday()) + 6) % 7))
			want["call Bo next "+strings.ToLower(time.Weekday(wd).String())] = monday.AddDate(0, 0, 7+(wd+6)%7)
		}
		for _, dd := range []int{1, 15, 29, 31} {
			d := now
			for d.Day() != dd {
				d = d.AddDate(0, 0, 1)
			}
			want[fmt.Sprintf("call Bo on the %dth", dd)] = d
			d = now
			for d.Day() != 29 || d.Month() != time.February {
				d = d.AddDate(0, 0, 1)
			}
			want["call Bo feb 29"] = d
		}
		for text, day := range want {
			r := Understand(text, now, time.UTC, Context{})
			if r.Slots.DueDate != day.Format(time.DateOnly) || r.Slots.Title != "call Bo" {
				t.Fatalf("%s, %q: due %s, title %q, want %s", now.Format(time.DateOnly), text, r.Slots.DueDate, r.Slots.Title, day.Format(time.DateOnly))
			}
		}
	}
}

// TestElapsed counts hours over every change of the clocks as time.Add does.
func TestElapsed(t *testing.T) {
	for _, name := range []string{"America/New_York", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		for h := range 24 * 366 {
			now := time.Date(2026, 1, 1, 0, 30, 0, 0, time.UTC).Add(time.Duration(h) * time.Hour).In(zone)
			want := now.Add(3 * time.Hour).Format("2006-01-02 15:04")
			r := Understand("call Bo in 3 hours", now, zone, Context{})
			if got := r.Slots.DueDate + " " + r.Slots.DueTime; got != want {
				t.Fatalf("%s: got %s, want %s", now, got, want)
			}
		}
	}
}

// TestZones compares the table of zone names with the time zone database, hour by hour through a year.
func TestZones(t *testing.T) {
	for name, iana := range map[string]string{
		"new york": "America/New_York", "los angeles": "America/Los_Angeles", "denver": "America/Denver", "phoenix": "America/Phoenix", "chicago": "America/Chicago",
		"anchorage": "America/Anchorage", "halifax": "America/Halifax", "london": "Europe/London", "berlin": "Europe/Berlin", "athens": "Europe/Athens", "lisbon": "Europe/Lisbon",
		"istanbul": "Europe/Istanbul", "moscow": "Europe/Moscow", "dubai": "Asia/Dubai", "kolkata": "Asia/Kolkata", "kathmandu": "Asia/Kathmandu", "singapore": "Asia/Singapore",
		"tokyo": "Asia/Tokyo", "sydney": "Australia/Sydney", "brisbane": "Australia/Brisbane", "adelaide": "Australia/Adelaide", "auckland": "Pacific/Auckland", "honolulu": "Pacific/Honolulu",
		"johannesburg": "Africa/Johannesburg", "lagos": "Africa/Lagos", "sao paulo": "America/Sao_Paulo", "bogota": "America/Bogota", "reykjavik": "Atlantic/Reykjavik",
	} {
		zone, err := time.LoadLocation(iana)
		if err != nil {
			t.Fatal(err)
		}
		for h := range 24 * 365 {
			at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(h) * time.Hour).In(zone)
			if before := at.Add(-time.Hour); before.Hour() == at.Hour() {
				continue // the second of two equal wall clocks
			}
			d, m := dayOf(at)
			if got := zoneNames[name].utcOf(d, m); !got.Equal(at.Truncate(time.Minute)) {
				t.Fatalf("%s at %s: %s, want %s", name, at, got.UTC(), at.UTC())
			}
		}
	}
}
