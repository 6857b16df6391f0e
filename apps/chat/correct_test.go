package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/apps/chat/api"
)

// mend corrects a message, as somebody in Berlin.
func mend(w *world, id, text string, c api.ChatCorrection) string {
	w.t.Helper()
	body, err := json.Marshal(api.ChatMessage{Id: id, Text: text, TimeZone: "Europe/Berlin", Correction: &c})
	if err != nil {
		w.t.Fatal(err)
	}
	return string(body)
}

func (w *world) mends(id, text string, c api.ChatCorrection) api.ChatReply {
	w.t.Helper()
	return ok[api.ChatReply](w, 200, "POST", "/v1/chat", mend(w, id, text, c))
}

// span is the part of a text that became a slot.
func span(t *testing.T, r api.ChatReply, slot string) api.ChatRange {
	t.Helper()
	for _, s := range r.Spans {
		if s.Slot == slot {
			return api.ChatRange{From: s.From, To: s.To}
		}
	}
	t.Fatalf("no %s in %+v", slot, r.Spans)
	return api.ChatRange{}
}

// A part that was no date is title after all; then another one; each is one
// command, and one undo.
func TestAChipIsTitle(t *testing.T) {
	w := newWorld(t)
	const text = "🥛 call friday tomorrow #home"
	first := w.say("m1", text)
	if first.Reply != "Added “🥛 call friday” — tomorrow, #home." || !slices.Equal(first.Undo, []string{"m1-0"}) {
		t.Fatalf("got %+v", first)
	}
	home := span(t, first, "labels")
	w.at = w.at.Add(24 * time.Hour) // tomorrow is still the day after it was said
	second := w.mends("m2", text, api.ChatCorrection{Message: "m1", Literal: []api.ChatRange{home}})
	if want := "I have changed it to “🥛 call friday #home” — today."; second.Reply != want {
		t.Fatalf("got %s, want %s", second.Reply, want)
	}
	third := w.mends("m3", text, api.ChatCorrection{Message: "m2", Literal: []api.ChatRange{home, span(t, second, "due_date")}})
	if want := "I have changed it to “🥛 call friday tomorrow #home”, with no date."; third.Reply != want {
		t.Fatalf("got %s, want %s", third.Reply, want)
	}
	if again := w.mends("m3", text, api.ChatCorrection{Message: "m2", Literal: []api.ChatRange{home}}); again.Reply != third.Reply || again.Version != third.Version {
		t.Errorf("sent again: %+v", again)
	}
	if got := w.titles(); !slices.Equal(got, []string{"🥛 call friday tomorrow #home"}) {
		t.Errorf("the list has %v", got)
	}
	for i, want := range []string{"🥛 call friday #home", "🥛 call friday"} {
		undo := ok[api.WhatWasDone](w, 200, "POST", "/v1/undo", fmt.Sprintf(`{"command":"m%d-0"}`, 3-i))
		if len(undo.Tasks) != 1 || undo.Tasks[0].Title != want {
			t.Errorf("undone to %+v, want %s", undo.Tasks, want)
		}
	}
	w.say("m4", "tag it #phone") // it is the task that was corrected
	if got := ok[api.TaskList](w, 200, "GET", "/v1/tasks", "").Tasks[0].Labels; !slices.Equal(got, []string{"home", "phone"}) {
		t.Errorf("labels %v", got)
	}
}

func TestTheOtherReading(t *testing.T) {
	w := newWorld(t)
	first := w.say("m1", "meet anna 3/4")
	if first.Doubt == nil || first.Doubt.Other != "Saturday 3 Apr 2027" || first.Tasks[0].Due.Date != "2027-03-04" {
		t.Fatalf("got %+v", first)
	}
	other := w.mends("m2", "meet anna 3/4", api.ChatCorrection{Message: "m1", Other: true})
	if other.Tasks[0].Due.Date != "2027-04-03" || other.Doubt == nil || other.Doubt.Other != "Thursday 4 Mar 2027" {
		t.Fatalf("got %+v", other)
	}
	back := w.mends("m3", "meet anna 3/4", api.ChatCorrection{Message: "m2"})
	if back.Tasks[0].Due.Date != "2027-03-04" {
		t.Errorf("got %+v", back)
	}
	w.say("m4", "call anna")
	moved := w.say("m5", "move meet anna to 5/6")
	if moved.Doubt == nil {
		t.Fatalf("no doubt about %+v", moved)
	}
	w.say("m6", "rename meet anna to lunch")
	w.say("m7", "add meet anna") // the name fits another one by now
	if got := w.mends("m8", "move meet anna to 5/6", api.ChatCorrection{Message: "m5", Other: true}); got.Reply != "“lunch” is now due Saturday 5 Jun 2027." && got.Reply != "“lunch” is now due Saturday 5 Jun 2027. I read the month first; it can also be the day." {
		t.Errorf("got %s", got.Reply)
	}
}

