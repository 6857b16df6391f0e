package story

import (
	"time"

	"github.com/errandapp/errand/actors/tasklist"
)

// EveryType is a story in which every change happens, at least once. Its
// first seven facts are all about the task "task-1", one by one: it is added,
// renamed, loses its due date and gets another, is done, is not, and rings.
func EveryType(list string) []tasklist.Fact {
	const later = 2 * time.Minute
	at := Began.Add(48 * time.Hour)
	half, high, minutes, home, shop, title := 30, tasklist.Urgent, 15, "home", "shop", "Water the cactus"
	quietFrom, quietTo := "22:00", "07:00"
	daily := tasklist.Recurrence{Rule: "FREQ=DAILY", Strict: true}
	return follow(list,
		step{0, tasklist.AddTask{ID: "task-1", Source: "chat",
			Due: &tasklist.Due{Date: "2026-11-24", Time: "17:00", TimeZone: "Europe/Berlin"},
			Content: tasklist.Content{Title: "Buy milk", Notes: "The *blue* one", Priority: tasklist.High, Labels: []string{"home", "food"},
				Reminders: []tasklist.Reminder{{At: at}}}}},
		step{later, tasklist.RenameTask{ID: "task-1", Title: "Kauf Milch für Zoë 🥛"}},
		step{later, tasklist.ClearDue{ID: "task-1"}},
		step{later, tasklist.SetDue{ID: "task-1", Due: tasklist.Due{Date: "2026-11-23", Time: "08:10", TimeZone: "UTC"}}},
		step{later, tasklist.CompleteTask{ID: "task-1"}},
		step{later, tasklist.ReopenTask{ID: "task-1"}},
		step{later, tasklist.RingDue{}}, // two minutes late

		step{later, tasklist.EditTask{ID: "task-1", Priority: &high, Project: &home, Minutes: &minutes,
			Reminders: &[]tasklist.Reminder{{BeforeMin: &half}, {At: at}, {NagMin: 60}}}},
		step{later, tasklist.SetRecurrence{ID: "task-1", Recurrence: &tasklist.Recurrence{Rule: "FREQ=WEEKLY", FromCompletion: true}}},
		step{later, tasklist.AddTask{ID: "shop", Content: tasklist.Content{Title: "Shopping"}}},
		step{later, tasklist.MoveTask{ID: "task-1", Parent: &shop}},
		step{later, tasklist.SnoozeTask{ID: "task-1", Until: Began.Add(time.Hour)}},
		step{later, tasklist.RemoveTask{ID: "task-1"}},
		step{later, tasklist.RestoreTask{ID: "task-1"}},
		step{later, tasklist.Undo{}}, // back into the trash
		step{later, tasklist.Redo{}},

		// A series that opens by its dates: an occurrence always waits.
		step{later, tasklist.AddTask{ID: "water", Content: tasklist.Content{Title: "Water the plants"}, Recurrence: &daily,
			Due: &tasklist.Due{Date: "2026-11-23", Time: "18:00", TimeZone: "Europe/Berlin"}}},
		step{later, tasklist.EditTask{ID: "water", Title: &title, This: true}},
		step{later, tasklist.AddTask{ID: "can", Parent: "water", Content: tasklist.Content{Title: "Fill the can"}}},
		step{later, tasklist.SkipTask{ID: "water"}}, // what is below it goes to the one that waits
		step{15 * time.Hour, tasklist.RingDue{}},    // the next day, in Berlin
		step{later, tasklist.SetRecurrence{ID: "water-2"}},
		step{later, tasklist.CompleteTask{ID: "task-1"}}, // the next one opens

		step{later, tasklist.AddTask{ID: "oops", Content: tasklist.Content{Title: "Oops"}}},
		step{later, tasklist.Undo{}}, // it never was
		step{later, tasklist.ChangeSettings{QuietFrom: &quietFrom, QuietTo: &quietTo}},
		step{tasklist.KeepTrash, tasklist.RingDue{}},
	)
}
