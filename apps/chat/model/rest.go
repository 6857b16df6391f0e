package model

import (
	"sync"
	"time"
)

// Rest is for how long nobody is made to wait for a model that failed
// MaxFailures times in a row. The first question after it is a trial: should
// it fail, the model rests again.
const Rest = 30 * time.Second

// turns lets some questions through at once, and one for each person.
type turns struct {
	mu       sync.Mutex
	asking   map[string]bool // by person; at most MaxAtOnce
	failures int             // in a row
	until    time.Time       // the end of the rest
}

// A verdict is how a question went.
type verdict int

const (
	failed   verdict = iota // no answer, or too late
	answered                // whatever the answer was
	gaveUp                  // whoever asked did not wait
)

// begin reports whether the person may ask now. done must be called then.
func (t *turns) begin(person string, now time.Time) (done func(verdict, time.Time), ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.asking[person] || len(t.asking) >= MaxAtOnce || now.Before(t.until) {
		return nil, false
	}
	if t.failures >= MaxFailures {
		t.until = now.Add(Rest) // for all but this one
	}
	t.asking[person] = true
	return func(v verdict, now time.Time) {
		t.mu.Lock()
		defer t.mu.Unlock()
		delete(t.asking, person)
		switch v {
		case answered:
			t.failures, t.until = 0, time.Time{}
		case failed:
			if t.failures++; t.failures >= MaxFailures {
				t.until = now.Add(Rest)
			}
		}
	}, true
}