func TestAQuestionIsAskedAnew(t *testing.T) {
	w := newWorld(t)
	w.say("m1", "buy milk friday #home")
	const text = "show tasks with milk due friday"
	first := w.say("m2", text)
	if first.Intent != "list" || len(first.Undo) != 0 {
		t.Fatalf("got %+v", first)
	}
	got := w.mends("m3", text, api.ChatCorrection{Message: "m2", Literal: []api.ChatRange{span(t, first, "due_from")}})
	if got.Intent != "list" || got.Slots["due_from"] != nil || got.Correction == nil || got.Correction.Message != "m2" {
		t.Errorf("got %+v", got)
	}
}

func TestUndoIsTold(t *testing.T) {
	w := newWorld(t)
	for i, c := range []struct {
		text string
		undo []string
		redo bool
	}{
		{"buy milk", []string{"m0-0"}, false},
		{"list", nil, false},
		{"done milk", []string{"m2-0"}, false},
		{"done milk", nil, false},
		{"undo", nil, true},
		{"delete everything", []string{"m5-0"}, false},
		{"buy bread\nbuy salt", []string{"m6-0"}, false},
		{"delete everything", nil, false},
		{"yes", []string{"m7-0"}, false},
	} {
		got := w.say(fmt.Sprintf("m%d", i), c.text)
		if !slices.Equal(got.Undo, c.undo) || got.Redo != c.redo {
			t.Errorf("%q: undo %v, redo %v; %s", c.text, got.Undo, got.Redo, got.Reply)
		}
	}
}

func TestBadCorrections(t *testing.T) {
	w := newWorld(t)
	w.say("m1", "buy milk friday")
	w.say("m2", "done milk")
	ask := func(text string, c api.ChatCorrection) string { return mend(w, "m9", text, c) }
	const text = "buy milk friday"
	part := []api.ChatRange{{From: 9, To: 15}}
	for _, c := range []struct {
		status      int
		code, field string
		body        string
	}{
		{422, "unknown_message", "correction.message", ask(text, api.ChatCorrection{Message: "m7", Literal: part})},
		{400, "bad_field", "text", ask("buy milk", api.ChatCorrection{Message: "m1", Literal: part})},
		{400, "bad_field", "correction.literal[1]", ask(text, api.ChatCorrection{Message: "m1", Literal: append(part, api.ChatRange{From: 9, To: 16})})},
		{422, "bad_field", "correction.other", ask(text, api.ChatCorrection{Message: "m1", Other: true})},
		{400, "missing_field", "correction.message", `{"id":"m9","text":"x","correction":{}}`},
		{400, "unknown_field", "correction.literal[0].start", `{"id":"m9","text":"x","correction":{"message":"m1","literal":[{"start":1}]}}`},
	} {
		w.refused(c.status, c.code, c.field, "POST", "/v1/chat", c.body)
	}
	got := w.mends("m9", "done milk", api.ChatCorrection{Message: "m2", Literal: []api.ChatRange{{From: 0, To: 4}}})
	if want := "That is done already: undo it, then say it again with “quotes” around what belongs together."; got.Reply != want {
		t.Errorf("got %s, want %s", got.Reply, want)
	}
}

// Each write of a correction fails, or fails and happens; sent again it is
// done once.
func TestEveryFailureOfACorrection(t *testing.T) {
	const text = "buy milk friday"
	for name, fail := range map[string]func(*world){
		"ask":            func(w *world) { w.talks.failing[conversation.MethodAsk] = notDone },
		"settle":         func(w *world) { w.talks.failing[conversation.MethodSettle] = notDone },
		"settle, lost":   func(w *world) { w.talks.failing[conversation.MethodSettle] = doneButLost },
		"list":           func(w *world) { w.memory.failNext = 1 },
		"list, lost":     func(w *world) { w.memory.loseNext = 1 },
		"remember":       func(w *world) { w.talks.failing[conversation.MethodRemember] = notDone },
		"remember, lost": func(w *world) { w.talks.failing[conversation.MethodRemember] = doneButLost },
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.say("m1", text)
			body := mend(w, "m2", text, api.ChatCorrection{Message: "m1", Literal: []api.ChatRange{{From: 9, To: 15}}})
			fail(w)
			w.refused(503, "unavailable", "", "POST", "/v1/chat", body)
			got := ok[api.ChatReply](w, 200, "POST", "/v1/chat", body)
			if diff := cmp.Diff([]string{"buy milk friday"}, w.titles()); diff != "" {
				t.Errorf("the list (-want +got):\n%s\n%s", diff, got.Reply)
			}
			if v := w.memory.lists["local"].Version; v != 3 {
				t.Errorf("version %d", v)
			}
			if !slices.Equal(got.Undo, []string{"m2-0"}) || len(got.Spans) == 0 || got.Correction == nil {
				t.Errorf("got %+v", got)
			}
		})
	}
}
