package host

import (
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
	if len(box.tellers) != 0 {
		t.Errorf("%d tellers are kept", len(box.tellers))
	}
}
