package host

import (
	"context"
	"testing"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
)

// asleep is a list that wakes at noon, all of it told, and not in memory.
func asleep(t *testing.T) *bench {
	t.Helper()
	b := newBench()
	noon := tasklist.Due{Date: "2026-11-23", Time: "12:00", TimeZone: "UTC"}
	call(t, b.lists, "ann", "c1", tasklist.AddTask{ID: "a", Content: tasklist.Content{Title: "A"}, Due: &noon})
	b.kafka.answer(9, works)
	b.now = b.alarm.wakes["ann"]
	ringAt(t, b, "ann")
	if got, want := b.alarm.wakes["ann"], time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC); !got.Equal(want) {
		t.Fatalf("wakes %v, want %v", got, want)
	}
	b.restart()
	return b
}

// TestAWakeUpThatTheSchedulerLost with its disk is set again when somebody
// looks at the list, or changes it.
func TestAWakeUpThatTheSchedulerLost(t *testing.T) {
	for name, open := range map[string]func(*testing.T, *bench){
		"a question": func(t *testing.T, b *bench) { everything(t, b.lists, "ann") },
		"a refusal": func(t *testing.T, b *bench) {
			call(t, b.lists, "ann", "c2", tasklist.CompleteTask{ID: "nobody knows it"})
		},
		"a command": func(t *testing.T, b *bench) {
			call(t, b.lists, "ann", "c2", tasklist.RenameTask{ID: "a", Title: "B"})
		},
		"a flush": func(t *testing.T, b *bench) {
			if err := b.lists.Fire(context.Background(), "ann", flushTimer); err != nil {
				t.Error(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := asleep(t)
			clear(b.alarm.wakes)
			open(t, b)
			b.kafka.answer(9, works)
			for range 3 {
				at, ok := b.alarm.wakes["ann"]
				if !ok {
					break
				}
				delete(b.alarm.wakes, "ann")
				b.now = at
				ringAt(t, b, "ann")
				b.kafka.answer(9, works)
			}
			task := everything(t, b.lists, "ann").Tasks[0]
			if want := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC); !task.CameDueAt.Equal(want) {
				t.Errorf("it came due at %v, want %v", task.CameDueAt, want)
			}
		})
	}
}

// TestTheWakeUpIsSetAgainOnce in the life of a list in memory, and never when
// there is nothing to wake for.
func TestTheWakeUpIsSetAgainOnce(t *testing.T) {
	b := asleep(t)
	before := b.alarm.set
	for range 5 {
		everything(t, b.lists, "ann")
		b.now = b.now.Add(time.Second)
	}
	if n := b.alarm.set - before; n != 1 {
		t.Errorf("%d wake-ups were set, want 1", n)
	}
	everything(t, b.lists, "bob")
	if at, ok := b.alarm.wakes["bob"]; ok {
		t.Errorf("an empty list wakes %v", at)
	}
	before = b.alarm.set
	b.restart()
	ringAt(t, b, "ann")
	if n := b.alarm.set - before; n != 1 {
		t.Errorf("a ring set %d wake-ups, want 1", n)
	}
}

// TestTheWakeUpIsNeverPutOff by one that is set again: what is armed sooner
// stays, and so, within a minute, does what another host armed meanwhile.
func TestTheWakeUpIsNeverPutOff(t *testing.T) {
	b := asleep(t)
	b.now = time.Date(2026, 11, 23, 11, 59, 30, 0, time.UTC)
	everything(t, b.lists, "ann")
	if got, want := b.alarm.wakes["ann"], time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("due in half a minute, and wakes %v, want %v", got, want)
	}

	b = asleep(t)
	stale := b.lists
	b.alarm.down = true
	everything(t, stale, "ann") // has read, but not set
	b.alarm.down = false
	sooner := tasklist.Due{Date: "2026-11-23", Time: "10:00", TimeZone: "UTC"}
	call(t, b.another(), "ann", "c2", tasklist.SetDue{ID: "a", Due: sooner})
	b.now = b.now.Add(pauseAgain)
	everything(t, stale, "ann")
	if got, latest := b.alarm.wakes["ann"], b.now.Add(cover); got.After(latest) {
		t.Errorf("a host that was replaced put the wake-up off to %v, want %v at the latest", got, latest)
	}
}

// TestAnswersWithoutTheScheduler: the wake-up is set when it is back.
func TestAnswersWithoutTheScheduler(t *testing.T) {
	b := asleep(t)
	clear(b.alarm.wakes)
	b.alarm.down = true
	if got := titles(everything(t, b.lists, "ann")); got != "A" {
		t.Errorf("the list is %q", got)
	}
	b.alarm.down = false
	b.now = b.now.Add(pauseAgain)
	everything(t, b.lists, "ann")
	if _, ok := b.alarm.wakes["ann"]; !ok {
		t.Error("the scheduler is back, and nothing will ring")
	}
}
