package host

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
)

func call(t testing.TB, lists *Lists, list, id string, v tasklist.Verb) tasklist.Reply {
	t.Helper()
	args, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return invoke(t, lists, list, tasklist.MethodOf(v), tasklist.Call{ID: id, Args: args})
}

func invoke(t testing.TB, lists *Lists, list, method string, message any) tasklist.Reply {
	t.Helper()
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

func titles(r tasklist.Reply) string {
	var all []string
	for _, t := range r.Tasks {
		all = append(all, t.Title)
	}
	return strings.Join(all, ",")
}

func everything(t testing.TB, lists *Lists, list string) tasklist.Reply {
	t.Helper()
	return invoke(t, lists, list, tasklist.MethodList, tasklist.Query{Done: true})
}

func TestASaveThatFailedIsNotAcknowledged(t *testing.T) {
	b := newBench()
	call(t, b.lists, "ann", "c1", tasklist.AddTask{ID: "a", Content: tasklist.Content{Title: "A"}})
	b.store.Next = []outcome{fails}
	if r := call(t, b.lists, "ann", "c2", tasklist.AddTask{ID: "b", Content: tasklist.Content{Title: "B"}}); r.Fault != tasklist.FaultStore {
		t.Fatalf("got %+v, want a fault", r)
	}
	if got := everything(t, b.lists, "ann"); titles(got) != "A" || got.Version != 1 {
		t.Errorf("the list is %q at %d", titles(got), got.Version)
	}
	if r := call(t, b.lists, "ann", "c2", tasklist.AddTask{ID: "b", Content: tasklist.Content{Title: "B"}}); r.Events != 1 || r.Version != 2 {
		t.Errorf("sent again: %+v", r)
	}
}

func TestASaveThatFailedButHappenedIsDoneOnce(t *testing.T) {
	b := newBench()
	b.store.Next = []outcome{failsButHappens}
	if r := call(t, b.lists, "ann", "c1", tasklist.AddTask{ID: "a", Content: tasklist.Content{Title: "A"}}); r.Fault != tasklist.FaultStore {
		t.Fatalf("got %+v, want a fault", r)
	}
	if len(b.kafka.waiting) != 0 {
		t.Error("a fact was told before its save was known")
	}
	r := call(t, b.lists, "ann", "c1", tasklist.AddTask{ID: "a", Content: tasklist.Content{Title: "A"}})
	if r.Fault != "" || r.Events != 0 || r.Version != 1 || titles(r) != "A" {
		t.Errorf("sent again: %+v", r)
	}
	if len(b.kafka.waiting) != 1 {
		t.Errorf("%d facts told, want the one that was left in the outbox", len(b.kafka.waiting))
	}
}

func TestAStaleHostIsRefused(t *testing.T) {
	b := newBench()
	stale := b.lists
	call(t, stale, "ann", "c1", tasklist.AddTask{ID: "a", Content: tasklist.Content{Title: "A"}})
	fresh := b.another()
	call(t, fresh, "ann", "c2", tasklist.RenameTask{ID: "a", Title: "B"})
	if r := call(t, stale, "ann", "c3", tasklist.RenameTask{ID: "a", Title: "C"}); r.Fault != tasklist.FaultStore {
		t.Fatalf("the stale host saved: %+v", r)
	}
	if got := titles(everything(t, stale, "ann")); got != "B" {
		t.Errorf("the stale host still says %q", got)
	}
	// It has read again, and may now go on; then the other one is stale.
	if r := call(t, stale, "ann", "c3", tasklist.RenameTask{ID: "a", Title: "C"}); r.Fault != "" || r.Version != 3 {
		t.Errorf("sent again: %+v", r)
	}
}

func TestArmsBeforeItSaves(t *testing.T) {
	b := newBench()
	b.alarm.down = true
	r := call(t, b.lists, "ann", "c1", tasklist.AddTask{ID: "a", Content: tasklist.Content{Title: "A"}})
	if r.Fault != tasklist.FaultScheduler || b.store.Saves != 0 {
		t.Fatalf("got %+v after %d saves, want a fault and no save", r, b.store.Saves)
	}
	if r := everything(t, b.lists, "ann"); r.Fault != "" || len(r.Tasks) != 0 {
		t.Errorf("the list is %+v", r)
	}
	b.alarm.down = false
	call(t, b.lists, "ann", "c1", tasklist.AddTask{ID: "a", Content: tasklist.Content{Title: "A"}})

	// Covered for a minute: now the scheduler may go away.
	b.alarm.down = true
	b.now = b.now.Add(30 * time.Second)
	if r := call(t, b.lists, "ann", "c2", tasklist.AddTask{ID: "b", Content: tasklist.Content{Title: "B"}}); r.Fault != "" {
		t.Errorf("a command that needs no earlier wake: %+v", r)
	}
	due := tasklist.Due{Date: "2026-11-23", Time: "09:00", TimeZone: "UTC"}
	if r := call(t, b.lists, "ann", "c3", tasklist.SetDue{ID: "b", Due: due}); r.Fault != tasklist.FaultScheduler {
		t.Errorf("a command that needs an earlier wake: %+v", r)
	}
}

func TestArmsOnceAMinute(t *testing.T) {
	b := newBench()
	for i := range 300 {
		call(t, b.lists, "ann", fmt.Sprint("c", i), tasklist.AddTask{ID: fmt.Sprint("t", i), Content: tasklist.Content{Title: "t"}})
		b.kafka.answer(1, works)
		b.now = b.now.Add(time.Second)
		if at := b.alarm.wakes["ann"]; !at.After(b.now) {
			ringAt(t, b, "ann")
		}
	}
	if b.alarm.set > 11 {
		t.Errorf("%d reminders in five minutes of commands", b.alarm.set)
	}
}

func ringAt(t testing.TB, b *bench, list string) {
	t.Helper()
	if err := b.lists.Remind(context.Background(), list, wakeReminder); err != nil {
		t.Fatal(err)
	}
}

func TestRingsAtTheDueMomentAndGoesQuiet(t *testing.T) {
	b := newBench()
	due := tasklist.Due{Date: "2026-11-23", Time: "09:00", TimeZone: "UTC"}
	call(t, b.lists, "ann", "c1", tasklist.AddTask{ID: "a", Content: tasklist.Content{Title: "A"}, Due: &due})
	later := tasklist.Due{Date: "2026-11-24", Time: "09:00", TimeZone: "UTC"}
	call(t, b.lists, "ann", "c2", tasklist.AddTask{ID: "b", Content: tasklist.Content{Title: "B"}, Due: &later})
	b.kafka.answer(9, works)
	ringAt(t, b, "ann")
	if len(b.kafka.waiting) != 1 || !strings.Contains(string(b.kafka.waiting[0].raw), "came_due") {
		t.Fatalf("told %d facts", len(b.kafka.waiting))
	}
	b.kafka.answer(9, works)
	b.now = b.alarm.wakes["ann"]
	ringAt(t, b, "ann") // tells nothing; trims the outbox; sleeps until tomorrow
	if got, want := b.alarm.wakes["ann"], time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("wakes %v, want %v", got, want)
	}
	b.restart()
	everything(t, b.lists, "ann")
	if len(b.kafka.waiting) != 0 {
		t.Errorf("an activation told %d facts again", len(b.kafka.waiting))
	}
}

