package host

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
)

func many(t testing.TB, b *bench, n int, verb func(i int) tasklist.Verb) {
	t.Helper()
	for i := range n {
		b.now = b.now.Add(time.Second)
		r := call(t, b.lists, "ann", fmt.Sprintf("%s-%d-%d", tasklist.MethodOf(verb(i)), i, b.store.Saves), verb(i))
		if r.Fault != "" || r.Refusal != nil {
			t.Fatalf("%d: %+v", i, r)
		}
		b.kafka.answer(1<<10, works)
	}
}

func add(i int) tasklist.Verb {
	return tasklist.AddTask{ID: fmt.Sprintf("t%04d", i), Content: tasklist.Content{Title: fmt.Sprint("Task ", i)}}
}

func complete(i int) tasklist.Verb { return tasklist.CompleteTask{ID: fmt.Sprintf("t%04d", i)} }
func remove(i int) tasklist.Verb   { return tasklist.RemoveTask{ID: fmt.Sprintf("t%04d", i)} }

// TestThePastIsReadWhenAsked: what is done costs nothing until somebody wants
// to see it, and is let go again.
func TestThePastIsReadWhenAsked(t *testing.T) {
	b := newBench()
	const n = 400
	many(t, b, n, add)
	many(t, b, n, complete)
	b.restart()
	b.store.Gets = 0
	many(t, b, 1, func(int) tasklist.Verb { return add(n) })
	if b.store.Gets > 8 {
		t.Errorf("adding a task read %d keys", b.store.Gets)
	}
	done := invoke(t, b.lists, "ann", tasklist.MethodList, tasklist.Query{Status: tasklist.StatusDone})
	if len(done.Tasks) != n || b.store.Gets < n/16 {
		t.Errorf("%d tasks are done, %d keys were read", len(done.Tasks), b.store.Gets)
	}
	if inMemory(t, b.lists, "ann").Done.Missing() == 0 {
		t.Error("the past stays in memory")
	}
	// A task from the middle of it can be reopened, and nothing is lost.
	many(t, b, 1, func(int) tasklist.Verb { return tasklist.ReopenTask{ID: "t0123"} })
	b.restart()
	if open := invoke(t, b.lists, "ann", tasklist.MethodList, tasklist.Query{}); titles(open) != "Task 123,Task 400" {
		t.Errorf("open are %q", titles(open))
	}
	if all := everything(t, b.lists, "ann"); len(all.Tasks) != n+1 {
		t.Errorf("%d tasks in all", len(all.Tasks))
	}
}

// TestTheTrashIsEmptied after its time, also by a host that was started since.
func TestTheTrashIsEmptied(t *testing.T) {
	b := newBench()
	many(t, b, 40, add)
	many(t, b, 40, remove)
	b.restart()
	many(t, b, 1, func(int) tasklist.Verb { return tasklist.RestoreTask{ID: "t0005"} })
	b.now = b.now.Add(2 * cover)
	ringAt(t, b, "ann")
	b.kafka.answer(1<<10, works)
	for range 10 {
		at := b.alarm.wakes["ann"]
		if at.After(b.now) {
			b.now = at
		}
		b.restart()
		ringAt(t, b, "ann")
		b.kafka.answer(1<<10, works)
	}
	trash := invoke(t, b.lists, "ann", tasklist.MethodList, tasklist.Query{Status: tasklist.StatusTrash})
	if len(trash.Tasks) != 0 || titles(everything(t, b.lists, "ann")) != "Task 5" {
		t.Errorf("trash %q, list %q", titles(trash), titles(everything(t, b.lists, "ann")))
	}
	for key := range b.store.Keys["ann"] {
		if strings.HasPrefix(key, trashPrefix) {
			t.Errorf("%s was left behind", key)
		}
	}
}

// TestTakenBackAfterARestart: entries are read when somebody undoes.
func TestTakenBackAfterARestart(t *testing.T) {
	b := newBench()
	many(t, b, 150, add)
	b.restart()
	many(t, b, 3, func(int) tasklist.Verb { return tasklist.Undo{} })
	b.restart()
	b.now = b.now.Add(2 * cover)
	ringAt(t, b, "ann") // saves, with the history not in memory
	if !strings.HasPrefix(string(b.store.Keys["ann"][undoKey(149)]), `{"number":149,`) {
		t.Fatal("a ring dropped what was taken back")
	}
	b.restart()
	many(t, b, 1, func(int) tasklist.Verb { return tasklist.Redo{} })
	if r := everything(t, b.lists, "ann"); len(r.Tasks) != 148 {
		t.Fatalf("%d tasks, want 148", len(r.Tasks))
	}
	// A new command: what was taken back cannot come again, here or later.
	many(t, b, 1, func(int) tasklist.Verb { return tasklist.RenameTask{ID: "t0000", Title: "First"} })
	b.restart()
	if r := invoke(t, b.lists, "ann", tasklist.MethodList, tasklist.Query{Task: "-", History: true}); len(r.CanUndo) != 99 || r.CanUndo[0] == r.CanUndo[1] || len(r.CanRedo) != 0 {
		t.Errorf("can be taken back: %q, done again: %q", r.CanUndo, r.CanRedo)
	}
	if r := call(t, b.lists, "ann", "redo", tasklist.Redo{}); r.Refusal == nil || r.Refusal.Code != tasklist.CodeNothingToRedo {
		t.Errorf("redo got %+v", r)
	}
	// As far back as it goes, and no further.
	undone := 0
	for i := range 200 {
		if r := call(t, b.lists, "ann", fmt.Sprint("undo-", i), tasklist.Undo{}); r.Refusal != nil {
			break
		}
		undone++
		if i%10 == 0 {
			b.restart()
		}
	}
	if undone < 95 || undone > tasklist.MaxUndo {
		t.Errorf("%d commands were taken back", undone)
	}
}

