package host

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
)

// TestClocksDiffer: hosts whose clocks are two minutes ahead and behind take
// turns with a list, and now and then one dies between save and tell. Every
// due moment is told once, at most as early or late as the clocks are apart,
// versions have no gaps, and nobody is woken more often than there is a
// reason to.
func TestClocksDiffer(t *testing.T) {
	const (
		skew  = 2 * time.Minute
		tasks = 40
	)
	for seed := range uint64(8) {
		random := rand.New(rand.NewPCG(seed, 1))
		b := newBench()
		hosts := []*Lists{b.skewed(skew), b.skewed(-skew), b.skewed(0)}
		host := hosts[0]
		due, rings := map[string]time.Time{}, 0
		begin, end := b.now, b.now.Add(3*time.Hour)
		for next := b.now; b.now.Before(end.Add(time.Hour)); {
			b.now = b.now.Add(time.Second)
			if random.IntN(60) == 0 { // the list moves
				host.Deactivate("ann")
				if host = hosts[random.IntN(len(hosts))]; random.IntN(3) == 0 {
					b.kafka.crash()
				}
			}
			if b.now.After(next) && len(due) < tasks {
				id := fmt.Sprint("t", len(due))
				due[id] = b.now.Add(2*skew + time.Duration(random.IntN(3600))*time.Second)
				at := due[id]
				call(t, host, "ann", "c-"+id, tasklist.AddTask{ID: id, Content: tasklist.Content{Title: id},
					Due: &tasklist.Due{Date: at.Format(time.DateOnly), Time: at.Format(time.TimeOnly), TimeZone: "UTC"}})
				next = next.Add(end.Sub(begin) / tasks)
			}
			for range 20 { // a wake-up that is due rings, also one that was just set
				at, ok := b.alarm.wakes["ann"]
				if !ok || at.After(b.now) {
					break
				}
				delete(b.alarm.wakes, "ann")
				rings++
				if err := host.Remind(t.Context(), "ann", wakeReminder); err != nil {
					t.Fatal(err)
				}
			}
			if random.IntN(3) > 0 {
				b.kafka.answer(random.IntN(10), works)
			}
		}
		b.kafka.answer(1000, works)

		list := everything(t, hosts[2], "ann")
		told, version := map[string]int{}, map[uint64]bool{}
		for _, raw := range b.kafka.log["ann"] {
			f, err := tasklist.ParseFact(raw)
			if err != nil {
				t.Fatal(err)
			}
			e, err := f.Event()
			if err != nil {
				t.Fatal(err)
			}
			if version[e.Version] {
				continue // told again after a crash
			}
			version[e.Version] = true
			if _, ok := e.Change.(tasklist.TaskCameDue); !ok {
				continue
			}
			told[e.Task]++
			// By its host's clock, which is at most skew away from the true one.
			if late := e.At.Sub(due[e.Task]); late < 0 || late > 2*skew+2*time.Second {
				t.Errorf("seed %d: %s rang %v after it was due", seed, e.Task, late)
			}
		}
		for v := range list.Version {
			if !version[v+1] {
				t.Errorf("seed %d: version %d of %d was not told", seed, v+1, list.Version)
			}
		}
		for id := range due {
			if told[id] != 1 {
				t.Errorf("seed %d: %s came due %d times", seed, id, told[id])
			}
		}
		// One ring a due moment, one a minute while something may be untold,
		// and one more wherever the list has moved to.
		if limit := tasks + int(end.Add(time.Hour).Sub(begin)/time.Minute)*2; rings > limit {
			t.Errorf("seed %d: %d rings, want %d at most", seed, rings, limit)
		}
		t.Logf("seed %d: %d rings for %d tasks", seed, rings, len(due))
	}
}

// TestAHostThatIsBehind is woken when its own clock says so, and does not ask
// for a moment that has passed where it rings.
func TestAHostThatIsBehind(t *testing.T) {
	b := newBench()
	slow := b.skewed(-2 * time.Minute)
	at := b.now.Add(time.Hour)
	call(t, slow, "ann", "c1", tasklist.AddTask{ID: "a", Content: tasklist.Content{Title: "A"},
		Due: &tasklist.Due{Date: at.Format(time.DateOnly), Time: at.Format(time.TimeOnly), TimeZone: "UTC"}})
	rang := 0
	for ; !b.now.After(at.Add(3 * time.Minute)); b.now = b.now.Add(time.Second) {
		b.kafka.answer(10, works)
		for range 5 {
			if wake, ok := b.alarm.wakes["ann"]; ok && !wake.After(b.now) {
				delete(b.alarm.wakes, "ann")
				rang++
				if err := slow.Remind(t.Context(), "ann", wakeReminder); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	task := everything(t, slow, "ann").Tasks[0]
	if late := task.CameDueAt.Sub(at); late < 0 || late > 2*time.Second {
		t.Errorf("it came due %v after its moment by its host's clock", late)
	}
	if rang > 4 {
		t.Errorf("it was woken %d times for one moment", rang)
	}
}
