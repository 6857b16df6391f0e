package main

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/apps/chat/api"
)

const whichCall = "Which one do you mean?\n1. call anna\n2. call the bank\nI have not touched any of them."

// What was asked is finished by a number or a name, and by nothing else.
func TestWhichOne(t *testing.T) {
	for _, c := range []struct{ asks, says, reply string }{
		{"done call", "2", "Done: “call the bank”."},
		{"done call", "the second one", "Done: “call the bank”."},
		{"done call", "last", "Done: “call the bank”."},
		{"done call", "#1", "Done: “call anna”."},
		{"done call", "call anna", "Done: “call anna”."},
		{"done call", "the bank", "Done: “call the bank”."},
		{"done call", "the anna one", "Done: “call anna”."},
		{"done call", "both", "Done: “call anna”. Done: “call the bank”."},
		{"done call", "no", "All right, I have left everything as it is."},
		{"done call", "3", ""},
		{"done call", "buy milk", "Added “buy milk”."},
		{"done call", "delete 2", "Deleted “call the bank”."},
		{"done call", "list", "You have 2 open tasks:\n1. call anna\n2. call the bank"},
		{"move call to friday 5pm", "1", "“call anna” is now due Friday 27 Nov, 17:00."},
		{"rename call to ring", "2", "“call the bank” is now called “ring”."},
		{"tag call #phone", "anna", "“call anna” has #phone now."},
		{"delete call", "both", "That would delete 2 tasks:\n1. call anna\n2. call the bank\nSay “yes” to do it, or “no” to leave everything as it is."},
	} {
		t.Run(c.asks+"/"+c.says, func(t *testing.T) {
			w := newWorld(t)
			w.say("m1", "call anna\ncall the bank")
			asked := w.say("m2", c.asks)
			if diff := cmp.Diff([]string{"call anna", "call the bank"}, asked.Choices); diff != "" || asked.Reply != whichCall {
				t.Fatalf("asked %s\n%s", asked.Reply, diff)
			}
			got := w.say("m3", c.says)
			if c.reply != "" && got.Reply != c.reply {
				t.Errorf("%s: got %s\nwant %s", got.Intent, got.Reply, c.reply)
			}
			if again := w.say("m3", c.says); again.Reply != got.Reply || again.Version != got.Version {
				t.Errorf("sent again: %+v", again)
			}
			if got := w.say("m4", "7"); len(got.Undo) > 0 && got.Intent == "complete" {
				t.Errorf("it still waits: %+v", got)
			}
		})
	}
}

// The choice is of what was shown, whatever came since; what is gone is said.
func TestAChoiceIsOfWhatWasShown(t *testing.T) {
	w := newWorld(t)
	w.say("m1", "call anna\ncall the bank")
	w.say("m2", "done call")
	ok[any](w, 200, "DELETE", "/v1/tasks/"+idOf(w, "call the bank"), "")
	if got := w.say("m3", "2"); got.Reply != "That task is not on your list any more." {
		t.Errorf("got %s", got.Reply)
	}
	w.say("m4", "call the bank")
	w.say("m5", "done call")
	w.at = w.at.Add(conversation.KeepMemory)
	if got := w.say("m6", "1"); got.Intent == "complete" {
		t.Errorf("after half an hour: %+v", got)
	}
}

// Them, those, both: all that were last shown or spoken of.
func TestThem(t *testing.T) {
	w := newWorld(t)
	for i, c := range []struct{ text, reply string }{
		{"call anna\npay rent\nwash the car", "Added “call anna”. Added “pay rent”. Added “wash the car”."},
		{"tag them #today", "“call anna” has #today now. “pay rent” has #today now. “wash the car” has #today now."},
		{"move anna and rent to friday", "“call anna” is now due Friday 27 Nov. “pay rent” is now due Friday 27 Nov."},
		{"set both to high priority", "“call anna” is high priority now. “pay rent” is high priority now."},
		{"what is due friday", "You have 2 open tasks due Friday 27 Nov:\n1. call anna — Friday 27 Nov, high priority, #today\n2. pay rent — Friday 27 Nov, high priority, #today"},
		{"complete them", "Done: “call anna”. Done: “pay rent”."},
		{"undo", "Undone: “pay rent” (Friday 27 Nov) and “call anna” (Friday 27 Nov)."},
		{"delete those", "That would delete 2 tasks:\n1. pay rent — Friday 27 Nov, high priority, #today\n2. call anna — Friday 27 Nov, high priority, #today\nSay “yes” to do it, or “no” to leave everything as it is."},
		{"no", "All right, I have left everything as it is."},
		{"done car", "Done: “wash the car”."},
		{"reopen it", "“wash the car” is open again."},
	} {
		if got := w.say(fmt.Sprintf("m%d", i), c.text); got.Reply != c.reply {
			t.Errorf("%d %q (%s %v):\n got %s\nwant %s", i, c.text, got.Intent, got.Slots, got.Reply, c.reply)
		}
	}
	if got := w.titles(); !slices.Contains(got, "wash the car") {
		t.Errorf("the list has %v", got)
	}
}

// idOf is the id of the task of that title.
func idOf(w *world, title string) string {
	w.t.Helper()
	for _, t := range ok[api.TaskList](w, 200, "GET", "/v1/tasks", "").Tasks {
		if t.Title == title {
			return t.Id
		}
	}
	w.t.Fatalf("there is no %q", title)
	return ""
}
