package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/errandapp/errand/apps/chat/api"
)

// say sends a message as somebody in Berlin, a second after the last one.
func (w *world) say(id, text string) api.ChatReply {
	w.t.Helper()
	w.at = w.at.Add(time.Second)
	body, err := json.Marshal(api.ChatMessage{Id: id, Text: text, TimeZone: "Europe/Berlin"})
	if err != nil {
		w.t.Fatal(err)
	}
	return ok[api.ChatReply](w, 200, "POST", "/v1/chat", string(body))
}

// A day with a list: it is Tuesday noon in London, one o'clock in Berlin.
func TestConversation(t *testing.T) {
	w := newWorld(t)
	for i, c := range []struct{ text, intent, reply string }{
		{"hello", "greet", "Hello! Tell me what you have to do, or say “list” to see it."},
		{"list", "list", "Your list is empty."},
		{"buy milk tomorrow at 5pm !high #home", "add", "Added “buy milk” — tomorrow, 17:00, high priority, #home."},
		{"call mum in 2 hours", "add", "Added “call mum” — today, 15:00."},
		{"pay rent on friday", "add", "Added “pay rent” — Friday 27 Nov."},
		{"list", "list", "You have 3 open tasks:\n1. buy milk — tomorrow, 17:00, high priority, #home\n2. call mum — today, 15:00\n3. pay rent — Friday 27 Nov"},
		{"done milk", "complete", "Done: “buy milk”."},
		{"reopen milk", "reopen", "“buy milk” is open again."},
		{"move rent to monday 9am", "reschedule", "“pay rent” is now due Monday 30 Nov, 09:00."},
		{"rename milk to oat milk", "rename", "“buy milk” is now called “oat milk”."},
		{"delete call mum", "delete", "Deleted “call mum”."},
		{"how many tasks do I have", "count", "You have 2 open tasks."},
		{"thanks", "thanks", "You are welcome."},
	} {
		got := w.say(fmt.Sprintf("m%d", i), c.text)
		if got.Intent != c.intent || got.Reply != c.reply {
			t.Errorf("%q:\n got %s: %s\nwant %s: %s", c.text, got.Intent, got.Reply, c.intent, c.reply)
		}
		if want := int64(w.memory.lists["local"].Version); got.Version != want {
			t.Errorf("%q: version %d, the list's is %d", c.text, got.Version, want)
		}
	}
	if got := w.say("help", "help"); got.Intent != "help" || !strings.Contains(got.Reply, "buy milk tomorrow at 5pm") {
		t.Errorf("help: %+v", got)
	}
	if got := w.say("noise", "%%%% ??"); got.Intent != "unknown" || !strings.HasPrefix(got.Reply, "I did not understand") {
		t.Errorf("noise: %+v", got)
	}
}

func TestChatAnswersWithTheTask(t *testing.T) {
	w := newWorld(t)
	got := w.say("m1", "buy milk tomorrow at 5pm")
	if len(got.Tasks) != 1 || got.Tasks[0].Due != (api.Due{Date: "2026-11-25", Time: "17:00", TimeZone: "Europe/Berlin"}) {
		t.Fatalf("got %+v", got.Tasks)
	}
	if got.Slots["title"] != "buy milk" || got.Slots["due_date"] != "2026-11-25" {
		t.Errorf("slots: %v", got.Slots)
	}
	if id := got.Tasks[0].Id; id != ok[api.TaskList](w, 200, "GET", "/v1/tasks", "").Tasks[0].Id {
		t.Errorf("the list has another task than %q", id)
	}
}

func TestMessageSentAgain(t *testing.T) {
	w := newWorld(t)
	w.memory.loseNext = 1
	w.refused(503, "unavailable", "", "POST", "/v1/chat", `{"id":"m1","text":"buy milk"}`)
	first := w.say("m1", "buy milk")
	if first.Version != 1 || !strings.Contains(first.Reply, "when you first sent this") {
		t.Errorf("add: %+v", first)
	}
	w.say("m2", "milk the cow")
	w.say("m3", "delete buy milk")
	w.memory.loseNext = 1
	w.refused(503, "unavailable", "", "POST", "/v1/chat", `{"id":"m4","text":"delete milk the cow"}`)
	if got := w.say("m4", "delete milk the cow"); !strings.Contains(got.Reply, "nothing was done twice") || got.Version != 4 {
		t.Errorf("delete: %+v", got)
	}
	w.say("m5", "milk the goat")
	// By now “milk” means another task, and that one must not go.
	if got := w.say("m4", "delete milk the cow"); got.Version != 4 || w.memory.lists["local"].Version != 5 {
		t.Errorf("delete, later: %+v", got)
	}
}

