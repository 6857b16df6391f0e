package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/apps/chat/api"
)

// tap answers the question of a message, as its buttons do.
func (w *world) tap(id, text, answers string) api.ChatReply {
	w.t.Helper()
	body, err := json.Marshal(api.ChatMessage{Id: id, Text: text, TimeZone: "Europe/Berlin", Answers: answers})
	if err != nil {
		w.t.Fatal(err)
	}
	return ok[api.ChatReply](w, 200, "POST", "/v1/chat", string(body))
}

// A button answers the question above it. When that is over nothing is done,
// and the question of another page waits on.
func TestAButtonAnswersItsOwnQuestion(t *testing.T) {
	const over = "That question is over; I have done nothing."
	for _, c := range []struct{ add, mine, theirs, tap, then, left string }{
		{"buy milk #shop\nbuy eggs #shop\ncall anna #work\ncall bob #work", "delete all #shop tasks", "delete all #work tasks", "yes", "yes", "buy milk, buy eggs"},
		{"buy milk #shop\nbuy eggs #shop\ncall anna #work\ncall bob #work", "delete all #shop tasks", "delete all #work tasks", "no", "yes", "buy milk, buy eggs"},
		{"milk oat\nmilk soy\nbread rye\nbread white", "done milk", "delete bread", "1", "2", "milk oat, milk soy, bread rye"},
		{"milk oat\nmilk soy\nbread rye\nbread white", "done milk", "delete everything", "1", "yes", ""},
		{"milk oat\nmilk soy", "delete milk", "thanks", "2", "list", "milk oat, milk soy"},
	} {
		t.Run(c.mine+"/"+c.tap, func(t *testing.T) {
			w := newWorld(t)
			w.say("m0", c.add)
			before := w.titles()
			w.say("m1", c.mine)
			w.say("m2", c.theirs)
			for range 2 { // sent again it is the same
				if got := w.tap("m3", c.tap, "m1"); got.Reply != over || !slices.Equal(w.titles(), before) {
					t.Fatalf("got %s, the list has %q", got.Reply, w.titles())
				}
			}
			w.tap("m4", c.then, "m2")
			w.tap("m4", c.then, "m2")
			if left := strings.Join(w.titles(), ", "); left != c.left {
				t.Errorf("left %q, want %q", left, c.left)
			}
		})
	}
}

func TestAButtonAfterTheMemoryEnded(t *testing.T) {
	w := newWorld(t)
	w.say("m1", "buy milk oat\nbuy milk soy")
	for i, asks := range []string{"delete milk", "delete everything"} {
		for j, text := range []string{"2", "yes"} {
			asked, tapped := fmt.Sprintf("asked%d%d", i, j), fmt.Sprintf("tapped%d%d", i, j)
			w.say(asked, asks)
			w.at = w.at.Add(conversation.KeepMemory)
			if got := w.tap(tapped, text, asked); got.Reply != "That question is over; I have done nothing." || len(w.titles()) != 2 {
				t.Errorf("%s, %s: %s; the list has %q", asks, text, got.Reply, w.titles())
			}
		}
	}
	if got := w.say("m2", "2"); got.Intent != "unknown" || !strings.HasPrefix(got.Reply, "I do not know what “2” stands for, so I have done nothing.") || len(w.titles()) != 2 {
		t.Errorf("a number that was typed: %+v", got)
	}
	if w.say("m3", "add 2"); len(w.titles()) != 3 {
		t.Errorf("it is a task when it is said to be: %q", w.titles())
	}
}

func TestWhatAnAnswerAnswers(t *testing.T) {
	w := newWorld(t)
	w.refused(400, "bad_field", "answers", "POST", "/v1/chat", `{"id":"m1","text":"yes","answers":"a b"}`)
	w.refused(400, "bad_field", "answers", "POST", "/v1/chat", `{"id":"m1","text":"yes","answers":"m0","correction":{"message":"m0"}}`)
}

