package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/errandapp/errand/apps/chat/api"
)

const milk = "buy milk tomorrow #home"

var tomorrow = []api.ChatRange{{From: 9, To: 17}}

// A correction that could not be done does not count as done.
func TestACorrectionThatDidNothing(t *testing.T) {
	for name, c := range map[string]struct{ in, out string }{
		"gone": {"delete milk", "undo"},
		"done": {"done milk", "reopen it"},
	} {
		w := newWorld(t)
		w.say("m1", milk)
		w.say("m2", c.in)
		if got := w.mends("m3", milk, api.ChatCorrection{Message: "m1", Literal: tomorrow}); len(got.Undo) > 0 {
			t.Fatalf("%s: got %+v", name, got)
		}
		w.say("m4", c.out)
		w.mends("m5", milk, api.ChatCorrection{Message: "m3", Literal: tomorrow})
		if got := w.titles(); !slices.Equal(got, []string{"buy milk tomorrow"}) {
			t.Errorf("%s: the list has %v", name, got)
		}
	}
}

// Two tasks cannot be made one by a correction; taking that back adds none.
func TestACorrectionOfARefusedOneAddsNothing(t *testing.T) {
	const text = "buy milk tomorrow\ncall anna friday"
	w := newWorld(t)
	w.say("m1", text)
	w.mends("m2", text, api.ChatCorrection{Message: "m1", Literal: []api.ChatRange{{From: 0, To: len(text)}}})
	w.mends("m3", text, api.ChatCorrection{Message: "m2", Literal: tomorrow})
	if got := w.titles(); !slices.Equal(got, []string{"buy milk tomorrow", "call anna"}) {
		t.Errorf("the list has %v", got)
	}
}

// An undo is not done twice by being corrected.
func TestAnUndoIsNotCorrected(t *testing.T) {
	w := newWorld(t)
	w.say("m1", "buy milk")
	w.say("m2", "buy bread")
	w.say("m3", "undo")
	w.mends("m4", "undo", api.ChatCorrection{Message: "m3"})
	if got := w.titles(); !slices.Equal(got, []string{"buy milk"}) {
		t.Errorf("after the undo the list has %v", got)
	}
	w.say("m5", "redo")
	w.mends("m6", "redo", api.ChatCorrection{Message: "m5"})
	if got := w.titles(); !slices.Equal(got, []string{"buy milk", "buy bread"}) {
		t.Errorf("the list has %v", got)
	}
}

func TestACorrectionOfNoMessage(t *testing.T) {
	w := newWorld(t)
	w.say("m0", milk)
	for _, id := range []string{"", "a b", strings.Repeat("x", 49)} {
		w.refused(400, "bad_field", "correction.message", "POST", "/v1/chat", mend(w, "x1", milk, api.ChatCorrection{Message: id}))
	}
	for i := range maxChain - 1 {
		w.mends(fmt.Sprintf("m%d", i+1), milk, api.ChatCorrection{Message: fmt.Sprintf("m%d", i)})
	}
	if got := w.mends("y1", milk, api.ChatCorrection{Message: fmt.Sprintf("m%d", maxChain-1), Literal: tomorrow}); len(got.Undo) != 1 {
		t.Errorf("got %+v", got)
	}
	w.refused(422, "unknown_message", "correction.message", "POST", "/v1/chat", mend(w, "y2", milk, api.ChatCorrection{Message: "y1"}))
}

// A task that has gone is called by its name, not by an id.
func TestGoneBeforeTheYes(t *testing.T) {
	w := newWorld(t)
	for i := range 230 {
		ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", fmt.Sprintf(`{"id":"t%d","title":"task %d"}`, i, i))
	}
	w.say("m1", "complete everything")
	ok[api.WhatWasDone](w, 200, "DELETE", "/v1/tasks/t229", "")
	if got := w.say("m2", "yes"); got.Reply != "Done: 200 tasks. Then I stopped: “task 229” is not on your list any more. The rest is as it was." {
		t.Errorf("got %s", got.Reply)
	}
	w.say("m3", "delete everything")
	ok[api.WhatWasDone](w, 200, "DELETE", "/v1/tasks/t7", "")
	if got := w.say("m4", "yes"); got.Reply != "I have done nothing: “task 7” is not on your list any more." {
		t.Errorf("got %s", got.Reply)
	}
}
