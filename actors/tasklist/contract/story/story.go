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

// EveryType is a story in which every change happens, each to the task
// "task-1".
func EveryType(list string) []tasklist.Fact {
	due := tasklist.Due{Date: "2026-11-24", Time: "17:00", TimeZone: "Europe/Berlin"}
	return Tell(list,
		tasklist.AddTask{ID: "task-1", Due: &due, Content: tasklist.Content{Title: "Buy milk", Notes: "The *blue* one", Priority: tasklist.High, Labels: []string{"home", "food"}}},
		tasklist.RenameTask{ID: "task-1", Title: "Kauf Milch für Zoë 🥛"},
		tasklist.ClearDue{ID: "task-1"},
		tasklist.SetDue{ID: "task-1", Due: tasklist.Due{Date: "2026-11-23", Time: "08:10", TimeZone: "UTC"}},
		tasklist.CompleteTask{ID: "task-1"},
		tasklist.ReopenTask{ID: "task-1"},
		tasklist.RingDue{},
		tasklist.RemoveTask{ID: "task-1"},
	)
}

// Tell is what a new list says to verbs, of which the first comes at Began
// and each other two minutes after the one before.
func Tell(list string, verbs ...tasklist.Verb) []tasklist.Fact {
	var (
		s     tasklist.State
		facts []tasklist.Fact
	)
	for i, v := range verbs {
		c := tasklist.Command{ID: fmt.Sprintf("command-%d", i+1), Verb: v}
		events, err := tasklist.Decide(s, c, Began.Add(time.Duration(i)*2*time.Minute))
		if err != nil {
			panic(fmt.Sprintf("the story of %s: %v", list, err))
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
