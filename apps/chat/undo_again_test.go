package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/errandapp/errand/apps/chat/api"
)

// lost says a message that does not get through to the end.
func (w *world) lost(id, text string) {
	w.t.Helper()
	w.refused(503, "unavailable", "", "POST", "/v1/chat", fmt.Sprintf(`{"id":%q,"text":%q,"timeZone":"Europe/Berlin"}`, id, text))
}

// wantTitles wants a list of exactly these.
func (w *world) wantTitles(want ...string) {
	w.t.Helper()
	if got := w.titles(); !slices.Equal(got, want) {
		w.t.Errorf("the list has %q, want %q", got, want)
	}
}

// An undo that did not get through, sent again, takes back what it meant.
func TestAnUndoSentAgainMeansTheSame(t *testing.T) {
	w := newWorld(t)
	w.say("a0", "buy milk")
	w.say("a1", "rename milk to cheese")
	w.memory.failNext = 1
	w.lost("a2", "undo")
	w.say("a3", "call the doctor")
	w.say("a2", "undo")
	w.wantTitles("buy milk", "call the doctor")
}

// One that got through only in part goes on where it stopped.
func TestAnUndoOfSeveralSentAgainGoesOn(t *testing.T) {
	w := newWorld(t)
	w.say("a0", "buy milk")
	w.say("a1", "buy eggs")
	w.say("a2", "buy bread")
	w.memory.afterOK = 1
	w.lost("a3", "undo the last 2")
	w.memory.away = false
	w.wantTitles("buy milk", "buy eggs")
	w.say("a4", "call the doctor")
	w.say("a3", "undo the last 2")
	w.wantTitles("buy milk", "call the doctor")
}

// What was taken back by somebody else meanwhile is not taken back once more,
// and nothing is in its place.
func TestAnUndoThatWasForestalled(t *testing.T) {
	w := newWorld(t)
	w.say("a0", "buy milk")
	w.say("a1", "buy eggs")
	w.memory.failNext = 1
	w.lost("a2", "undo")
	ok[api.WhatWasDone](w, 200, "POST", "/v1/undo", `{"command":"a1-0"}`)
	if got := w.say("a2", "undo").Reply; got != "There is nothing to take back." {
		t.Errorf("got %s", got)
	}
	w.wantTitles("buy milk")
}

// A redo means the same, too.
func TestARedoSentAgainMeansTheSame(t *testing.T) {
	w := newWorld(t)
	w.say("a0", "buy milk")
	w.say("a1", "buy eggs")
	w.say("a2", "undo")
	w.memory.failNext = 1
	w.lost("a3", "redo")
	w.say("a4", "undo")
	if got := w.say("a3", "redo").Reply; got != "There is nothing to do again." {
		t.Errorf("got %s", got)
	}
	w.wantTitles()
}

// What is not there to be taken back is said.
func TestThereIsLessToTakeBack(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct{ text, want string }{
		{"undo", "There is nothing to take back."},
		{"redo", "There is nothing to do again."},
		{"buy milk", "Added “buy milk”."},
		{"undo the last 3", "Undone: 1 task has gone from your list. There is nothing more to take back."},
		{"redo the last 2", "Done again: buy milk. There is nothing more to do again."},
	} {
		if got := w.say(strings.ReplaceAll(c.text, " ", "-"), c.text).Reply; got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// An undo that is remembered no more is not done twice.
func TestAnUndoThatIsForgottenIsNotDoneTwice(t *testing.T) {
	w := newWorld(t)
	w.say("a0", "buy milk")
	w.say("a1", "buy eggs")
	w.say("a2", "undo")
	delete(w.talks.talks, "local")
	w.at = w.at.Add(time.Hour)
	if got := w.say("a2", "undo").Reply; got != "I did that when you first sent it, and nothing was done twice." {
		t.Errorf("got %s", got)
	}
	w.wantTitles("buy milk")
}

// What one command brings back and the next one takes away is gone.
func TestAnUndoOfSeveralTellsOfWhatIsGone(t *testing.T) {
	w := newWorld(t)
	w.say("a0", "buy milk")
	w.say("a1", "buy eggs")
	w.say("a2", "rename eggs to six eggs")
	got := w.say("a3", "undo the last 2")
	if want := "Undone: 1 task has gone from your list."; got.Reply != want || len(got.Tasks) > 0 {
		t.Errorf("got %q with %d tasks, want %q", got.Reply, len(got.Tasks), want)
	}
	w.say("a4", "rename milk to oat milk")
	w.say("a5", "buy bread")
	got = w.say("a6", "undo the last 2")
	if want := "Undone: “buy milk” is as before, and 1 task has gone from your list."; got.Reply != want || len(got.Tasks) != 1 {
		t.Errorf("got %q with %d tasks, want %q", got.Reply, len(got.Tasks), want)
	}
}