// TestRememberedAfterARestart: a command of this morning decides to nothing,
// however many came since.
func TestRememberedAfterARestart(t *testing.T) {
	b := newBench()
	many(t, b, 1, add)
	rename := tasklist.RenameTask{ID: "t0000", Title: "Old"}
	call(t, b.lists, "ann", "morning", rename)
	many(t, b, 700, func(i int) tasklist.Verb { return tasklist.RenameTask{ID: "t0000", Title: fmt.Sprint("New ", i)} })
	b.restart()
	if r := call(t, b.lists, "ann", "morning", rename); r.Events != 0 || titles(everything(t, b.lists, "ann")) != "New 699" {
		t.Errorf("it was decided again: %+v", r)
	}
	seen := 0
	for key := range b.store.Keys["ann"] {
		if strings.HasPrefix(key, seenPrefix) {
			seen++
		}
	}
	b.now = b.now.Add(25 * time.Hour)
	many(t, b, 300, func(i int) tasklist.Verb { return tasklist.RenameTask{ID: "t0000", Title: fmt.Sprint("Later ", i)} })
	for key := range b.store.Keys["ann"] {
		if key == seenKey(0) {
			t.Errorf("%s is kept after its time; there were %d", key, seen)
		}
	}
}

// TestUpgrade reads a list as the first format kept it, byte for byte, goes
// on with it, and leaves nothing of the old format behind.
func TestUpgrade(t *testing.T) {
	raw, err := os.ReadFile("testdata/format1.json")
	if err != nil {
		t.Fatal(err)
	}
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(raw, &keys); err != nil {
		t.Fatal(err)
	}
	b := newBench()
	b.store.Keys["ann"] = map[string][]byte{}
	for key, value := range keys {
		b.store.Keys["ann"][key] = value
	}
	check := func(when string) {
		t.Helper()
		open := invoke(t, b.lists, "ann", tasklist.MethodList, tasklist.Query{})
		done := invoke(t, b.lists, "ann", tasklist.MethodList, tasklist.Query{Status: tasklist.StatusDone})
		if titles(open) != "Call Ann,Pay the rent" || titles(done) != "Buy milk,Wash up" {
			t.Errorf("%s: open %q, done %q", when, titles(open), titles(done))
		}
	}
	check("as it was")
	if got := everything(t, b.lists, "ann"); got.Version != 7 || !got.Tasks[0].RingAt.Equal(time.Date(2026, 11, 24, 16, 0, 0, 0, time.UTC)) {
		t.Errorf("version %d, %+v", got.Version, got.Tasks[0])
	}
	// What the old program had not told is told; a command that it had decided
	// is not decided again.
	if n := len(b.kafka.waiting); n != 1 {
		t.Errorf("%d facts are told, want the one that was left", n)
	}
	if r := call(t, b.lists, "ann", "c7", tasklist.RemoveTask{ID: "a-call"}); r.Events != 0 || r.Refusal != nil {
		t.Errorf("c7 again: %+v", r)
	}
	if r := call(t, b.lists, "ann", "c8", tasklist.ReopenTask{ID: "b-milk"}); r.Version != 8 {
		t.Fatalf("a command: %+v", r)
	}
	call(t, b.lists, "ann", "c9", tasklist.CompleteTask{ID: "b-milk"})
	for key, value := range b.store.Keys["ann"] {
		if strings.HasPrefix(key, openPrefixV1) || strings.HasPrefix(key, donePrefixV1) {
			t.Errorf("%s is left", key)
		}
		if key == headKey && !strings.HasPrefix(string(value), `{"format":2,`) {
			t.Errorf("head %s", value)
		}
	}
	b.restart()
	open := invoke(t, b.lists, "ann", tasklist.MethodList, tasklist.Query{})
	done := invoke(t, b.lists, "ann", tasklist.MethodList, tasklist.Query{Status: tasklist.StatusDone})
	if titles(open) != "Call Ann,Pay the rent" || titles(done) != "Wash up,Buy milk" {
		t.Errorf("after: open %q, done %q", titles(open), titles(done))
	}
}

// TestALaterFormatIsNotTouched: an old program meets the list of a new one.
func TestALaterFormatIsNotTouched(t *testing.T) {
	b := newBench()
	head := []byte(`{"format":3,"revision":9,"version":9}`)
	b.store.Keys["ann"] = map[string][]byte{headKey: head}
	if r := call(t, b.lists, "ann", "c1", add(1)); r.Fault != tasklist.FaultStore {
		t.Errorf("got %+v", r)
	}
	if err := b.lists.Remind(context.Background(), "ann", wakeReminder); err == nil {
		t.Error("a ring succeeded")
	}
	if string(b.store.Keys["ann"][headKey]) != string(head) {
		t.Error("the head was changed")
	}
}

// TestBulkSaysWhenThereIsMore and goes on with the rest when it is sent again.
func TestBulkSaysWhenThereIsMore(t *testing.T) {
	b := newBench()
	many(t, b, tasklist.MaxBulk+10, add)
	all := tasklist.Bulk{Filter: "open", Do: tasklist.CompleteTask{}}
	if r := call(t, b.lists, "ann", "bulk-1", all); r.Events != tasklist.MaxBulk || !r.More {
		t.Fatalf("%d events, more %v, %+v", r.Events, r.More, r.Refusal)
	}
	if r := call(t, b.lists, "ann", "bulk-2", all); r.Events != 10 || r.More {
		t.Errorf("%d events, more %v", r.Events, r.More)
	}
}
