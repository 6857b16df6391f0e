package host

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
)

func TestBacklogSaysWhatKafkaOwes(t *testing.T) {
	b := newBench()
	box := b.lists.deps.Metrics.backlog
	box.now = func() time.Time { return b.now }
	says := func(when string, facts int, oldest time.Duration) {
		t.Helper()
		if n, age := box.untold(); n != facts || age != oldest {
			t.Errorf("%s: %d facts, the oldest for %v; want %d for %v", when, n, age, facts, oldest)
		}
	}
	add := func(list string, n int) {
		call(t, b.lists, list, fmt.Sprint("c", n), tasklist.AddTask{ID: fmt.Sprint("t", n), Content: tasklist.Content{Title: "T"}})
	}

	says("nobody is there", 0, 0)
	add("ann", 1)
	b.now = b.now.Add(10 * time.Second)
	add("ann", 2)
	add("bob", 1)
	b.now = b.now.Add(5 * time.Second)
	says("the broker is silent", 3, 15*time.Second)
	b.kafka.answer(1, works)
	says("it took ann's first", 2, 5*time.Second)
	b.kafka.answer(1, fails)
	says("it gave ann's second up", 2, 5*time.Second)
	add("ann", 3) // hands the second over again
	b.now = b.now.Add(time.Second)
	says("it was handed over again", 3, 6*time.Second)

	// What a dead host left untold is counted when its list comes back.
	b.kafka.crash()
	b.restart()
	box = b.lists.deps.Metrics.backlog
	box.now = func() time.Time { return b.now }
	says("a new host", 0, 0)
	everything(t, b.lists, "ann")
	says("ann is back", 2, 0)
	b.now = b.now.Add(time.Second)
	b.kafka.answer(9, works)
	says("all is told", 0, 0)
	b.lists.Deactivate("ann")
	if len(box.lists) != 0 {
		t.Errorf("%d lists are kept", len(box.lists))
	}
}

// TestBacklogKeepsNoListThatIsGone: a turn may begin, or go on, with a list
// after it was let go of, and after another one took its place.
func TestBacklogKeepsNoListThatIsGone(t *testing.T) {
	b := newBench()
	call(t, b.lists, "ann", "c1", tasklist.AddTask{ID: "a", Content: tasklist.Content{Title: "A"}})
	box := b.lists.deps.Metrics.backlog
	says := func(when string, facts, lists int) {
		t.Helper()
		if n, _ := box.untold(); n != facts || len(box.lists) != lists {
			t.Errorf("%s: %d facts of %d lists, want %d of %d", when, n, len(box.lists), facts, lists)
		}
	}

	var orphan *list
	_, err := b.lists.active.Turn(t.Context(), "ann", func(ctx context.Context, l *list) (tasklist.Reply, error) {
		orphan = l
		b.lists.Deactivate("ann")
		says("it was let go of", 0, 0)
		l.forget()
		return l.answer(ctx, tasklist.Query{})
	})
	if err != nil {
		t.Fatal(err)
	}
	if orphan.teller == nil {
		t.Fatal("the turn read nothing")
	}
	says("it read anew all the same", 0, 0)

	everything(t, b.lists, "ann")
	says("another one took its place", 1, 1)
	orphan.forget()
	says("the earlier one forgot", 1, 1)
	if err := orphan.load(t.Context()); err != nil {
		t.Fatal(err)
	}
	says("the earlier one read anew", 1, 1)
	b.lists.Deactivate("ann")
	says("both are gone", 0, 0)

	b.lists.active.New("bob") // its turn has not begun
	b.lists.Deactivate("bob")
	says("bob was let go of", 0, 0)
}
