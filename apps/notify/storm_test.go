package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/actors/tasklist/contract/story"
	"github.com/errandapp/errand/apps/notify/tell"
)

// ringing are n facts of one list that ring.
func ringing(list string, n int) (facts [][]byte) {
	f := story.EveryType(list)[6]
	for v := range uint64(n) {
		f.Data.Version, f.ID = v+1, fmt.Sprintf("%s/%d", list, v+1)
		facts = append(facts, story.Bytes(f))
	}
	return facts
}

// What rings for one list at once costs the store a few calls, not as many for
// each. Two more ask again for what seems not to be there, the person's choices
// and the box.
func TestAStormIsToldTogether(t *testing.T) {
	w := newWorld(t, Config{WebhookURL: both.WebhookURL})
	calls := map[string]int{}
	w.dapr.fault = func(op, _ string) fault {
		calls[op]++
		return works
	}
	if got := w.bring(w.door, ringing("ann", 10)...); !cmp.Equal(got, answers(done, 10)) {
		t.Error(got)
	}
	if diff := cmp.Diff(map[string]int{"get": 3, "row": 3, "get one": 2, "save": 2, "send": 10, "secret": 1}, calls); diff != "" {
		t.Errorf("calls (-want +got):\n%s", diff)
	}
	if list := w.told("ann").Notifications; len(list) != 10 || list[0].Version != 10 {
		t.Errorf("listed as %+v", list)
	}
}

// One delivery has facts that ring and facts that do not, of several lists,
// some of them twice. Nobody waits for what failed: a job sees to it.
func TestWhatFailedHoldsNobodyUp(t *testing.T) {
	w := newWorld(t, Config{WebhookURL: both.WebhookURL})
	facts := append(ringing("ann", 3), ringing("ann", 2)...) // 1 and 2 are there twice
	facts = append(facts, ringing("bob", 2)...)
	facts = append(facts, story.Bytes(story.EveryType("ann")[0]))
	sends := 0
	w.dapr.fault = func(op, key string) fault {
		if op == "send" {
			if sends++; sends == 2 {
				return drops
			}
		}
		return works
	}
	if got := w.bring(w.door, facts...); !cmp.Equal(got, answers(done, len(facts))) {
		t.Error(got)
	}
	if jobs := w.jobs(); sends != 5 || len(jobs) != 1 {
		t.Fatalf("%d sends, and jobs %q", sends, jobs)
	}
	w.wants(0, 4)
	w.settle()
	w.wants(0, 5)
	if ann, bob := w.told("ann").Notifications, w.told("bob").Notifications; len(ann) != 3 || len(bob) != 2 {
		t.Errorf("ann is shown %d and bob %d", len(ann), len(bob))
	}
}

// What fails and for which no job can be set either is brought again by Dapr,
// and nothing else is.
func TestOnlyWhatFailedIsBroughtAgain(t *testing.T) {
	w := newWorld(t, Config{WebhookURL: both.WebhookURL})
	sends := 0
	w.dapr.fault = func(op, _ string) fault {
		if op == "send" {
			sends++
		}
		if op == "job" || op == "send" && sends == 1 {
			return drops
		}
		return works
	}
	facts := append(ringing("ann", 1), ringing("bob", 1)...)
	got := w.bring(w.door, facts...)
	if !cmp.Equal(got, []string{done, again}) && !cmp.Equal(got, []string{again, done}) {
		t.Fatal(got)
	}
	w.dapr.fault = nil
	if got := w.bring(w.door, facts...); !cmp.Equal(got, answers(done, 2)) || len(w.jobs()) != 1 {
		t.Errorf("%q, jobs %q", got, w.jobs())
	}
	w.settle()
	w.wants(0, 2)
}

// A delivery comes again whole, because its answer was lost: nothing is sent
// again, and a new fact in it is told.
func TestADeliveryComesAgainWithMore(t *testing.T) {
	w := newWorld(t, both)
	w.bring(w.door, ringing("ann", 4)...)
	if got := w.bring(w.door, ringing("ann", 5)...); !cmp.Equal(got, answers(done, 5)) {
		t.Error(got)
	}
	w.wants(5, 5)
}

// More rings for one list than it keeps.
func TestAStormLongerThanTheList(t *testing.T) {
	w := newWorld(t, Config{})
	facts := ringing("ann", tell.MaxTold+5)
	w.bring(w.door, facts[5:]...)
	if got := w.bring(w.door, facts...); !cmp.Equal(got, answers(done, len(facts))) {
		t.Error(got)
	}
	if list := w.told("ann").Notifications; len(list) != tell.MaxTold || list[tell.MaxTold-1].Version != 6 {
		t.Errorf("%d are listed, down to %d", len(list), list[len(list)-1].Version)
	}
}

func answers(status string, n int) (all []string) {
	for range n {
		all = append(all, status)
	}
	return all
}

