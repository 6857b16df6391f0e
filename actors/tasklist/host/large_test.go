package host

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
)

// A narrow store takes no more in one save than gRPC lets Dapr take.
type narrow struct{ Store }

func (s narrow) Save(ctx context.Context, id string, writes []Write) error {
	n := 0
	for _, w := range writes {
		n += len(w.Key) + len(w.Value)
	}
	if n > 4<<20 {
		return errors.New("grpc: received message larger than max")
	}
	return s.Store.Save(ctx, id, writes)
}

// TestLongNotesFitIntoASave: tasks with the longest notes there may be come
// due together, and are changed together. In JSON a "<" takes six bytes.
func TestLongNotesFitIntoASave(t *testing.T) {
	const tasks = 48
	b := newBench()
	b.lists.deps.Store = narrow{b.store}
	notes := strings.Repeat("<", tasklist.MaxNotes)
	for i := range tasks {
		id := fmt.Sprint("t", i)
		r := call(t, b.lists, "ann", id, tasklist.AddTask{ID: id,
			Content: tasklist.Content{Title: id, Notes: notes, Labels: []string{"old"}, Project: "old"},
			Due:     &tasklist.Due{Date: "2026-11-23", Time: "12:00", TimeZone: "UTC"}})
		if r.Events != 1 {
			t.Fatalf("%s: %+v", id, r)
		}
		b.kafka.answer(9, works)
	}
	many := func(name string, verb tasklist.Verb) {
		t.Helper()
		changed := 0
		for i := 0; ; i++ {
			r := call(t, b.lists, "ann", fmt.Sprint(name, i), verb)
			if r.Events == 0 {
				t.Fatalf("%s: %+v", name, r)
			}
			b.kafka.answer(tasks, works)
			if changed += r.Events; !r.More {
				break
			}
		}
		if changed != tasks {
			t.Errorf("%s changed %d of %d", name, changed, tasks)
		}
	}
	project := "new"
	many("bulk", tasklist.Bulk{Filter: "#old", Do: tasklist.EditTask{Project: &project}})
	many("label", tasklist.RenameLabel{From: "old", To: "new"})
	many("project", tasklist.RenameProject{From: "new", To: "newer"})

	b.now = time.Date(2026, 11, 23, 12, 0, 1, 0, time.UTC)
	for rings := 0; !b.alarm.wakes["ann"].After(b.now); rings++ {
		if rings == tasks {
			t.Fatal("it rings for ever")
		}
		ringAt(t, b, "ann")
		b.kafka.answer(tasks, works)
	}
	for _, task := range everything(t, b.lists, "ann").Tasks {
		if task.CameDueAt.IsZero() {
			t.Fatalf("%s did not ring", task.ID)
		}
	}
}