// TestARingTooEarlyRingsAgain: the scheduler's clock may run ahead of ours.
func TestARingTooEarlyRingsAgain(t *testing.T) {
	b := newBench()
	due := tasklist.Due{Date: "2026-11-23", Time: "09:01", TimeZone: "UTC"}
	call(t, b.lists, "ann", "c1", tasklist.AddTask{ID: "a", Content: tasklist.Content{Title: "A"}, Due: &due})
	b.kafka.answer(9, works)
	b.now = b.now.Add(cover - 5*time.Millisecond)
	delete(b.alarm.wakes, "ann") // it rings now, and is gone
	ringAt(t, b, "ann")
	at, ok := b.alarm.wakes["ann"]
	if !ok || !at.Equal(b.now.Add(5*time.Millisecond)) {
		t.Fatalf("wakes %v, %v", at, ok)
	}
	b.now = at
	ringAt(t, b, "ann")
	if len(b.kafka.waiting) != 1 {
		t.Errorf("told %d facts", len(b.kafka.waiting))
	}
}

// TestEachListIsAlone keeps one person's tasks from another's.
func TestEachListIsAlone(t *testing.T) {
	b := newBench()
	call(t, b.lists, "ann", "c1", tasklist.AddTask{ID: "a", Content: tasklist.Content{Title: "A"}})
	call(t, b.lists, "bob", "c1", tasklist.AddTask{ID: "a", Content: tasklist.Content{Title: "B"}})
	if a, o := titles(everything(t, b.lists, "ann")), titles(everything(t, b.lists, "bob")); a != "A" || o != "B" {
		t.Errorf("ann has %q, bob %q", a, o)
	}
}

// TestKafkaAway keeps commands going, bounds the head, and tells all in order
// once Kafka is back, through a restart.
func TestKafkaAway(t *testing.T) {
	b := newBench()
	b.kafka.full = true
	const n = 500
	longest := 0
	for i := range n {
		if r := call(t, b.lists, "ann", fmt.Sprint("c", i), tasklist.AddTask{ID: fmt.Sprint("t", i), Content: tasklist.Content{Title: "t"}}); r.Fault != "" {
			t.Fatalf("command %d: %+v", i, r)
		}
		longest = max(longest, len(b.store.Keys["ann"][headKey]))
	}
	if longest > 32<<10 {
		t.Errorf("the head grew to %d bytes", longest)
	}
	if !b.alarm.timer["ann"] {
		t.Error("no flush timer")
	}
	b.restart()
	b.kafka.full = false
	ringAt(t, b, "ann")
	b.kafka.answer(2*n, works)
	told := b.kafka.log["ann"]
	if len(told) != n {
		t.Fatalf("%d facts told, want %d", len(told), n)
	}
	for i, raw := range told {
		if f, err := tasklist.ParseFact(raw); err != nil || f.Data.Version != uint64(i+1) {
			t.Fatalf("fact %d: %v %v", i, f.ID, err)
		}
	}
	b.now = b.now.Add(2 * cover)
	ringAt(t, b, "ann")
	for key := range b.store.Keys["ann"] {
		if strings.HasPrefix(key, untoldPrefix) {
			t.Errorf("%s was left behind", key)
		}
	}
}

