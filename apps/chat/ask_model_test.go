package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dapr/go-sdk/client"
	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/apps/chat/api"
	"github.com/errandapp/errand/apps/chat/model"
	"github.com/errandapp/errand/apps/chat/model/modeltest"
)

type (
	asksModel  = func(modeltest.Question) (*client.ConversationResponseAlpha2, error)
	modelReply = *client.ConversationResponseAlpha2
)

// newModelWorld has a model that answers so, and a list with three tasks.
func newModelWorld(t *testing.T, answer asksModel) *world {
	t.Helper()
	w := newWorld(t)
	w.llm.Answer = answer
	w.llm.Install(true)
	if err := w.model.Look(t.Context()); err != nil || !w.model.On() {
		t.Fatalf("the model is not there: %v", err)
	}
	w.say("m0", "buy milk\ncall anna\npay rent tomorrow")
	return w
}

// one calls one tool; @title stands for a task's handle.
func one(name, args string) asksModel {
	return func(q modeltest.Question) (modelReply, error) {
		said := args
		for _, t := range q.Tasks {
			said = strings.ReplaceAll(said, `"@`+t.Title+`"`, `"`+t.Task+`"`)
		}
		return modeltest.Calls(modeltest.Call{Name: name, Args: said}), nil
	}
}

// sorted are the titles on the list.
func (w *world) sorted() []string {
	w.t.Helper()
	titles := w.titles()
	slices.Sort(titles)
	return titles
}

const (
	byModel  = " A language model read this; “undo” takes it back."
	waiting  = "\nSay “yes” to do it, or “no” to leave everything as it is."
	chatWith = "I only look after your to-do list, so that is beyond me. Try “buy milk tomorrow at 5pm”, “list”, “done milk”, or “help” for more."
)

func TestModelReads(t *testing.T) {
	for _, c := range []struct {
		text, tool, args string
		want             api.ChatReply // without tasks and version
	}{
		{"I think the milk thing is sorted", "complete_tasks", `{"tasks":["@buy milk"]}`, api.ChatReply{
			Reply: "Done: “buy milk”." + byModel, Intent: "complete", By: api.Model, Undo: []string{"m1-0"},
			Slots: map[string]any{"ref": map[string]any{"texts": []any{"buy milk"}}}}},
		{"we're out of milk", "add_task", `{"title":"buy more milk","date":"2026-11-25"}`, api.ChatReply{
			Reply: "A language model read this. That would\n• add “buy more milk” — tomorrow" + waiting, Intent: "add", By: api.Model, Confirm: true,
			Slots: map[string]any{"title": "buy more milk", "due_date": "2026-11-25"}}},
		{"what about the rent and such?", "list_tasks", `{"words":"rent"}`, api.ChatReply{
			Reply: "A language model read this. You have 1 open task:\n1. pay rent — tomorrow", Intent: "list", By: api.Model,
			Slots: map[string]any{"query": "rent", "limit": 50.0}}},
		{"hey it's about that lease payment", "reschedule_tasks", `{"tasks":["@pay rent"],"date":"2026-11-27"}`, api.ChatReply{
			Reply: "A language model read this. That would\n• make “pay rent” (tomorrow) due Friday 27 Nov" + waiting, Intent: "reschedule", By: api.Model, Confirm: true,
			Slots: map[string]any{"due_date": "2026-11-27", "ref": map[string]any{"texts": []any{"pay rent"}}}}},
	} {
		w := newModelWorld(t, one(c.tool, c.args))
		got := w.say("m1", c.text)
		again := w.say("m1", c.text)
		if diff := cmp.Diff(got, again); diff != "" {
			t.Errorf("%s, sent again (-first +again):\n%s", c.text, diff)
		}
		got.Tasks, got.Version = nil, 0
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.text, diff)
		}
		if n := len(w.llm.Asked()); n != 1 {
			t.Errorf("%s: the model was asked %d times", c.text, n)
		}
	}
}

