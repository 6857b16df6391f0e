//go:build e2e

package e2e

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/remote"
)

var (
	chaosFor      = flag.Duration("chaos.for", time.Minute, "how long TestChaos goes on at least")
	chaosCommands = flag.Int("chaos.commands", 0, "how many commands TestChaos sends at least")
	chaosSeed     = flag.Uint64("chaos.seed", 0, "seed of TestChaos; 0 draws one")
)

const (
	chaosLists   = 200
	chaosWriters = 16
)

// A chaosList is one list as its writer knows it. Only the writer that owns
// it touches it.
type chaosList struct {
	id       string
	random   *rand.Rand
	tasks    []string                     // ids that were given away
	sent     int                          // commands
	commands map[string]tasklist.Verb     // by id
	acked    map[string]tasklist.Reply    // by command id
	refused  map[string]*tasklist.Refusal // by command id
}

// TestChaos sends random commands to many lists while processes are killed
// and frozen. In the end the actors, the topic, the audit and a replay of
// every command by the pure core agree, nothing acknowledged is missing, and
// every due moment was told once.
//
// The seed draws the commands and the faults; what meets what depends on the
// machine too.
func TestChaos(t *testing.T) {
	seed := *chaosSeed
	if seed == 0 {
		seed = uint64(time.Now().UnixNano())
	}
	t.Logf("-chaos.seed=%d", seed)
	topic := readKafka(t)
	dapr := remote.New(sidecarOf(t, probeApp))

	lists := make([]*chaosList, chaosLists)
	for i := range lists {
		lists[i] = &chaosList{
			id: fmt.Sprintf("chaos-%s-%d", uuid.NewString()[:8], i), random: rand.New(rand.NewPCG(seed, uint64(i))),
			commands: map[string]tasklist.Verb{}, acked: map[string]tasklist.Reply{}, refused: map[string]*tasklist.Refusal{},
		}
	}

	ctx, stop := context.WithCancel(t.Context())
	began := time.Now()
	var writers sync.WaitGroup
	var mu sync.Mutex
	sent := 0
	for w := range chaosWriters {
		writers.Go(func() {
			for n := w; ctx.Err() == nil; {
				lists[n].say(t, dapr)
				if n += chaosWriters; n >= chaosLists {
					n = w // its own lists only
				}
				mu.Lock()
				sent++
				mu.Unlock()
			}
		})
	}
	count := func() int { mu.Lock(); defer mu.Unlock(); return sent }
	faults := chaos(t, rand.New(rand.NewPCG(seed, chaosLists)), func() bool {
		return time.Since(began) < *chaosFor || count() < *chaosCommands
	})
	stop()
	writers.Wait()
	t.Logf("%d commands to %d lists in %v, with %d faults: %v", sent, chaosLists, time.Since(began).Round(time.Second), len(faults), faults)

	rung := 0
	for _, l := range lists {
		rung += l.check(t, dapr, topic)
	}
	t.Logf("%d due moments were told", rung)
	checkTold(t, lists, topic)
}

// chaos hurts the system every few seconds for as long as it may, and mends
// it.
func chaos(t *testing.T, random *rand.Rand, goOn func() bool) (done []string) {
	must := func(err error) {
		if err != nil {
			t.Error(err)
		}
	}
	ready := func(names ...string) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), 90*time.Second)
		defer cancel()
		for _, name := range names {
			must(system.AwaitReady(ctx, name))
		}
	}
	faults := []struct {
		name string
		do   func()
	}{
		{"kill tasks", func() { must(system.Crash("tasks")); ready("tasks") }},
		{"kill sidecar", func() { must(system.Crash("tasks/daprd")); ready("tasks/daprd", "tasks") }},
		{"kill both", func() {
			must(errors.Join(system.Crash("tasks"), system.Crash("tasks/daprd")))
			ready("tasks/daprd", "tasks")
		}},
		{"kill kafka", func() { must(system.Crash("kafka")); ready("kafka") }},
		{"kill scheduler", func() {
			must(system.Kill("scheduler"))
			must(system.Restart(t.Context(), "scheduler"))
		}},
		{"freeze both", func() {
			must(errors.Join(system.Pause("tasks"), system.Pause("tasks/daprd")))
			time.Sleep(time.Duration(1+random.IntN(5)) * time.Second)
			must(errors.Join(system.Resume("tasks/daprd"), system.Resume("tasks")))
		}},
		{"freeze kafka", func() {
			must(system.Pause("kafka"))
			time.Sleep(time.Duration(1+random.IntN(4)) * time.Second)
			must(system.Resume("kafka"))
		}},
	}
	for goOn() {
		fault := faults[random.IntN(len(faults))]
		done = append(done, fault.name)
		fault.do()
		time.Sleep(time.Duration(1+random.IntN(4)) * time.Second)
	}
	ready("kafka", "scheduler", "placement", "tasks/daprd", "tasks", "audit", "notify")
	return done
}