// What failed together comes again together. Nobody is in anybody's way.
func TestTriesOfOneListAtOnce(t *testing.T) {
	w := newWorld(t, Config{WebhookURL: both.WebhookURL})
	failing := true
	w.failing("webhook", &failing)
	w.bring(w.door, ringing("ann", tell.MaxTold)...)
	failing = false
	w.later(time.Minute)
	var rings sync.WaitGroup
	for _, name := range w.jobs() {
		rings.Go(func() {
			if code, said := w.ask("POST", "/job/"+name, ""); code != 200 {
				t.Errorf("%s: %d %s", name, code, said)
			}
		})
	}
	rings.Wait()
	if n := w.dapr.conflicts; n > 0 {
		t.Errorf("%d writes met another", n)
	}
	w.wants(0, tell.MaxTold)
}

// While notify is down, Dapr may take a ring that nobody heard for one that was
// done. It comes again all the same.
func TestARingThatNobodyHeard(t *testing.T) {
	w := newWorld(t, Config{WebhookURL: both.WebhookURL})
	failing := true
	w.failing("webhook", &failing)
	w.bring(w.door, rang("ann"))
	failing = false
	job := w.jobs()[0]
	w.dapr.ringsAgain(job, w.dapr.jobAt(job))
	if took := w.ring(); took < time.Minute || took > 2*time.Minute {
		t.Errorf("it came again after %v", took)
	}
	w.wants(0, 1)
	if left := w.jobs(); len(left) > 0 {
		t.Errorf("what was told has jobs: %q", left)
	}
}

// The scheduler's clock is ahead of ours: a job is not ended under which the
// next look would be set.
func TestAJobThatRingsTooSoon(t *testing.T) {
	w := newWorld(t, Config{WebhookURL: both.WebhookURL})
	failing := true
	w.failing("webhook", &failing)
	w.bring(w.door, rang("ann"))
	failing = false
	if code, _ := w.ask("POST", "/job/"+w.jobs()[0], ""); code != 503 || len(w.jobs()) != 1 {
		t.Errorf("%d, jobs %q", code, w.jobs())
	}
	w.wants(0, 0)
	w.settle()
	w.wants(0, 1)
}

// The clock is so slow that the try after the next has the name of the job that
// rings. What was tried is written down all the same, and goes on.
func TestATryThatIsNextUnderTheSameName(t *testing.T) {
	w := newWorld(t, Config{WebhookURL: both.WebhookURL, RetryWebhook: []time.Duration{time.Second, time.Second, time.Second}})
	failing := true
	w.failing("webhook", &failing)
	w.bring(w.door, rang("ann"))
	job := w.jobs()[0]
	w.later(w.dapr.jobAt(job).Sub(w.now()) - 500*time.Millisecond)
	if code, _ := w.ask("POST", "/job/"+job, ""); code != 503 || !cmp.Equal(w.jobs(), []string{job}) {
		t.Errorf("%d, jobs %q", code, w.jobs())
	}
	if got := w.tries("webhook"); !cmp.Equal(got, []string{"failed", "failed"}) {
		t.Errorf("tries %q", got)
	}
	failing = false
	w.settle()
	w.wants(0, 1)
	if got := w.tries("webhook"); !cmp.Equal(got, []string{"failed", "failed", "sent"}) {
		t.Errorf("tries %q", got)
	}
}

// A read of several keys that is broken off is answered by Postgres' component
// as if nothing were there. What waits is told all the same, and what a person
// has chosen counts.
func TestABrokenReadLosesNothing(t *testing.T) {
	w := newWorld(t, both)
	w.choose(`{"email":false}`)
	w.dapr.fault = func(op, _ string) fault {
		if op == "send" {
			return drops
		}
		return works
	}
	w.bring(w.door, rang("ann"))
	w.dapr.fault = func(op, _ string) fault {
		if op == "row" {
			return drops
		}
		return works
	}
	w.settle()
	w.wants(0, 1)
	w.bring(w.door, rang("ann"))
	w.wants(0, 1)

	w.dapr.fault = func(op, _ string) fault {
		if op == "row" || op == "get one" {
			return drops
		}
		return works
	}
	if got := w.bring(w.door, rang("bob")); !cmp.Equal(got, answers(again, 1)) {
		t.Error(got)
	}
}

// A delivery that Dapr lets go of, because the broker died, is finished all
// the same: nobody knows of a message that was cut off whether it went out.
func TestALetGoDeliveryIsFinished(t *testing.T) {
	w := newWorld(t, Config{WebhookURL: both.WebhookURL})
	raw, err := json.Marshal(map[string]any{"entries": []map[string]any{{"entryId": "0", "event": rang("ann")}}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, letGo := context.WithCancel(t.Context())
	sends := 0
	w.dapr.fault = func(op, _ string) fault {
		if op == "send" {
			sends++
			letGo()
		}
		return works
	}
	w.door.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(ctx, "POST", "/facts", bytes.NewReader(raw)))
	w.dapr.fault = nil
	w.bring(w.door, rang("ann")) // Dapr brings it again
	w.settle()
	if sends != 1 {
		t.Errorf("it was sent %d times", sends)
	}
	w.wants(0, 1)
}
