package main

import "testing"

// A yes was followed and its answer lost; who then says no is not told that
// everything is as it was.
func TestANoAfterALostYes(t *testing.T) {
	w := newWorld(t)
	w.say("m1", "buy milk\ncall anna")
	w.say("m2", "delete everything")
	w.memory.loseNext = 1
	w.refused(503, "unavailable", "", "POST", "/v1/chat", `{"id":"m3","text":"yes","timeZone":"Europe/Berlin"}`)
	if got := w.say("m4", "no"); got.Reply != tooLate || len(w.titles()) != 0 {
		t.Errorf("got %s, the list has %v", got.Reply, w.titles())
	}
	if w.say("m5", "undo"); len(w.titles()) != 2 {
		t.Errorf("after the undo the list has %v", w.titles())
	}
	w.say("m6", "delete everything")
	if got := w.say("m7", "no"); got.Reply != leftAlone {
		t.Errorf("got %s", got.Reply)
	}
}
