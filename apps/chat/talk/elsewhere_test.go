package talk

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/actors/tasklist"
	u "github.com/errandapp/errand/apps/chat/understand"
)

// A day is the person's, and so is the time that stays: 20:00 in New York is
// two in the night in Berlin, a day later.
func TestATaskFromAnotherZone(t *testing.T) {
	newYork, berlin := "America/New_York", "Europe/Berlin"
	for name, c := range map[string]struct {
		r    u.Reading
		want string
		due  tasklist.Due
	}{
		"another day, the same time": {
			u.Reading{Intent: u.Reschedule, Slots: u.Slots{Ref: ref("board"), DueDate: "2026-11-27"}},
			"“Board call” is now due Friday 27 Nov, 02:00.",
			tasklist.Due{Date: "2026-11-26", Time: "20:00", TimeZone: newYork},
		},
		"another day, while one zone has summer time": {
			u.Reading{Intent: u.Reschedule, Slots: u.Slots{Ref: ref("board"), DueDate: "2027-03-19"}},
			"“Board call” is now due Friday 19 Mar 2027, 02:00.",
			tasklist.Due{Date: "2027-03-18", Time: "21:00", TimeZone: newYork},
		},
		"another time, the same day": {
			u.Reading{Intent: u.Reschedule, Slots: u.Slots{Ref: ref("board"), DueTime: "09:00"}},
			"“Board call” is now due tomorrow, 09:00.",
			tasklist.Due{Date: "2026-11-25", Time: "09:00", TimeZone: berlin},
		},
		"another day, to an end": {
			u.Reading{Intent: u.Reschedule, Slots: u.Slots{Ref: ref("board"), DueDate: "2026-11-27", EndTime: "03:30"}},
			"“Board call” is now due Friday 27 Nov, 02:00, for 1 hour and 30 minutes.",
			tasklist.Due{Date: "2026-11-26", Time: "20:00", TimeZone: newYork},
		},
		"every week from another day": {
			u.Reading{Intent: u.Repeat, Slots: u.Slots{Ref: ref("board"), DueDate: "2026-11-27", RRule: "FREQ=WEEKLY;BYDAY=FR"}},
			"“Board call” now repeats every week on Friday; it is due Friday 27 Nov, 02:00.",
			tasklist.Due{Date: "2026-11-27", Time: "02:00", TimeZone: berlin},
		},
		"every week from a day that is the same there": {
			u.Reading{Intent: u.Repeat, Slots: u.Slots{Ref: ref("lunch"), DueDate: "2026-11-27", RRule: "FREQ=WEEKLY;BYDAY=FR"}},
			"“Lunch” now repeats every week on Friday; it is due Friday 27 Nov, 18:00.",
			tasklist.Due{Date: "2026-11-27", Time: "12:00", TimeZone: newYork},
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newShelf(t)
			s.must("board", tasklist.AddTask{ID: "board", Content: tasklist.Content{Title: "Board call"}, Due: &tasklist.Due{Date: "2026-11-24", Time: "20:00", TimeZone: newYork}})
			s.must("lunch", tasklist.AddTask{ID: "lunch", Content: tasklist.Content{Title: "Lunch"}, Due: &tasklist.Due{Date: "2026-11-24", Time: "12:00", TimeZone: newYork}})
			if got, _ := s.talk("m1", c.r); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
			task, _ := s.state.Task(c.r.Slots.Ref.Text)
			if diff := cmp.Diff(&c.due, task.Due); diff != "" {
				t.Errorf("due (-want +got):\n%s", diff)
			}
		})
	}
}
