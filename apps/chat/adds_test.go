package main

import (
	"strings"
	"testing"

	"github.com/errandapp/errand/apps/chat/api"
)

// A note that did not get through, sent again, is added to what was noted
// meanwhile.
func TestANoteSentAgainKeepsWhatWasNoted(t *testing.T) {
	w := newWorld(t)
	w.say("a0", "fix the gate")
	w.memory.failNext = 1
	w.lost("a1", "note on the gate: code 4417")
	w.say("a2", "note on the gate: call Jo first")
	w.say("a1", "note on the gate: code 4417")
	if got := ok[api.TaskList](w, 200, "GET", "/v1/tasks", "").Tasks[0].Notes; got != "call Jo first\ncode 4417" {
		t.Errorf("the notes are %q", got)
	}
}

// So is one that waited for a yes.
func TestANoteBeforeTheYesKeepsWhatWasNoted(t *testing.T) {
	w := newModelWorld(t, one("note_on_task", `{"task":"@buy milk","text":"two litres"}`))
	asked := w.say("m1", "you know the milk we need more than one I think")
	id := asked.Tasks[0].Id
	if !strings.Contains(asked.Reply, "• note on “buy milk”: “two litres”") {
		t.Errorf("asked %s", asked.Reply)
	}
	ok[api.TaskAnswer](w, 200, "PATCH", "/v1/tasks/"+id, `{"notes":"card is in the drawer"}`)
	w.say("m2", "yes")
	if got := ok[api.TaskAnswer](w, 200, "PATCH", "/v1/tasks/"+id, `{"title":"buy milk"}`).Task.Notes; got != "card is in the drawer\ntwo litres" {
		t.Errorf("the notes are %q", got)
	}
}

// And a reminder, beside those that were set meanwhile.
func TestAReminderSentAgainKeepsTheOthers(t *testing.T) {
	w := newWorld(t)
	id := w.say("a0", "dentist friday 3pm").Tasks[0].Id
	w.memory.failNext = 1
	w.lost("a1", "remind me of dentist 1 hour before")
	ok[api.TaskAnswer](w, 200, "PATCH", "/v1/tasks/"+id, `{"reminders":[{"beforeMin":1440}]}`)
	got := w.say("a1", "remind me of dentist 1 hour before")
	if want := "I will remind you of “dentist” 1 day before and 1 hour before."; got.Reply != want {
		t.Errorf("got %s", got.Reply)
	}
}
