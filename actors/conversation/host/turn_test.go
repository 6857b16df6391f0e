package host

import (
	"fmt"
	"testing"
	"time"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/actors/hosting/storetest"
	"github.com/errandapp/errand/actors/tasklist"
)

func TestAMessageIsHeardOnce(t *testing.T) {
	b := newBench(t)
	if r := b.ask("m1"); r.Turn != nil || r.Plan != nil || !r.Memory.IsZero() || r.Fault != "" {
		t.Fatalf("a first message: %+v", r)
	}
	if r := b.settle("m1", "m1-0"); r.Plan == nil || r.Plan.Command.ID != "m1-0" {
		t.Fatalf("settled: %+v", r)
	}
	if r := b.settle("m1", "other"); r.Plan.Command.ID != "m1-0" {
		t.Errorf("settled again it came to %s", r.Plan.Command.ID)
	}
	saves := b.store.Saves
	r := b.remember("m1", "first", conversation.Memory{Meant: "a", Shown: []string{"a", "b"}})
	if r.Turn == nil || r.Turn.Text != "first" || r.Memory.Meant != "a" {
		t.Fatalf("remembered: %+v", r)
	}
	for name, r := range map[string]conversation.Reply{
		"asked": b.ask("m1"), "settled": b.settle("m1", "late"), "remembered": b.remember("m1", "second", conversation.Memory{}),
	} {
		if r.Turn == nil || r.Turn.Text != "first" || r.Turn.Number != 1 || r.Plan != nil || r.Memory.Meant != "a" {
			t.Errorf("%s again: %+v", name, r)
		}
	}
	if b.store.Saves != saves+1 {
		t.Errorf("%d saves for one turn", b.store.Saves-saves)
	}
}

// TestBothFailuresOfEachWrite: it failed; it failed but happened. Sent again,
// it is as if it had worked at once.
func TestBothFailuresOfEachWrite(t *testing.T) {
	for _, how := range []storetest.Outcome{storetest.Fails, storetest.FailsButHappens} {
		t.Run(fmt.Sprint(how), func(t *testing.T) {
			b := newBench(t)
			b.remember("m0", "before", conversation.Memory{Meant: "z"})
			b.store.Next = []storetest.Outcome{how}
			if r := b.settle("m1", "m1-0"); r.Fault != tasklist.FaultStore || r.Plan != nil {
				t.Fatalf("settle: %+v", r)
			}
			// What is read now is what is saved, whatever that is.
			if r := b.ask("m1"); (r.Plan != nil) != (how == storetest.FailsButHappens) || r.Memory.Meant != "z" {
				t.Errorf("asked after it: %+v", r)
			}
			if r := b.settle("m1", "m1-0"); r.Plan == nil || r.Plan.Command.ID != "m1-0" {
				t.Fatalf("settled again: %+v", r)
			}
			b.store.Next = []storetest.Outcome{how}
			if r := b.remember("m1", "text", conversation.Memory{Meant: "a"}); r.Fault != tasklist.FaultStore || r.Turn != nil {
				t.Fatalf("remember: %+v", r)
			}
			if r := b.ask("m1"); (r.Turn != nil) != (how == storetest.FailsButHappens) || (r.Plan != nil) != (how == storetest.Fails) {
				t.Errorf("asked after it: %+v", r)
			}
			if r := b.remember("m1", "text", conversation.Memory{Meant: "a"}); r.Turn == nil || r.Turn.Number != 2 || r.Memory.Meant != "a" {
				t.Errorf("remembered again: %+v", r)
			}
		})
	}
}

func TestTheStoreIsAway(t *testing.T) {
	b := newBench(t)
	b.store.Down = true
	if r := b.ask("m1"); r.Fault != tasklist.FaultStore {
		t.Errorf("got %+v", r)
	}
	b.store.Down = false
	if r := b.ask("m1"); r.Fault != "" {
		t.Errorf("got %+v", r)
	}
}