// One question at a time, and nothing before it is answered; then the rest.
func TestOneQuestionAtATime(t *testing.T) {
	const tasks = "buy milk oat\nbuy milk soy\nbake bread rye\nbake bread white\ncall anna\ncall bob"
	for _, c := range []struct {
		says []string
		last string
		left string
	}{
		{[]string{"delete milk, anna and bob", "1", "yes"}, "Deleted “buy milk oat”. Deleted “call anna”. Deleted “call bob”.", "buy milk soy, bake bread rye, bake bread white"},
		{[]string{"delete anna and milk", "2", "no"}, "All right, I have left everything as it is.", strings.ReplaceAll(tasks, "\n", ", ")},
		{[]string{"delete milk and bread", "1", "2", "yes"}, "Deleted “buy milk oat”. Deleted “bake bread white”.", "buy milk soy, bake bread rye, call anna, call bob"},
		{[]string{"done milk and bread", "both", "the rye one"}, "Done: “buy milk oat”. Done: “buy milk soy”. Done: “bake bread rye”.", "bake bread white, call anna, call bob"},
	} {
		t.Run(c.says[0], func(t *testing.T) {
			w := newWorld(t)
			w.say("m0", tasks)
			before := w.titles()
			var got api.ChatReply
			for i, text := range c.says {
				if !slices.Equal(w.titles(), before) {
					t.Fatalf("before %q the list has %q", text, w.titles())
				}
				got = w.say(fmt.Sprintf("m%d", i+1), text)
				if n := strings.Count(got.Reply, "1. "); n > 1 || got.Confirm && len(got.Choices) > 0 {
					t.Errorf("%s: %d tasks have the number 1; choices %q, confirm %v:\n%s", text, n, got.Choices, got.Confirm, got.Reply)
				}
			}
			left := strings.Join(slices.DeleteFunc(w.titles(), func(title string) bool { return strings.Contains(got.Reply, "“"+title+"”") }), ", ")
			if got.Reply != c.last || left != c.left {
				t.Errorf("got %s\nwant %s\nleft %s", got.Reply, c.last, left)
			}
		})
	}
	w := newWorld(t)
	w.say("m0", tasks)
	got := w.say("m1", "delete anna and milk")
	if want := "Which one do you mean by “milk”?\n1. buy milk oat\n2. buy milk soy\nI have done nothing yet."; got.Reply != want {
		t.Errorf("got %s\nwant %s", got.Reply, want)
	}
	if diff := cmp.Diff([]string{"buy milk oat", "buy milk soy"}, got.Choices); diff != "" {
		t.Error(diff)
	}
}

// What came below the tasks since the question goes with them, so it is asked
// anew; a yes to that does it. A yes that was heard before is not counted again.
func TestAYesCountsAgainWhatIsBelow(t *testing.T) {
	w := newWorld(t)
	w.say("m0", "plan trip\nold junk")
	asked := w.say("m1", "delete plan trip and old junk")
	ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", `{"id":"kid","title":"renew passport","parent":"`+asked.Tasks[0].Id+`"}`)
	const anew = "What is below has changed since I asked. That would delete 2 tasks, with the task below them:\n1. plan trip\n2. old junk\nSay “yes” to do it, or “no” to leave everything as it is."
	for range 2 {
		if got := w.tap("m2", "yes", "m1"); got.Reply != anew || !got.Confirm || len(w.titles()) != 3 {
			t.Fatalf("got %s, the list has %q", got.Reply, w.titles())
		}
	}
	w.memory.loseNext = 1
	w.refused(503, "unavailable", "", "POST", "/v1/chat", `{"id":"m3","text":"yes","timeZone":"Europe/Berlin","answers":"m2"}`)
	got := w.tap("m4", "yes", "m2")
	if len(w.titles()) != 0 || got.Confirm {
		t.Errorf("got %s, the list has %q", got.Reply, w.titles())
	}

	w = newWorld(t)
	w.say("m0", "plan trip")
	trip := idOf(w, "plan trip")
	ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", `{"id":"kid","title":"renew passport","parent":"`+trip+`"}`)
	if got := w.say("m1", "delete plan trip"); !got.Confirm {
		t.Fatalf("it does not ask: %s", got.Reply)
	}
	ok[any](w, 200, "DELETE", "/v1/tasks/kid", "")
	if got := w.say("m2", "yes"); got.Reply != "Deleted “plan trip”." || !slices.Equal(got.Undo, []string{"m2-0"}) {
		t.Errorf("with nothing below there is nothing to ask: %s %q", got.Reply, got.Undo)
	}
}

// The numbers are of what was shown; “them” are all that were asked about.
func TestNumbersAreOfWhatWasShown(t *testing.T) {
	w := newWorld(t)
	w.fill(60)
	w.say("m1", "delete everything")
	w.say("m2", "no")
	if got := w.say("m3", "delete the last one"); got.Reply != "Deleted “Task 049”." {
		t.Errorf("got %s", got.Reply)
	}
	w.say("m4", "undo")
	w.say("m5", "delete everything")
	w.say("m6", "no")
	if got := w.say("m7", "tag them #old"); !strings.HasPrefix(got.Reply, "That would label 60 tasks:") {
		t.Errorf("got %s", got.Reply)
	}
	w.say("m8", "yes")
	if got := w.say("m9", "delete them"); !strings.HasPrefix(got.Reply, "That would delete 60 tasks:") {
		t.Errorf("got %s", got.Reply)
	}
}

// A yes with a question mark is asked back, not taken.
func TestAYesThatAsks(t *testing.T) {
	w := newWorld(t)
	w.say("m0", "buy milk\ncall anna")
	asked := w.say("m1", "delete everything")
	for i, text := range []string{"ok?", "yes?", "sure ?"} {
		id := fmt.Sprintf("wonders%d", i)
		if got := w.say(id, text); got.Reply != asked.Reply || !got.Confirm || len(w.titles()) != 2 {
			t.Errorf("%s: %s", text, got.Reply)
		}
	}
	if got := w.tap("m2", "yes", "wonders2"); got.Reply != "Deleted “buy milk”. Deleted “call anna”." {
		t.Errorf("got %s", got.Reply)
	}
}