// A message of several parts is one command: it is done as a whole, or not at
// all, and sent again it is not done again.
func TestMessageOfManyIsOneCommand(t *testing.T) {
	w := newWorld(t)
	const text = "buy milk\ncall mum\npay rent"
	w.memory.loseNext = 1
	body, err := json.Marshal(map[string]string{"id": "m1", "text": text})
	if err != nil {
		t.Fatal(err)
	}
	w.refused(503, "unavailable", "", "POST", "/v1/chat", string(body))
	got := w.say("m1", text)
	list := ok[api.TaskList](w, 200, "GET", "/v1/tasks", "")
	if len(list.Tasks) != 3 || got.Version != 3 || len(got.Tasks) != 3 || strings.Count(got.Reply, "when you first sent this") != 3 {
		t.Errorf("%+v\nthe list: %+v", got, list)
	}
	if undone := w.say("m2", "undo"); undone.Reply != "Undone: 3 tasks have gone from your list." {
		t.Errorf("undo: %s", undone.Reply)
	}
	if again := w.say("m2", "undo"); !strings.Contains(again.Reply, "Undone: 3 tasks") || again.Version != 6 || w.memory.lists["local"].Version != 6 {
		t.Errorf("undo, sent again: %+v", again)
	}
}

// The whole task, said in words.
func TestChatKeepsAllThatIsSaid(t *testing.T) {
	w := newWorld(t)
	for i, c := range []struct{ text, reply string }{
		{"water the plants every monday at 9am #home", "Added “water the plants” — Monday 30 Nov, 09:00, every week on Monday, #home."},
		{"meeting tomorrow 2-4pm +work, remind me 30 minutes before", "Added “meeting” — tomorrow, 14:00, for 2 hours, +work, reminder 30 minutes before."},
		{"set meeting to high priority", "“meeting” is high priority now."},
		{"tag meeting #legal", "“meeting” has #legal now."},
		{"add a note to meeting: bring the papers", "Noted on “meeting”."},
		{"list #legal", "You have 1 open task:\n1. meeting — tomorrow, 14:00, for 2 hours, high priority, #legal, +work, reminder 30 minutes before"},
		{"done plants", "Done: “water the plants”. Next time: Monday 7 Dec, 09:00."},
		{"undo", "Undone: “water the plants” (Monday 30 Nov, 09:00) is as before, and 1 task has gone from your list."},
		{"stop repeating plants", "“water the plants” no longer repeats."},
		{"delete plants and meeting", "That would delete 2 tasks:\n1. water the plants — Monday 30 Nov, 09:00, #home\n2. meeting — tomorrow, 14:00, for 2 hours, high priority, #legal, +work, reminder 30 minutes before\nSay “yes” to do it, or “no” to leave everything as it is."},
		{"how many tasks do I have", "You have 2 open tasks."},
	} {
		if got := w.say(fmt.Sprintf("m%d", i), c.text); got.Reply != c.reply {
			t.Errorf("%q (%s %v):\n got %s\nwant %s", c.text, got.Intent, got.Slots, got.Reply, c.reply)
		}
	}
}

// What cannot be looked for (here: nothing but an accent) is said.
func TestChatCannotLookForThat(t *testing.T) {
	w := newWorld(t)
	w.say("m1", "buy milk")
	got := w.say("m2", "list tasks containing \"\u0301\"")
	if got.Version != 1 || got.Intent != "list" || !strings.HasPrefix(got.Reply, "I cannot look for that") {
		t.Errorf("%+v", got)
	}
}

func TestChatAsksWhichAndTouchesNothing(t *testing.T) {
	w := newWorld(t)
	w.say("m1", "call anna")
	w.say("m2", "call the bank")
	got := w.say("m3", "delete call")
	if got.Version != 2 || len(got.Tasks) != 2 || !strings.HasPrefix(got.Reply, "Which one do you mean") {
		t.Errorf("got %+v", got)
	}
	got = w.say("m4", "delete everything")
	if got.Version != 2 || !got.Confirm || !strings.HasPrefix(got.Reply, "That would delete 2 tasks") {
		t.Errorf("got %+v", got)
	}
}