// TestAStaleHostIsFenced: two processes believe they have the conversation.
func TestAStaleHostIsFenced(t *testing.T) {
	b := newBench(t)
	b.remember("m1", "one", conversation.Memory{Meant: "a"})
	stale := b.talks
	b.restart()
	b.remember("m2", "two", conversation.Memory{Meant: "b"})
	message := conversation.Remember{Turn: conversation.Turn{Message: "m3", Answer: []byte("{}")}}
	if r := b.call(stale, conversation.MethodRemember, message); r.Fault != tasklist.FaultStore {
		t.Fatalf("a stale host saved: %+v", r)
	}
	if r := b.call(stale, conversation.MethodAsk, conversation.Ask{Message: "m2"}); r.Turn == nil || r.Memory.Meant != "b" {
		t.Errorf("it has not read again: %+v", r)
	}
}

func TestBadCalls(t *testing.T) {
	b := newBench(t)
	for method, message := range map[string]any{
		"Sing": conversation.Ask{}, conversation.MethodAsk: "text",
		conversation.MethodRemember: conversation.Remember{Turn: conversation.Turn{Answer: []byte(`"` + pad(conversation.MaxAnswer) + `"`)}},
	} {
		if r := b.call(b.talks, method, message); r.Fault != tasklist.FaultBadCall {
			t.Errorf("%s: %+v", method, r)
		}
	}
	if b.store.Saves != 0 {
		t.Errorf("%d saves", b.store.Saves)
	}
	if err := b.talks.Remind(t.Context(), "ann", "wake"); err == nil {
		t.Error("a reminder was taken")
	}
	if err := b.talks.Fire(t.Context(), "ann", "other"); err == nil {
		t.Error("another timer was taken")
	}
}

func pad(n int) string { return fmt.Sprintf("%*s", n, "") }

func TestTheMemoryEnds(t *testing.T) {
	b := newBench(t)
	b.remember("m1", "one", conversation.Memory{Meant: "a"})
	b.now = b.now.Add(20 * time.Minute)
	b.remember("m2", "two", conversation.Memory{Meant: "b"})
	if len(b.timer.set) != 1 || b.timer.set[0] != conversation.KeepMemory {
		t.Fatalf("timers: %v", b.timer.set)
	}
	fire := func() {
		t.Helper()
		if err := b.talks.Fire(t.Context(), "ann", endTimer); err != nil {
			t.Fatal(err)
		}
	}
	b.now = b.now.Add(10 * time.Minute)
	fire()
	if r := b.ask("m3"); r.Memory.Meant != "b" {
		t.Errorf("it ended too early: %+v", r)
	}
	if len(b.timer.set) != 2 || b.timer.set[1] != 20*time.Minute {
		t.Fatalf("timers: %v", b.timer.set)
	}
	b.now = b.now.Add(20 * time.Minute)
	saves := b.store.Saves
	b.store.Next = []storetest.Outcome{storetest.Fails}
	if err := b.talks.Fire(t.Context(), "ann", endTimer); err == nil {
		t.Error("a save that failed was not told")
	}
	if r := b.ask("m3"); !r.Memory.IsZero() {
		t.Errorf("it did not end: %+v", r)
	}
	fire()
	fire()
	if b.store.Saves != saves+2 {
		t.Errorf("%d saves, want one that failed and one", b.store.Saves-saves)
	}
	b.restart()
	if r := b.ask("m2"); r.Turn == nil || !r.Memory.IsZero() {
		t.Errorf("after a restart: %+v", r)
	}
}

// TestATimerIsLost, or was never set: the memory ends all the same.
func TestATimerIsLost(t *testing.T) {
	b := newBench(t)
	b.timer.down = true
	if r := b.remember("m1", "one", conversation.Memory{Meant: "a"}); r.Fault != "" {
		t.Fatalf("a timer that cannot be set is a fault: %+v", r)
	}
	b.now = b.now.Add(conversation.KeepMemory)
	if r := b.ask("m2"); !r.Memory.IsZero() {
		t.Errorf("got %+v", r)
	}
}
