package contract_test

import (
	"time"

	"pgregory.net/rapid"

	"github.com/errandapp/errand/actors/tasklist"
)

// drawID draws from few, some of which are ids of occurrences.
func drawID(t *rapid.T, label string) string {
	return rapid.SampledFrom([]string{"a", "b", "c", "a-2", "b-2", "a-3", ""}).Draw(t, label)
}

// drawContent draws what a task may say, and what it may not.
func drawContent(t *rapid.T, now time.Time) tasklist.Content {
	return tasklist.Content{
		Title:    rapid.OneOf(rapid.String(), rapid.Just("Buy milk")).Draw(t, "title"),
		Notes:    rapid.String().Draw(t, "notes"),
		Priority: tasklist.Priority(rapid.IntRange(0, 5).Draw(t, "priority")),
		Labels:   rapid.SliceOfN(rapid.SampledFrom([]string{"home", "Home", "work", "two words"}), 0, 3).Draw(t, "labels"),
		Project:  rapid.SampledFrom([]string{"", "home", " The  House ", "a\tb"}).Draw(t, "project"),
		Minutes:  rapid.SampledFrom([]int{0, 0, 15, 600, -1}).Draw(t, "minutes it takes"),
		Reminders: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) tasklist.Reminder {
			before := rapid.SampledFrom([]int{0, 10, 1440}).Draw(t, "before")
			return rapid.SampledFrom([]tasklist.Reminder{
				{BeforeMin: &before}, {At: now.Add(time.Duration(before+1) * 90 * time.Second)}, {NagMin: 60}, {},
			}).Draw(t, "reminder")
		}), 0, 2).Draw(t, "reminders"),
	}
}

func drawDue(t *rapid.T) tasklist.Due {
	return tasklist.Due{
		Date:     rapid.SampledFrom([]string{"2026-11-20", "2026-11-23", "2026-11-24", "2027-01-31", "2026-02-30"}).Draw(t, "date"),
		Time:     rapid.SampledFrom([]string{"", "00:00", "17:00", "17:00:30", "25:00"}).Draw(t, "time"),
		TimeZone: rapid.SampledFrom([]string{"UTC", "Europe/Berlin", "Asia/Kolkata", "Nowhere"}).Draw(t, "zone"),
	}
}

// drawRecurrence draws a rule, or none.
func drawRecurrence(t *rapid.T) *tasklist.Recurrence {
	rule := rapid.SampledFrom([]string{"", "", "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=MONTHLY;COUNT=3", "FREQ=NEVER"}).Draw(t, "rule")
	if rule == "" {
		return nil
	}
	return &tasklist.Recurrence{Rule: rule, Strict: rapid.Bool().Draw(t, "strict"), FromCompletion: rapid.IntRange(0, 3).Draw(t, "from completion") == 0}
}

func drawSettings(t *rapid.T) tasklist.ChangeSettings {
	clock := func(label string) *string {
		said := rapid.SampledFrom([]string{"", "07:00", "22:00", "22:30:30", "24:00"}).Draw(t, label)
		return &said
	}
	zone := rapid.SampledFrom([]string{"UTC", "Europe/Berlin", "Nowhere"}).Draw(t, "settings zone")
	return tasklist.ChangeSettings{TimeZone: &zone, Morning: clock("morning"), QuietFrom: clock("quiet from"), QuietTo: clock("quiet to")}
}