// say sends one random command until it is answered, under one id.
func (l *chaosList) say(t *testing.T, lists remote.Lists) {
	l.sent++
	id := fmt.Sprintf("%s-c%d", l.id[len("chaos-"):], l.sent)
	verb := l.verb()
	l.commands[id] = verb
	for range 100 {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), 15*time.Second)
		reply, err := lists.Do(ctx, l.id, tasklist.Command{ID: id, Verb: verb})
		cancel()
		var refusal *tasklist.Refusal
		switch {
		case err == nil:
			l.acked[id] = reply
			return
		case errors.As(err, &refusal):
			l.refused[id] = refusal
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Errorf("%s: %s was never answered", l.id, id)
}

// verb draws one from few tasks, so that verbs meet. Ids of new tasks are
// never given twice, as their senders promise.
func (l *chaosList) verb() tasklist.Verb {
	any := func() string {
		if len(l.tasks) == 0 {
			return "none"
		}
		return l.tasks[max(0, len(l.tasks)-1-l.random.IntN(12))]
	}
	soon := func() tasklist.Due {
		at := time.Now().Add(time.Duration(1+l.random.IntN(20)) * time.Second).UTC()
		return tasklist.Due{Date: at.Format(time.DateOnly), Time: at.Format(time.TimeOnly), TimeZone: "UTC"}
	}
	title := fmt.Sprint("title ", l.random.IntN(100))
	switch n := l.random.IntN(100); {
	case n < 35 || len(l.tasks) < 3:
		add := tasklist.AddTask{ID: fmt.Sprintf("t%d", len(l.tasks)), Content: tasklist.Content{Title: title, Labels: []string{"a"}}}
		if n < 4 {
			due := soon()
			add.Due = &due
			add.Recurrence = &tasklist.Recurrence{Rule: "FREQ=DAILY", Strict: n < 1}
		} else if n < 10 {
			add.Parent = any()
		}
		l.tasks = append(l.tasks, add.ID)
		return add
	case n < 40:
		return tasklist.SetDue{ID: any(), Due: soon()}
	case n < 55:
		return tasklist.RenameTask{ID: any(), Title: title}
	case n < 62:
		return tasklist.EditTask{ID: any(), Tag: []string{"b"}, Notes: &title}
	case n < 76:
		return tasklist.CompleteTask{ID: any()}
	case n < 80:
		return tasklist.ReopenTask{ID: any()}
	case n < 86:
		return tasklist.RemoveTask{ID: any()}
	case n < 88:
		return tasklist.RestoreTask{ID: any()}
	case n < 91:
		return tasklist.Undo{}
	case n < 93:
		return tasklist.Redo{}
	case n < 96:
		return tasklist.MoveTask{ID: any(), After: any()}
	case n < 98:
		return tasklist.Batch{Verbs: []tasklist.Verb{tasklist.RenameTask{ID: any(), Title: title}, tasklist.CompleteTask{ID: any()}}}
	}
	return tasklist.ClearDue{ID: any()}
}

