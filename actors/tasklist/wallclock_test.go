package tasklist

import (
	"testing"
	"time"
)

// The instants were worked out by hand from the zones' published rules.
func TestMoment(t *testing.T) {
	for _, c := range []struct {
		name string
		due  Due
		want string
	}{
		{"plain", Due{"2026-11-24", "17:00", "Europe/Berlin"}, "2026-11-24T16:00:00Z"},
		{"summer", Due{"2026-07-01", "17:00", "Europe/Berlin"}, "2026-07-01T15:00:00Z"},
		{"all day rings in the morning", Due{"2026-07-01", "", "Europe/Berlin"}, "2026-07-01T07:00:00Z"},
		{"skipped half hour is taken with the offset before", Due{"2026-03-29", "02:30", "Europe/Berlin"}, "2026-03-29T01:30:00Z"},
		{"first skipped minute", Due{"2026-03-29", "02:00", "Europe/Berlin"}, "2026-03-29T01:00:00Z"},
		{"first minute after the skip", Due{"2026-03-29", "03:00", "Europe/Berlin"}, "2026-03-29T01:00:00Z"},
		{"last minute before the skip", Due{"2026-03-29", "01:59", "Europe/Berlin"}, "2026-03-29T00:59:00Z"},
		{"shown twice is the first", Due{"2026-10-25", "02:30", "Europe/Berlin"}, "2026-10-25T00:30:00Z"},
		{"after the fold", Due{"2026-10-25", "03:00", "Europe/Berlin"}, "2026-10-25T02:00:00Z"},
		{"skip in New York", Due{"2026-03-08", "02:30", "America/New_York"}, "2026-03-08T07:30:00Z"},
		{"fold in New York", Due{"2026-11-01", "01:30", "America/New_York"}, "2026-11-01T05:30:00Z"},
		{"half hours", Due{"2026-11-24", "09:15", "Asia/Kolkata"}, "2026-11-24T03:45:00Z"},
		{"a skip of half an hour", Due{"2026-10-04", "02:15", "Australia/Lord_Howe"}, "2026-10-03T15:45:00Z"},
		{"a day that was not", Due{"2011-12-30", "12:00", "Pacific/Apia"}, "2011-12-30T22:00:00Z"},
		{"to the second", Due{"2026-11-24", "17:00:30", "Europe/Berlin"}, "2026-11-24T16:00:30Z"},
		{"leap day", Due{"2028-02-29", "00:00", "UTC"}, "2028-02-29T00:00:00Z"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, refusal := c.due.moment(defaultMorning)
			if refusal != nil {
				t.Fatal(refusal)
			}
			if got.Format(time.RFC3339) != c.want {
				t.Errorf("got %s, want %s", got.Format(time.RFC3339), c.want)
			}
		})
	}
}

// What clocks show twice is the first time, what they skip is an hour later.
func TestOnWallClock(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ date, clock, want string }{
		{"2026-11-24", "17:00", "2026-11-24T16:00:00Z"},
		{"2027-03-28", "02:30", "2027-03-28T01:30:00Z"},
		{"2026-10-25", "02:30", "2026-10-25T00:30:00Z"},
	} {
		got, err := OnWallClock(c.date, c.clock, zone)
		if err != nil || got.Format(time.RFC3339) != c.want {
			t.Errorf("%s %s: %v, %v, want %s", c.date, c.clock, got, err, c.want)
		}
	}
	for _, bad := range [][2]string{{"2026-02-30", "10:00"}, {"2026-02-20", "soon"}, {"", ""}} {
		if got, err := OnWallClock(bad[0], bad[1], zone); err == nil {
			t.Errorf("%v is %v", bad, got)
		}
	}
}
