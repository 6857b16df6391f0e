package host

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/errandapp/errand/actors/tasklist"
)

// TestCrashes lets random commands meet random faults: saves that fail, or
// fail but happen; a scheduler and a broker that are away, and a scheduler
// that comes back without its disk; processes that die, and hosts that go on
// though they were replaced. In the end, once somebody has looked at the list,
// every acknowledged command is in it, every version was told with the same
// fact, and every due moment rang.
func TestCrashes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := newBench()
		const list = "ann"
		acked := map[string]bool{} // commands that were acknowledged with events
		sent := map[string]tasklist.Verb{}
		zombies := []*Lists{}
		for i := range rapid.IntRange(5, 60).Draw(t, "steps") {
			b.now = b.now.Add(time.Duration(rapid.IntRange(0, 40).Draw(t, "later")) * time.Second)
			switch rapid.IntRange(0, 12).Draw(t, "what") {
			case 0:
				b.store.Next = []outcome{outcome(rapid.IntRange(1, 2).Draw(t, "save"))}
			case 1:
				b.alarm.down = !b.alarm.down
			case 2:
				b.kafka.full = !b.kafka.full
			case 3:
				b.kafka.answer(rapid.IntRange(1, 9).Draw(t, "n"), outcome(rapid.IntRange(0, 2).Draw(t, "told")))
			case 4: // the process dies
				b.kafka.crash()
				b.restart()
			case 5: // it is replaced, and does not know
				zombies = append(zombies, b.lists)
				b.restart()
			case 6:
				if at := b.alarm.wakes[list]; !at.IsZero() && !at.After(b.now) {
					_ = b.lists.Remind(context.Background(), list, wakeReminder) // an error rings again
				}
			case 7:
				clear(b.alarm.wakes)
			default:
				id := fmt.Sprint("c", i)
				verb := crashVerb(t, i)
				if len(sent) > 0 && rapid.IntRange(0, 3).Draw(t, "resend") == 0 {
					id = rapid.SampledFrom(slices.Sorted(maps.Keys(sent))).Draw(t, "which")
					verb = sent[id]
				}
				sent[id] = verb
				lists := b.lists
				if len(zombies) > 0 && rapid.IntRange(0, 3).Draw(t, "zombie") == 0 {
					lists = rapid.SampledFrom(zombies).Draw(t, "which zombie")
				}
				if r := tryCall(t, lists, list, id, verb); r.Events > 0 {
					acked[id] = true
				}
			}
		}

		// All is well again: the wake-ups ring until the list sleeps.
		b.store.Next, b.alarm.down, b.kafka.full = nil, false, false
		b.kafka.answer(1<<20, works)
		b.restart()
		tryInvoke(t, b.lists, list, tasklist.MethodList, tasklist.Query{})
		for range 400 {
			at, ok := b.alarm.wakes[list]
			if !ok {
				break
			}
			delete(b.alarm.wakes, list)
			if at.After(b.now) {
				b.now = at
			}
			if err := b.lists.Remind(context.Background(), list, wakeReminder); err != nil {
				t.Fatal(err)
			}
			b.kafka.answer(1<<20, works)
		}
		if at, ok := b.alarm.wakes[list]; ok {
			t.Fatalf("the list does not go to sleep: wakes %v", at)
		}
		finalChecks(t, b, list, acked)
	})
}

// crashVerb adds a task more often than it does something to an earlier one.
func crashVerb(t *rapid.T, i int) tasklist.Verb {
	earlier := fmt.Sprint("t", rapid.IntRange(0, i).Draw(t, "task"))
	switch rapid.IntRange(0, 9).Draw(t, "verb") {
	case 0, 1:
		return tasklist.CompleteTask{ID: earlier}
	case 2:
		return tasklist.RemoveTask{ID: earlier}
	case 3:
		return tasklist.Undo{}
	case 4:
		return tasklist.ReopenTask{ID: earlier}
	}
	return tasklist.AddTask{ID: fmt.Sprint("t", i), Content: tasklist.Content{Title: "t"}, Due: &tasklist.Due{
		Date: "2026-11-23", Time: fmt.Sprintf("09:%02d", rapid.IntRange(0, 59).Draw(t, "minute")), TimeZone: "UTC"}}
}

func finalChecks(t *rapid.T, b *bench, list string, acked map[string]bool) {
	end := tryInvoke(t, b.lists, list, tasklist.MethodList, tasklist.Query{Done: true})
	trash := tryInvoke(t, b.lists, list, tasklist.MethodList, tasklist.Query{Status: tasklist.StatusTrash})
	has := map[string]tasklist.Task{}
	for _, task := range append(end.Tasks, trash.Tasks...) {
		has[task.ID] = task
		if !task.RingAt.IsZero() {
			t.Fatalf("%s never rang", task.ID)
		}
	}

	facts := map[uint64]string{}
	var state tasklist.State
	for _, raw := range b.kafka.log[list] {
		f, err := tasklist.ParseFact(raw)
		if err != nil {
			t.Fatal(err)
		}
		if other, ok := facts[f.Data.Version]; ok && other != string(raw) {
			t.Fatalf("version %d was told in two ways:\n%s\n%s", f.Data.Version, other, raw)
		}
		if _, ok := facts[f.Data.Version]; !ok {
			if f.Data.Version != state.Version+1 {
				continue // out of order: its turn comes again below
			}
			e, err := f.Event()
			if err != nil {
				t.Fatal(err)
			}
			state = tasklist.Evolve(state, e)
			delete(acked, e.Command)
		}
		facts[f.Data.Version] = string(raw)
	}
	if state.Version != end.Version {
		t.Fatalf("the facts end at version %d, the list is at %d", state.Version, end.Version)
	}
	for id := range acked {
		t.Fatalf("%s was acknowledged and is not there", id)
	}
	for id, want := range has {
		got, ok := state.Any(id)
		if diff := cmp.Diff(want, got); !ok || diff != "" {
			t.Fatalf("the facts tell otherwise of %s (-list +facts):\n%s", id, diff)
		}
	}
}

func tryCall(t *rapid.T, lists *Lists, list, id string, v tasklist.Verb) tasklist.Reply {
	args, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return tryInvoke(t, lists, list, tasklist.MethodOf(v), tasklist.Call{ID: id, Args: args})
}

func tryInvoke(t *rapid.T, lists *Lists, list, method string, message any) tasklist.Reply {
	payload, err := json.Marshal(message)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := lists.Invoke(context.Background(), list, method, payload)
	if err != nil {
		t.Fatal(err)
	}
	var r tasklist.Reply
	if err := json.Unmarshal(raw, &r); err != nil {
		t.Fatal(err)
	}
	return r
}