// A yes does what was shown; undo takes all of it back at once.
func TestModelIsConfirmedAndUndone(t *testing.T) {
	w := newModelWorld(t, nil)
	before := w.sorted()
	w.llm.Answer = func(q modeltest.Question) (modelReply, error) {
		return modeltest.Calls(
			modeltest.Call{Name: "delete_tasks", Args: fmt.Sprintf(`{"tasks":[%q]}`, q.Handle("call anna"))},
			modeltest.Call{Name: "add_task", Args: `{"title":"write to anna"}`},
			modeltest.Call{Name: "prioritize_tasks", Args: fmt.Sprintf(`{"tasks":[%q,%q],"priority":1}`, q.Handle("buy milk"), q.Handle("pay rent"))},
		), nil
	}
	got := w.say("m1", "sing me a song about anna")
	want := "A language model read this. That would\n• delete “call anna”\n• add “write to anna”\n• make “buy milk” urgent\n• make “pay rent” (tomorrow) urgent" + waiting
	if got.Reply != want || !got.Confirm || got.Intent != "several" || len(got.Slots["readings"].([]any)) != 3 {
		t.Errorf("got %+v\nwant %s", got, want)
	}
	if diff := cmp.Diff(before, w.sorted()); diff != "" {
		t.Errorf("the list changed unasked:\n%s", diff)
	}
	yes := w.say("m2", "yes")
	if yes.Reply != "Added “write to anna”. Deleted “call anna”. “buy milk” is urgent now. “pay rent” is urgent now. A language model read this." || yes.By != api.Grammar {
		t.Errorf("got %+v", yes)
	}
	if got := w.sorted(); !slices.Equal(got, []string{"buy milk", "pay rent", "write to anna"}) {
		t.Errorf("the list has %v", got)
	}
	w.say("m3", "undo")
	if diff := cmp.Diff(before, w.sorted()); diff != "" {
		t.Errorf("after undo:\n%s", diff)
	}
	if n := len(w.llm.Asked()); n != 1 {
		t.Errorf("the model was asked %d times", n)
	}
}

// What the grammar understands is never shown to the model.
func TestModelIsNotAsked(t *testing.T) {
	w := newModelWorld(t, one("delete_tasks", `{"tasks":["t1","t2","t3"]}`))
	for i, text := range []string{
		"add bread", "bread tomorrow at 5pm #shop", "list", "what is due today", "how many tasks do I have", "done milk", "undo", "redo", "delete milk",
		"delete the yacht", "delete everything", "no", "delete everything", "yes", "undo", "cancel", "yes", "help", "hello", "thanks", "hmm", "done 2", "x",
		"clear all done tasks", "move anna to friday", strings.Repeat("I think ", model.MaxText),
	} {
		if got := w.say(fmt.Sprint("n", i), text); got.By != api.Grammar {
			t.Errorf("%q was read by %s", text, got.By)
		}
	}
	if asked := w.llm.Asked(); len(asked) != 0 {
		t.Errorf("the model was asked %+v", asked)
	}
}

// Without the component there is no difference: no question to the list more,
// no settling.
func TestModelIsOff(t *testing.T) {
	off, never := newModelWorld(t, one("complete_tasks", `{"tasks":["@buy milk"]}`)), newWorld(t)
	off.llm.Install(false)
	if err := off.model.Look(t.Context()); err != nil {
		t.Fatal(err)
	}
	never.say("m0", "buy milk\ncall anna\npay rent tomorrow")
	for i, text := range []string{"I think the milk thing is sorted", "qwrt zxcv", "move the yacht to friday", "the rent is paid now"} {
		if diff := cmp.Diff(never.say(fmt.Sprint("n", i), text).Reply, off.say(fmt.Sprint("n", i), text).Reply); diff != "" {
			t.Errorf("%s:\n%s", text, diff)
		}
	}
	if diff := cmp.Diff(never.talks.calls, off.talks.calls); diff != "" {
		t.Errorf("calls to the conversation:\n%s", diff)
	}
	if diff := cmp.Diff(never.memory.asked, off.memory.asked); diff != "" {
		t.Errorf("questions to the list:\n%s", diff)
	}
	if len(off.llm.Asked()) != 0 {
		t.Error("the model was asked")
	}
}