// check compares everybody's view of a list. It returns how many due moments
// were told.
func (l *chaosList) check(t *testing.T, lists remote.Lists, topic *facts) (rung int) {
	t.Helper()
	// Wait until nothing rings any more; then all views are of one version.
	var live, trash tasklist.Reply
	within(t, 3*time.Minute, l.id+" comes to rest", func() error {
		var err error
		if live, err = lists.List(t.Context(), l.id, tasklist.Query{Status: tasklist.StatusAll}); err != nil {
			return err
		}
		for _, task := range live.Tasks {
			if ring := task.RingAt; !ring.IsZero() && ring.Before(time.Now().Add(30*time.Second)) {
				return fmt.Errorf("%s rings at %v", task.ID, ring)
			}
		}
		trash, err = lists.List(t.Context(), l.id, tasklist.Query{Status: tasklist.StatusTrash})
		if err == nil && trash.Version != live.Version {
			err = fmt.Errorf("version %d became %d", live.Version, trash.Version)
		}
		return err
	})

	// The topic has every version, told in one way.
	events := map[uint64]tasklist.Event{}
	within(t, time.Minute, "all facts of "+l.id, func() error {
		for _, f := range topic.of(l.id) {
			e, err := f.Event()
			if err != nil {
				return err
			}
			if other, ok := events[e.Version]; ok {
				if diff := cmp.Diff(other, e); diff != "" {
					return fmt.Errorf("version %d was told in two ways: %s", e.Version, diff)
				}
			}
			events[e.Version] = e
		}
		if uint64(len(events)) != live.Version {
			return fmt.Errorf("%d of %d versions", len(events), live.Version)
		}
		return nil
	})
	l.replay(t, events, append(live.Tasks, trash.Tasks...))

	// The audit has every version exactly once.
	within(t, time.Minute, "the audit of "+l.id, func() error {
		got, err := query[string](`select count(*) || ' ' || count(distinct version) || ' ' || coalesce(max(version), 0) from audit.facts where list = $1`, l.id)
		if want := fmt.Sprint(live.Version, live.Version, live.Version); err == nil && got != want {
			err = fmt.Errorf("rows, versions, highest: %s, want %s", got, want)
		}
		return err
	})
	for _, e := range events {
		if _, ok := e.Change.(tasklist.TaskCameDue); ok {
			rung++
		}
	}
	return rung
}

// replay decides every command anew, at the time at which it was decided, on
// the list as it then was: the events must be the same, and the list in the
// end the actor's.
func (l *chaosList) replay(t *testing.T, events map[uint64]tasklist.Event, tasks []tasklist.Task) {
	t.Helper()
	var state tasklist.State
	told := map[string]bool{}
	for v := uint64(1); v <= uint64(len(events)); {
		first := events[v]
		var together []tasklist.Event
		for ; v <= uint64(len(events)) && events[v].Command == first.Command; v++ {
			together = append(together, events[v])
		}
		told[first.Command] = true
		verb, ours := l.commands[first.Command]
		if !ours {
			verb = tasklist.RingDue{}
		}
		again, err := tasklist.Decide(state, tasklist.Command{ID: first.Command, Verb: verb}, first.At)
		if diff := cmp.Diff(together, again); err != nil || diff != "" {
			t.Errorf("%s: %s (%T) was decided otherwise (-told +replayed): %v\n%s", l.id, first.Command, verb, err, diff)
			return
		}
		state = tasklist.Fold(state, again)
	}
	for id, reply := range l.acked {
		if reply.Events > 0 && !told[id] {
			t.Errorf("%s: %s was acknowledged with %d events, and is not there", l.id, id, reply.Events)
		}
	}
	for id := range l.refused {
		if told[id] {
			t.Errorf("%s: %s was refused, and is there", l.id, id)
		}
	}
	has := map[string]tasklist.Task{}
	for _, task := range tasks {
		has[task.ID] = task
	}
	all, _ := state.ByStatus(tasklist.StatusAll)
	trash, _ := state.ByStatus(tasklist.StatusTrash)
	replayed := slices.AppendSeq(slices.Collect(all), trash)
	if len(replayed) != len(has) {
		t.Errorf("%s has %d tasks, replayed %d", l.id, len(has), len(replayed))
	}
	for _, want := range replayed {
		if diff := cmp.Diff(want, has[want.ID]); diff != "" {
			t.Errorf("%s: %s is otherwise (-replayed +actor):\n%s", l.id, want.ID, diff)
		}
	}
}

// checkTold: every ring went out by the webhook once.
func checkTold(t *testing.T, lists []*chaosList, topic *facts) {
	t.Helper()
	rings := map[string]bool{}
	for _, l := range lists {
		for _, f := range topic.of(l.id) {
			if f.Type == "errand.task.came_due" {
				rings[f.ID] = true
			}
		}
	}
	within(t, 3*time.Minute, "the webhooks", func() error {
		told := webhook.byID()
		for id := range rings {
			if told[id] != 1 {
				return fmt.Errorf("%s was told %d times", id, told[id])
			}
		}
		return nil
	})
}
