package host

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/actors/hosting"
)

// TestALongConversation: what is saved is what is in memory, pages are
// bounded, and a turn writes the same however many there were.
func TestALongConversation(t *testing.T) {
	b := newBench(t)
	const kept = conversation.MaxPages * conversation.PageTurns
	early := 0
	for i := range kept + 100 {
		b.remember(fmt.Sprintf("m%d", i+1), "twelve chars", conversation.Memory{Meant: "a"})
		if i == conversation.PageTurns {
			early = b.store.Bytes
		}
	}
	if (kept+100)%conversation.PageTurns == 1 || b.store.Bytes > 20*early {
		t.Errorf("a late turn wrote %d bytes, an early one %d", b.store.Bytes, early)
	}
	keys := b.store.Keys["ann"]
	if len(keys) != 1+conversation.MaxPages || keys[pageKey(1)] != nil {
		t.Errorf("%d keys", len(keys))
	}
	before := b.inMemory()
	b.restart()
	if r := b.ask("m1"); r.Turn != nil {
		t.Error("the first message is still known")
	}
	if diff := cmp.Diff(before, b.inMemory()); diff != "" {
		t.Errorf("after a restart (-before +after):\n%s", diff)
	}
	r := b.call(b.talks, conversation.MethodBack, conversation.Back{Before: 900, Limit: 1000})
	if len(r.Turns) != conversation.MaxBack || r.Turns[len(r.Turns)-1].Number != 899 || !r.More {
		t.Errorf("%d turns, more %v", len(r.Turns), r.More)
	}
	if r = b.call(b.talks, conversation.MethodBack, conversation.Back{}); len(r.Turns) != 1 || r.Turns[0].Number != kept+100 {
		t.Errorf("without a limit: %+v", r)
	}
}

func TestAnotherFormatIsNotTouched(t *testing.T) {
	b := newBench(t)
	head := []byte(`{"format":9,"revision":1,"turns":0}`)
	b.store.Keys["ann"] = map[string][]byte{hosting.HeadKey: head}
	if r := b.remember("m1", "one", conversation.Memory{}); r.Fault == "" {
		t.Error("it was written over")
	}
	if !slices.Equal(b.store.Keys["ann"][hosting.HeadKey], head) {
		t.Error("the head changed")
	}
}

func TestDeactivated(t *testing.T) {
	b := newBench(t)
	b.remember("m1", "one", conversation.Memory{Meant: "a"})
	if b.inMemory().Turns != 1 {
		t.Error("it is not active")
	}
	b.talks.Deactivate("ann")
	if b.inMemory().Turns != 0 {
		t.Error("it is still active")
	}
	if r := b.ask("m1"); r.Turn == nil || r.Memory.Meant != "a" {
		t.Errorf("got %+v", r)
	}
}