// On silence, nonsense, an error or after the time, the grammar's answer
// stands, and is the same when it is sent again.
func TestGrammarStands(t *testing.T) {
	for name, c := range map[string]struct {
		answer asksModel
		said   string // beside the grammar's answer
	}{
		"silence":  {func(modeltest.Question) (modelReply, error) { return modeltest.Text("Deleted all!"), nil }, ""},
		"nonsense": {one("delete_tasks", `{"tasks":["all"]}`), ""},
		"an error": {func(modeltest.Question) (modelReply, error) { return nil, errors.New("500") }, " " + modelSilent},
		"too late": {func(modeltest.Question) (modelReply, error) { return nil, nil }, " " + modelSilent},
	} {
		for text, want := range map[string]string{
			"sing me a song":           chatWith,
			"move the yacht to friday": "I found no task like “the yacht”. Say “list” to see them all.",
			"the rent is paid now":     "Added “the rent is paid now”.",
		} {
			t.Run(name+"/"+text, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					w := newModelWorld(t, c.answer)
					got := w.say("m1", text)
					grammar := newWorld(t)
					grammar.say("m0", "buy milk\ncall anna\npay rent tomorrow")
					alone := grammar.say("m1", text)
					if !strings.Contains(alone.Reply, want[:20]) || got.Reply != alone.Reply+c.said || got.By != api.Grammar || got.Intent != alone.Intent {
						t.Errorf("got %s, want %s%s", got.Reply, alone.Reply, c.said)
					}
					if diff := cmp.Diff(grammar.sorted(), w.sorted()); diff != "" {
						t.Errorf("the list differs:\n%s", diff)
					}
					if again := w.say("m1", text); again.Reply != got.Reply || len(w.llm.Asked()) != 1 {
						t.Errorf("sent again: %s, asked %d times", again.Reply, len(w.llm.Asked()))
					}
				})
			})
		}
	}
}

// TestModelAndEveryFailureOfEveryWrite: a message that was settled is done as
// it was settled, whatever the model would say by then; and it is not asked.
func TestModelAndEveryFailureOfEveryWrite(t *testing.T) {
	for name, fail := range map[string]func(*world){
		"settle: not done":                   func(w *world) { w.talks.failing[conversation.MethodSettle] = notDone },
		"settle: done, the answer lost":      func(w *world) { w.talks.failing[conversation.MethodSettle] = doneButLost },
		"list: not done":                     func(w *world) { w.memory.failNext = 1 },
		"list: done, the answer lost":        func(w *world) { w.memory.loseNext = 1 },
		"remember: not done":                 func(w *world) { w.talks.failing[conversation.MethodRemember] = notDone },
		"remember: done, the answer lost":    func(w *world) { w.talks.failing[conversation.MethodRemember] = doneButLost },
		"remembered question: not done":      func(w *world) { w.talks.failing[conversation.MethodRemember] = notDone },
		"remembered silence: not done":       func(w *world) { w.talks.failing[conversation.MethodRemember] = notDone },
		"settled silence: done, answer lost": func(w *world) { w.talks.failing[conversation.MethodSettle] = doneButLost },
	} {
		t.Run(name, func(t *testing.T) {
			first, second := one("complete_tasks", `{"tasks":["@buy milk"]}`), one("complete_tasks", `{"tasks":["@call anna"]}`)
			done, reply := []string{"call anna", "pay rent"}, "Done: “buy milk”."
			if strings.Contains(name, "question") {
				first = one("delete_tasks", `{"tasks":["@buy milk"]}`)
				done, reply = []string{"buy milk", "call anna", "pay rent"}, "A language model read this. That would\n• delete “buy milk”"+waiting
			}
			if strings.Contains(name, "silence") {
				first = func(modeltest.Question) (modelReply, error) { return modeltest.Text(""), nil }
				done, reply = []string{"buy milk", "call anna", "pay rent"}, chatWith
			}
			w := newModelWorld(t, first)
			const text = "I think the milk thing is sorted"
			fail(w)
			w.refused(503, "unavailable", "", "POST", "/v1/chat", fmt.Sprintf(`{"id":"m1","text":%q,"timeZone":"Europe/Berlin"}`, text))
			wasSettled := !strings.Contains(name, "settle: not done")
			if wasSettled {
				w.llm.Answer = second // another mood
			}
			got := w.say("m1", text)
			want := 1
			if !wasSettled {
				want = 2
			}
			if n := len(w.llm.Asked()); n != want {
				t.Errorf("the model was asked %d times, want %d", n, want)
			}
			if !slices.Equal(w.sorted(), done) {
				t.Errorf("the list has %v, want %v", w.sorted(), done)
			}
			if !strings.HasPrefix(got.Reply, reply) && !strings.Contains(got.Reply, "when you first sent") {
				t.Errorf("got %q, want %q", got.Reply, reply)
			}
			if strings.Contains(name, "question") {
				if !got.Confirm {
					t.Errorf("it does not ask: %+v", got)
				}
				w.say("m2", "yes")
				if !slices.Equal(w.sorted(), []string{"call anna", "pay rent"}) {
					t.Errorf("after yes the list has %v", w.sorted())
				}
			}
			if again := w.say("m1", text); again.Reply != got.Reply || len(w.llm.Asked()) != want {
				t.Errorf("sent again: %q, asked %d times", again.Reply, len(w.llm.Asked()))
			}
		})
	}
}