// TestAFactGivenUpIsToldAgain with all that follow it.
func TestAFactGivenUpIsToldAgain(t *testing.T) {
	b := newBench()
	for i := range 3 {
		call(t, b.lists, "ann", fmt.Sprint("c", i), tasklist.AddTask{ID: fmt.Sprint("t", i), Content: tasklist.Content{Title: "t"}})
	}
	b.kafka.answer(1, fails)
	b.kafka.answer(2, works) // these do not count: the first is missing
	b.kafka.full = true
	call(t, b.lists, "ann", "c3", tasklist.RenameTask{ID: "t2", Title: "t"}) // decides to nothing
	call(t, b.lists, "ann", "c4", tasklist.RemoveTask{ID: "t2"})             // saves, and drops what was told
	b.kafka.full = false
	b.restart()
	b.now = b.now.Add(2 * cover)
	ringAt(t, b, "ann")
	b.kafka.answer(9, works)
	var versions []uint64
	for _, raw := range b.kafka.log["ann"] {
		f, err := tasklist.ParseFact(raw)
		if err != nil {
			t.Fatal(err)
		}
		versions = append(versions, f.Data.Version)
	}
	if fmt.Sprint(versions) != "[2 3 1 2 3 4]" {
		t.Errorf("told %v", versions)
	}
}

func TestStoreAway(t *testing.T) {
	b := newBench()
	b.store.Down = true
	if r := call(t, b.lists, "ann", "c1", tasklist.AddTask{ID: "a", Content: tasklist.Content{Title: "A"}}); r.Fault != tasklist.FaultStore {
		t.Errorf("got %+v", r)
	}
	if r := everything(t, b.lists, "ann"); r.Fault != tasklist.FaultStore {
		t.Errorf("a question got %+v", r)
	}
	if err := b.lists.Remind(context.Background(), "ann", wakeReminder); err == nil {
		t.Error("a ring succeeded; it would not come again")
	}
}

func TestUnknownCalls(t *testing.T) {
	b := newBench()
	if r := invoke(t, b.lists, "ann", "Nonsense", tasklist.Call{ID: "c"}); r.Fault != tasklist.FaultBadCall {
		t.Errorf("an unknown method got %+v", r)
	}
	if r := invoke(t, b.lists, "ann", "AddTask", "text"); r.Fault != tasklist.FaultBadCall {
		t.Errorf("an unreadable call got %+v", r)
	}
	if err := b.lists.Remind(context.Background(), "ann", "other"); err == nil {
		t.Error("an unknown reminder was taken")
	}
}

// TestBytesPerCommand holds the cost of a command below 16 KiB at any length,
// for tasks as people have them.
func TestBytesPerCommand(t *testing.T) {
	b := newBench()
	b.now = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	most := map[string]int{}
	do := func(id string, v tasklist.Verb) tasklist.Reply {
		t.Helper()
		b.now = b.now.Add(time.Second)
		r := call(t, b.lists, "ann", id, v)
		if r.Fault != "" || r.Refusal != nil {
			t.Fatal(r)
		}
		b.kafka.answer(len(b.kafka.waiting), works)
		most[tasklist.MethodOf(v)] = max(most[tasklist.MethodOf(v)], b.store.Bytes)
		return r
	}
	daily := ""
	for i := range 4000 {
		add := tasklist.AddTask{ID: fmt.Sprintf("0193-%08d-0000-0000-0123456789", i), Content: tasklist.Content{
			Title: "A task with a title of usual length", Labels: []string{"work", "home"}, Project: "move", Priority: tasklist.High},
			Due: &tasklist.Due{Date: "2027-03-04", Time: "17:00", TimeZone: "Europe/Berlin"}}
		if i == 2000 {
			daily, add.Recurrence = add.ID, &tasklist.Recurrence{Rule: "FREQ=DAILY"}
		}
		do(fmt.Sprint("a", i), add)
	}
	for i := range 200 {
		r := do(fmt.Sprint("c", i), tasklist.CompleteTask{ID: daily})
		daily = r.Tasks[len(r.Tasks)-1].ID
	}
	for command, n := range most {
		if n > 16<<10 {
			t.Errorf("%s wrote %d bytes", command, n)
		}
	}
	t.Logf("at most so many bytes: %v", most)
}
