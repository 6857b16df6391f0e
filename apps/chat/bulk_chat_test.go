package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/apps/chat/api"
)

// fill adds tasks to the list, as another program does.
func (w *world) fill(n int) {
	w.t.Helper()
	for from := 0; from < n; from += 100 {
		var commands []map[string]any
		for i := from; i < min(n, from+100); i++ {
			commands = append(commands, map[string]any{"verb": "AddTask", "args": map[string]any{
				"id": fmt.Sprintf("t%03d", i), "title": fmt.Sprintf("Task %03d", i), "labels": []string{"x"}}})
		}
		body, err := json.Marshal(map[string]any{"commands": commands})
		if err != nil {
			w.t.Fatal(err)
		}
		ok[any](w, 200, "POST", "/v1/batch", string(body), fmt.Sprintf("Idempotency-Key: fill-%d", from))
	}
}

// Very many tasks are asked about, then done by several commands, each once;
// and each can be taken back.
func TestVeryMany(t *testing.T) {
	for _, c := range []struct{ say, asks, did string }{
		{"delete everything", "That would delete 230 tasks:\n1. Task 000 — #x\n", "Deleted 230 tasks."},
		{"complete all my tasks", "That would complete 230 tasks:\n", "Done: 230 tasks."},
		{"move all tasks to friday", "That would move 230 tasks:\n", "Moved 230 tasks. They are due Friday 27 Nov."},
		{"tag all my tasks #y", "That would label 230 tasks:\n", "Changed 230 tasks."},
	} {
		t.Run(c.say, func(t *testing.T) {
			w := newWorld(t)
			w.fill(230)
			before := w.titles()
			asked := w.say("m1", c.say)
			if !strings.HasPrefix(asked.Reply, c.asks) || !strings.Contains(asked.Reply, "\n50. Task 049 — #x\n… and 180 more.\nSay “yes”") || !asked.Confirm || len(asked.Tasks) != 230 {
				t.Fatalf("asked %s about %d", asked.Reply, len(asked.Tasks))
			}
			got := w.say("m2", "yes")
			if got.Reply != c.did || len(got.Undo) < 2 || got.Undo[len(got.Undo)-1] != "m1-0" {
				t.Errorf("got %s, undo %v", got.Reply, got.Undo)
			}
			if again := w.say("m2", "yes"); again.Reply != got.Reply || again.Version != got.Version {
				t.Errorf("sent again: %s", again.Reply)
			}
			for _, id := range got.Undo {
				ok[api.WhatWasDone](w, 200, "POST", "/v1/undo", fmt.Sprintf(`{"command":%q}`, id))
			}
			if after := w.titles(); !slices.Equal(after, before) {
				t.Errorf("after undo there are %d tasks", len(after))
			}
		})
	}
}

// Any call of many fails, or is done and its answer lost: sent again, all is
// done, once.
func TestEveryFailureOfVeryMany(t *testing.T) {
	for name, fail := range map[string]func(*world){
		"settle":             func(w *world) { w.talks.failing[conversation.MethodSettle] = doneButLost },
		"the first":          func(w *world) { w.memory.failNext = 1 },
		"the first is lost":  func(w *world) { w.memory.loseNext = 1 },
		"the second":         func(w *world) { w.memory.afterOK = 1 },
		"the third":          func(w *world) { w.memory.afterOK = 2 },
		"remember":           func(w *world) { w.talks.failing[conversation.MethodRemember] = notDone },
		"remember, lost":     func(w *world) { w.talks.failing[conversation.MethodRemember] = doneButLost },
		"ask, of the person": func(w *world) { w.talks.failing[conversation.MethodAsk] = notDone },
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.fill(230)
			w.say("m1", "delete everything")
			fail(w)
			w.refused(503, "unavailable", "", "POST", "/v1/chat", `{"id":"m2","text":"yes","timeZone":"Europe/Berlin"}`)
			w.memory.away, w.memory.afterOK = false, 0
			got := w.say("m2", "yes")
			if left := w.titles(); len(left) != 0 || w.memory.lists["local"].Version != 460 {
				t.Errorf("%d are left at version %d: %s", len(left), w.memory.lists["local"].Version, got.Reply)
			}
		})
	}
}

// A refusal in the middle says what was done, and what was not.
func TestVeryManyStop(t *testing.T) {
	w := newWorld(t)
	w.fill(230)
	w.say("m1", "move all tasks to friday")
	ok[api.TaskAnswer](w, 200, "POST", "/v1/tasks/t150/complete", "")
	got := w.say("m2", "yes")
	if want := "Moved 100 tasks. They are due Friday 27 Nov. Then I stopped: “Task 150” is done; reopen it first. The rest is as it was."; got.Reply != want {
		t.Errorf("got %s\nwant %s", got.Reply, want)
	}
	if !slices.Equal(got.Undo, []string{"m1-0"}) {
		t.Errorf("undo %v", got.Undo)
	}
}

// What a filter finds goes with what is above it, whether the filter finds
// what is between them or not.
func TestDeletingAGrandparent(t *testing.T) {
	w := newWorld(t)
	for _, task := range []string{
		`{"id":"a","title":"House","labels":["old"]}`, `{"id":"b","title":"Roof","parent":"a"}`, `{"id":"c","title":"Tiles","parent":"b","labels":["old"]}`,
	} {
		ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", task)
	}
	got := w.say("m1", "delete everything tagged #old")
	if want := "That would delete 1 task, with the 2 tasks below it:\n1. House — #old\nSay “yes” to do it, or “no” to leave everything as it is."; got.Reply != want {
		t.Fatalf("got %s\nwant %s", got.Reply, want)
	}
	if got := w.say("m2", "yes"); got.Reply != "Deleted “House”, with the 2 tasks below it." || len(w.titles()) != 0 {
		t.Errorf("got %s, left %v", got.Reply, w.titles())
	}
}