// A message that the conversation has forgotten and the list has not is not
// read again.
func TestModelIsNotAskedAboutWhatIsDone(t *testing.T) {
	w := newModelWorld(t, one("complete_tasks", `{"tasks":["@buy milk"]}`))
	w.say("m1", "I think the milk thing is sorted")
	w.talks.talks = map[string]conversation.State{}
	w.llm.Answer = one("complete_tasks", `{"tasks":["@call anna"]}`)
	w.say("m1", "I think the milk thing is sorted")
	if n := len(w.llm.Asked()); n != 1 || !slices.Equal(w.sorted(), []string{"call anna", "pay rent"}) {
		t.Errorf("asked %d times, the list has %v", n, w.sorted())
	}
}

// The same message twice at once, and the model says one thing to the one and
// another to the other: one of them is done, and both are told that.
func TestModelIsAskedTwiceAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newModelWorld(t, nil)
		other := w.sibling(t) // another process, which does not know of the first one's question
		release := make(chan struct{})
		held := func(answer asksModel) asksModel {
			return func(q modeltest.Question) (modelReply, error) { <-release; return answer(q) }
		}
		w.llm.Answer = held(one("complete_tasks", `{"tasks":["@buy milk"]}`))
		other.llm.Answer = held(one("delete_tasks", `{"tasks":["@buy milk"]}`))
		replies := make([]api.ChatReply, 2)
		var wg sync.WaitGroup
		for i, x := range []*world{w, other} {
			wg.Go(func() {
				replies[i] = ok[api.ChatReply](x, 200, "POST", "/v1/chat", `{"id":"m1","text":"I think the milk thing is sorted","timeZone":"Europe/Berlin"}`)
			})
		}
		synctest.Wait()
		close(release)
		wg.Wait()
		if replies[0].Reply != replies[1].Reply || len(w.llm.Asked())+len(other.llm.Asked()) != 2 {
			t.Errorf("one was told %q, the other %q", replies[0].Reply, replies[1].Reply)
		}
		if gone := len(w.sorted()) == 2; gone == replies[0].Confirm {
			t.Errorf("told %q, the list has %v", replies[0].Reply, w.sorted())
		}
	})
}

// Whatever the model answers in whatever time, the person's own calls go on.
func TestModelIsAskedOncePerPerson(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newModelWorld(t, func(modeltest.Question) (modelReply, error) { return nil, nil })
		began := time.Now()
		var wg sync.WaitGroup
		wg.Go(func() { w.say("m1", "sing me a song") })
		synctest.Wait()
		body := `{"id":"m2","text":"sing me another song"}`
		if got := ok[api.ChatReply](w, 200, "POST", "/v1/chat", body); got.Reply != chatWith || time.Since(began) != 0 {
			t.Errorf("got %q after %v", got.Reply, time.Since(began))
		}
		wg.Wait()
		if took := time.Since(began); took != model.MaxTime || len(w.llm.Asked()) != 1 {
			t.Errorf("it took %v, asked %d times", took, len(w.llm.Asked()))
		}
	})
}
