// Package story tells tests the facts of a list, made by the list's own
// rules: nothing here is written by hand.
package story

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
)

// Began is when the stories happen.
var Began = time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)

// TraceParent is the trace context of every command of a story.
const TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

// A step is a verb, and how long after the one before it comes.
type step struct {
	after time.Duration
	verb  tasklist.Verb
}

// Tell is what a new list says to verbs, of which the first comes at Began
// and each other two minutes after the one before.
func Tell(list string, verbs ...tasklist.Verb) []tasklist.Fact {
	steps := make([]step, len(verbs))
	for i, v := range verbs {
		steps[i] = step{2 * time.Minute, v}
	}
	if len(steps) > 0 {
		steps[0].after = 0
	}
	return follow(list, steps...)
}

// follow is what a new list says to the steps.
func follow(list string, steps ...step) []tasklist.Fact {
	var (
		s     tasklist.State
		now   = Began
		facts []tasklist.Fact
	)
	for i, step := range steps {
		now = now.Add(step.after)
		c := tasklist.Command{ID: fmt.Sprintf("command-%d", i+1), Verb: step.verb}
		events, err := tasklist.Decide(s, c, now)
		if err != nil {
			panic(fmt.Sprintf("the story of %s, command %d: %v", list, i+1, err))
		}
		for _, e := range events {
			s = tasklist.Evolve(s, e)
			f, err := tasklist.Tell(list, e, s, TraceParent)
			if err != nil {
				panic(fmt.Sprintf("the story of %s: %v", list, err))
			}
			facts = append(facts, f)
		}
	}
	return facts
}

// Long is a story of n facts about n tasks.
func Long(list string, n int) []tasklist.Fact {
	verbs := make([]tasklist.Verb, n)
	for i := range verbs {
		verbs[i] = tasklist.AddTask{ID: fmt.Sprintf("task-%d", i+1), Content: tasklist.Content{Title: fmt.Sprintf("Thing %d", i+1)}}
	}
	return Tell(list, verbs...)
}

// Bytes is a fact as it is on the wire.
func Bytes(f tasklist.Fact) []byte {
	raw, err := json.Marshal(f)
	if err != nil {
		panic(err)
	}
	return raw
}
