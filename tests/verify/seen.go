package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
)

// An arrival is a fact as it got here.
type arrival struct {
	fact  tasklist.Fact
	at    time.Time
	where string
}

// seen keeps what a reader has read, for those who wait for it.
type seen struct {
	mu      sync.Mutex
	facts   []arrival
	ended   error         // why nothing more will come
	changed chan struct{} // closed, and made anew, at each change
}

func newSeen() *seen { return &seen{changed: make(chan struct{})} }

// put adds a fact.
func (s *seen) put(fact tasklist.Fact, where string) {
	s.change(func() { s.facts = append(s.facts, arrival{fact, time.Now(), where}) })
}

// end says why nothing more will come.
func (s *seen) end(why error) { s.change(func() { s.ended = why }) }

func (s *seen) change(do func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	do()
	close(s.changed)
	s.changed = make(chan struct{})
}

// await waits for a fact about a task.
func (s *seen) await(ctx context.Context, kind, task string) (arrival, error) {
	for {
		s.mu.Lock()
		facts, ended, changed := s.facts, s.ended, s.changed
		s.mu.Unlock()
		for _, a := range facts {
			if a.fact.Type == kind && a.fact.Subject == task {
				return a, nil
			}
		}
		if ended != nil {
			return arrival{}, ended
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return arrival{}, fmt.Errorf("no %s of the task among the %d facts that came", kind, len(facts))
		}
	}
}
