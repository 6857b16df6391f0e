package host

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
)

// fill leaves a list with as many untold facts as it may have, and a task
// that is due at noon.
func fill(t *testing.T, b *bench, list string) {
	t.Helper()
	due := tasklist.Due{Date: "2026-11-23", Time: "12:00", TimeZone: "UTC"}
	call(t, b.lists, list, "due", tasklist.AddTask{ID: "due", Content: tasklist.Content{Title: "Due"}, Due: &due})
	call(t, b.lists, list, "x", tasklist.AddTask{ID: "x", Content: tasklist.Content{Title: "X"}})
	for told := 2; told < MaxUntold; {
		var batch tasklist.Batch
		for range min(tasklist.MaxBatch, MaxUntold-told) {
			told++
			batch.Verbs = append(batch.Verbs, tasklist.RenameTask{ID: "x", Title: fmt.Sprint("X", told)})
		}
		if r := call(t, b.lists, list, fmt.Sprint("b", told), batch); r.Events != len(batch.Verbs) {
			t.Fatalf("at %d: %+v", told, r)
		}
	}
}

// TestAFullOutboxTakesCommandsOnceItIsTold, even when something is due, and
// through a restart.
func TestAFullOutboxTakesCommandsOnceItIsTold(t *testing.T) {
	for _, restarts := range []bool{false, true} {
		t.Run(fmt.Sprint("restarts ", restarts), func(t *testing.T) {
			b := newBench()
			fill(t, b, "ann")
			refused := call(t, b.lists, "ann", "c1", tasklist.RenameTask{ID: "x", Title: "refused"})
			if refused.Fault != tasklist.FaultOutbox {
				t.Fatalf("a full outbox took a command: %+v", refused)
			}
			b.now = time.Date(2026, 11, 23, 12, 0, 1, 0, time.UTC)
			if restarts {
				b.kafka.crash()
				b.restart()
				everything(t, b.lists, "ann") // tells all of it again
			}
			b.kafka.answer(MaxUntold, works)
			if r := call(t, b.lists, "ann", "c2", tasklist.RenameTask{ID: "x", Title: "taken"}); r.Events != 1 {
				t.Errorf("all is told, and a command is refused: %+v", r)
			}
			b.kafka.answer(1, works)
			ringAt(t, b, "ann")
			if got := everything(t, b.lists, "ann").Tasks[0]; got.CameDueAt.IsZero() {
				t.Error("the task that is due did not ring")
			}
		})
	}
}

// TestARingWithoutRoomWaits: it does not come back at once, keeps telling, and
// drops what was told.
func TestARingWithoutRoomWaits(t *testing.T) {
	b := newBench()
	fill(t, b, "ann")
	b.now = time.Date(2026, 11, 23, 12, 0, 1, 0, time.UTC)
	wakes := func(when string) {
		t.Helper()
		if err := b.lists.Remind(context.Background(), "ann", wakeReminder); err != nil {
			t.Errorf("%s: %v", when, err)
		}
		if got, want := b.alarm.wakes["ann"], b.now.Add(cover); !got.Equal(want) {
			t.Errorf("%s: wakes %v, want %v", when, got, want)
		}
		b.now = b.alarm.wakes["ann"]
	}
	blocks := func() (n int) {
		for key := range b.store.Keys["ann"] {
			if strings.HasPrefix(key, untoldPrefix) {
				n++
			}
		}
		return n
	}

	wakes("the broker is silent")
	before := blocks()
	if len(b.kafka.waiting) != MaxUntold {
		t.Fatalf("%d facts wait for an answer", len(b.kafka.waiting))
	}
	b.kafka.answer(MaxUntold, fails)
	wakes("it gave all up")
	if len(b.kafka.waiting) != MaxUntold {
		t.Errorf("%d facts were handed over again", len(b.kafka.waiting))
	}

	b.kafka.answer(MaxUntold/2, works)
	ringAt(t, b, "ann")
	if got := everything(t, b.lists, "ann").Tasks[0]; got.CameDueAt.IsZero() {
		t.Error("there is room, and the task that is due did not ring")
	}
	if after := blocks(); after > before/2+1 {
		t.Errorf("%d blocks of %d are kept; half is told", after, before)
	}
}
