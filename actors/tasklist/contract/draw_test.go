package contract_test

import (
	"time"

	"pgregory.net/rapid"

	"github.com/errandapp/errand/actors/tasklist"
)

// drawID draws from few, some of which are ids of occurrences.
func drawID(t *rapid.T, label string) string {
	return rapid.SampledFrom([]string{"a", "b", "c", "a-2", "b-2"}).Draw(t, label)
}

// drawContent draws what a task may say and, now and then, what it may not.
func drawContent(t *rapid.T, now time.Time) tasklist.Content {
	c := tasklist.Content{
		Title:     rapid.OneOf(rapid.Just("Buy milk"), rapid.String()).Draw(t, "title"),
		Notes:     rapid.String().Draw(t, "notes"),
		Priority:  tasklist.Priority(rapid.IntRange(0, 4).Draw(t, "priority")),
		Labels:    rapid.SliceOfN(rapid.SampledFrom([]string{"home", "Home", "work"}), 0, 3).Draw(t, "labels"),
		Project:   rapid.SampledFrom([]string{"", "home", " The  House "}).Draw(t, "project"),
		Minutes:   rapid.SampledFrom([]int{0, 0, 15}).Draw(t, "minutes it takes"),
		Reminders: drawReminders(t, now),
	}
	if seldom(t, "wrong") {
		rapid.SampledFrom([]func(){
			func() { c.Title = " " }, func() { c.Priority = 5 }, func() { c.Labels = []string{"two words"} },
			func() { c.Minutes = -1 }, func() { c.Reminders = []tasklist.Reminder{{}} },
		}).Draw(t, "what is wrong")()
	}
	return c
}

func drawReminders(t *rapid.T, now time.Time) []tasklist.Reminder {
	var reminders []tasklist.Reminder
	for range rapid.IntRange(0, 2).Draw(t, "reminders") {
		before := rapid.SampledFrom([]int{0, 10, 1440}).Draw(t, "before")
		reminders = append(reminders, rapid.SampledFrom([]tasklist.Reminder{
			{At: now.Add(time.Duration(before+1) * 90 * time.Second)}, {BeforeMin: &before}, {NagMin: 60},
		}).Draw(t, "reminder"))
	}
	return reminders
}

func drawDue(t *rapid.T) tasklist.Due {
	due := tasklist.Due{
		Date:     rapid.SampledFrom([]string{"2026-11-20", "2026-11-23", "2026-11-24", "2027-01-31"}).Draw(t, "date"),
		Time:     rapid.SampledFrom([]string{"", "00:00", "17:00", "17:00:30"}).Draw(t, "time"),
		TimeZone: rapid.SampledFrom([]string{"UTC", "Europe/Berlin", "Asia/Kolkata"}).Draw(t, "zone"),
	}
	if seldom(t, "no such time") {
		due.Date = "2026-02-30"
	}
	return due
}

// drawRecurrence draws a rule, or none.
func drawRecurrence(t *rapid.T) *tasklist.Recurrence {
	rule := rapid.SampledFrom([]string{"", "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=MONTHLY;COUNT=3"}).Draw(t, "rule")
	if rule == "" {
		return nil
	}
	r := tasklist.Recurrence{Rule: rule, Strict: rapid.Bool().Draw(t, "strict")}
	r.FromCompletion = !r.Strict && rapid.Bool().Draw(t, "from completion")
	return &r
}

func drawSettings(t *rapid.T) tasklist.ChangeSettings {
	clock := func(label string) *string {
		said := rapid.SampledFrom([]string{"07:00", "22:00", "22:30:30"}).Draw(t, label)
		return &said
	}
	zone := rapid.SampledFrom([]string{"UTC", "Europe/Berlin", "Nowhere"}).Draw(t, "settings zone")
	return tasklist.ChangeSettings{TimeZone: &zone, Morning: clock("morning"), QuietFrom: clock("quiet from"), QuietTo: clock("quiet to")}
}

// seldom is one time in sixteen.
func seldom(t *rapid.T, label string) bool {
	return rapid.SampledFrom([]bool{false, false, false, false, false, false, false, false, false, false, false, false, false, false, false, true}).Draw(t, label)
}
