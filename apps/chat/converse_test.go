package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/apps/chat/api"
)

// titles are what is on the list, in order.
func (w *world) titles() []string {
	w.t.Helper()
	titles := []string{}
	for _, t := range ok[api.TaskList](w, 200, "GET", "/v1/tasks", "").Tasks {
		titles = append(titles, t.Title)
	}
	return titles
}

// “It”, numbers, corrections, a question and its answer: each line refers to
// those before it.
func TestAMessageRefersToOthers(t *testing.T) {
	w := newWorld(t)
	for i, c := range []struct{ text, reply string }{
		{"done 2", "I have not shown you any tasks of late: say “list” first, or the task's name. I have done nothing."},
		{"delete it", "I do not know which task you mean: say its name. I have done nothing."},
		{"buy milk", "Added “buy milk”."},
		{"move it to friday", "“buy milk” is now due Friday 27 Nov."},
		{"no, saturday", "“buy milk” is now due Saturday 28 Nov."},
		{"call anna\npay rent tomorrow", "Added “call anna”. Added “pay rent” — tomorrow."},
		{"list", "You have 3 open tasks:\n1. buy milk — Saturday 28 Nov\n2. call anna\n3. pay rent — tomorrow"},
		{"complete the second one", "Done: “call anna”."},
		{"move 3 to monday", "“pay rent” is now due Monday 30 Nov."}, // the numbers stay as they were shown
		{"tag it #home", "“pay rent” has #home now."},
		{"done 7", "There is no number 7: I showed you 3 tasks. I have done nothing."},
		{"yes", "There is nothing that waits for a yes."},
		{"delete everything", "That would delete 3 tasks:\n1. buy milk — Saturday 28 Nov\n2. call anna — done today\n3. pay rent — Monday 30 Nov, #home\nSay “yes” to do it, or “no” to leave everything as it is."},
		{"no", "All right, I have left everything as it is."},
		{"yes", "There is nothing that waits for a yes."},
		{"delete everything", "That would delete 3 tasks:\n1. buy milk — Saturday 28 Nov\n2. call anna — done today\n3. pay rent — Monday 30 Nov, #home\nSay “yes” to do it, or “no” to leave everything as it is."},
		{"thanks", "You are welcome."},
		{"yes", "There is nothing that waits for a yes."}, // it waited for the next message only
		{"delete 1 and 3", "That would delete 2 tasks:\n1. buy milk — Saturday 28 Nov\n2. pay rent — Monday 30 Nov, #home\nSay “yes” to do it, or “no” to leave everything as it is."},
		{"yes please", "Deleted “buy milk”. Deleted “pay rent”."},
		{"yes", "There is nothing that waits for a yes."},
		{"undo", "Undone: “pay rent” (Monday 30 Nov) and “buy milk” (Saturday 28 Nov)."},
		{"delete the first one", "Deleted “buy milk”."},
		{"rename it to oat milk", "That task is not on your list any more."},
	} {
		if got := w.say(fmt.Sprintf("m%d", i), c.text); got.Reply != c.reply {
			t.Errorf("%d %q (%s %v):\n got %s\nwant %s", i, c.text, got.Intent, got.Slots, got.Reply, c.reply)
		}
	}
}

// A yes does what was shown, not what the words of the question mean by then.
func TestAYesDoesWhatWasShown(t *testing.T) {
	w := newWorld(t)
	w.say("m1", "buy milk\ncall anna")
	if got := w.say("m2", "delete everything"); !got.Confirm || len(got.Tasks) != 2 {
		t.Fatalf("got %+v", got)
	}
	ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", `{"id":"new","title":"came since"}`)
	got := w.say("m3", "yes")
	if want := []string{"came since"}; !slices.Equal(w.titles(), want) || got.Intent != "confirm" || got.Confirm {
		t.Errorf("the list has %v, want %v; %+v", w.titles(), want, got)
	}
}

func TestTheMemoryEndsAfterHalfAnHour(t *testing.T) {
	w := newWorld(t)
	w.say("m1", "buy milk\ncall anna")
	w.say("m2", "delete everything")
	w.at = w.at.Add(conversation.KeepMemory)
	if got := w.say("m3", "yes"); got.Reply != "There is nothing that waits for a yes." || len(w.titles()) != 2 {
		t.Errorf("got %+v, the list has %v", got, w.titles())
	}
}

// TestEveryFailureOfEveryWrite: the list and each call to the conversation
// fail, or fail and happen. Each time the person is told so; sent again, the
// message is done once, and what follows understands it.
func TestEveryFailureOfEveryWrite(t *testing.T) {
	story := []string{"buy milk\ncall anna\npay rent", "list", "delete 1 and 2", "yes", "undo", "move 2 to friday", "done it"}
	// reference is what comes of the story when nothing fails.
	tell := func(t *testing.T, at int, fail func(*world)) (*world, []string) {
		w := newWorld(t)
		var replies []string
		for i, text := range story {
			id := fmt.Sprintf("m%d", i)
			if i == at {
				fail(w)
				w.refused(503, "unavailable", "", "POST", "/v1/chat", fmt.Sprintf(`{"id":%q,"text":%q,"timeZone":"Europe/Berlin"}`, id, text))
			}
			replies = append(replies, w.say(id, text).Reply)
		}
		return w, replies
	}
	undisturbed, want := tell(t, -1, nil)
	wantVersion := undisturbed.memory.lists["local"].Version
	changes := []int{0, 3, 4, 5, 6}
	for i, text := range story {
		fails := map[string]func(*world){}
		methods := []string{conversation.MethodAsk, conversation.MethodRemember}
		if slices.Contains(changes, i) {
			methods = append(methods, conversation.MethodSettle)
			fails["list: not done"] = func(w *world) { w.memory.failNext = 1 }
			fails["list: done, the answer lost"] = func(w *world) { w.memory.loseNext = 1 }
		}
		for _, method := range methods {
			fails[method+": not done"] = func(w *world) { w.talks.failing[method] = notDone }
			fails[method+": done, the answer lost"] = func(w *world) { w.talks.failing[method] = doneButLost }
		}
		for _, name := range slices.Sorted(maps.Keys(fails)) {
			t.Run(text+"/"+name, func(t *testing.T) {
				w, got := tell(t, i, fails[name])
				if v := w.memory.lists["local"].Version; v != wantVersion {
					t.Errorf("the list is at version %d, want %d", v, wantVersion)
				}
				if diff := cmp.Diff(undisturbed.titles(), w.titles()); diff != "" {
					t.Errorf("the list (-want +got):\n%s", diff)
				}
				for j := range got {
					if j != i && got[j] != want[j] {
						t.Errorf("%q then: %q, want %q", story[j], got[j], want[j])
					}
				}
				if got[i] != want[i] && !strings.Contains(got[i], "when you first sent") {
					t.Errorf("sent again: %q, want %q", got[i], want[i])
				}
				if n := w.talks.talks["local"].Turns; n != uint64(len(story)) {
					t.Errorf("%d turns are remembered, want %d", n, len(story))
				}
			})
		}
	}
}

// A message that was settled means the same when it comes again, though
// everything else has gone on.
func TestASettledMessageMeansTheSame(t *testing.T) {
	w := newWorld(t)
	w.say("m1", "buy milk")
	w.memory.failNext = 1
	w.refused(503, "unavailable", "", "POST", "/v1/chat", `{"id":"m2","text":"move it to tomorrow","timeZone":"Europe/Berlin"}`)
	w.say("m3", "pay rent") // “it” is another task now
	w.at = w.at.Add(48 * time.Hour)
	got := w.say("m2", "move it to tomorrow")
	if len(got.Tasks) != 1 || got.Tasks[0].Title != "buy milk" || got.Tasks[0].Due.Date != "2026-11-25" {
		t.Errorf("got %+v", got)
	}
}

// The same message twice at the same moment is done once, and answered alike.
func TestTheSameMessageTwiceAtOnce(t *testing.T) {
	w := newWorld(t)
	const copies = 8
	replies := make(chan string, copies)
	for range copies {
		go func() {
			replies <- w.send("POST", "/v1/chat", `{"id":"m1","text":"buy milk"}`).Body.String()
		}()
	}
	first := <-replies
	for range copies - 1 {
		if next := <-replies; next != first {
			t.Errorf("two answers:\n%s\n%s", first, next)
		}
	}
	if got := w.titles(); len(got) != 1 {
		t.Errorf("the list has %v", got)
	}
}

func TestReadChat(t *testing.T) {
	w := newWorld(t)
	if got := ok[api.ChatTurns](w, 200, "GET", "/v1/chat", ""); len(got.Turns) != 0 || got.More {
		t.Errorf("before anything was said: %+v", got)
	}
	for i := range 7 {
		w.say(fmt.Sprintf("m%d", i+1), fmt.Sprintf("buy %d apples", i+1))
	}
	got := ok[api.ChatTurns](w, 200, "GET", "/v1/chat?limit=3&before=6", "")
	if len(got.Turns) != 3 || !got.More || got.Turns[0].Number != 3 {
		t.Fatalf("got %+v", got)
	}
	last := got.Turns[2]
	if last.Id != "m5" || last.Text != "buy 5 apples" || last.Answer.Reply != "Added “buy 5 apples”." || len(last.Tasks) != 1 || last.At.IsZero() {
		t.Errorf("got %+v", last)
	}
	if other := ok[api.ChatTurns](w, 200, "GET", "/v1/chat", "", "errand-user: bob"); len(other.Turns) != 0 {
		t.Errorf("somebody else reads %+v", other)
	}
	for path, field := range map[string]string{"?limit=0": "limit", "?limit=101": "limit", "?before=0": "before", "?before=x": "before"} {
		w.refused(400, "bad_parameter", field, "GET", "/v1/chat"+path, "")
	}
	w.talks.failing[conversation.MethodBack] = notDone
	w.refused(503, "unavailable", "", "GET", "/v1/chat", "")
}
