//go:build e2e

package e2e

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/errandapp/errand/actors/tasklist"
)

// TestRepeatsAndDisorder writes what is on the topic once more, in any order,
// between what people do. Everybody takes each fact once.
func TestRepeatsAndDisorder(t *testing.T) {
	mend(t)
	p := someone(t)
	frames, _ := watch(t, p, 0)
	for n := range 8 {
		p.adds(fmt.Sprint("Task ", n), time.Time{})
	}
	at := time.Now().Add(time.Second)
	p.ask(201, "POST", "/v1/tasks", newTask("Due for "+p.user, at))
	within(t, 30*time.Second, "the receipts", func() error { return toldOnce(p) })
	facts := rawFacts(t, p.user, int(p.list().Version))

	// All of it again, twice, as it never was said.
	twice := append(slices.Clone(facts), facts...)
	rand.Shuffle(len(twice), func(i, j int) { twice[i], twice[j] = twice[j], twice[i] })
	produce(t, twice...)
	p.adds("Afterwards", time.Time{})
	want := p.list().Version
	complete(t, p.user, want)
	within(t, 20*time.Second, "the frames", func() error { return inOrder(frames.of(p.user), want) })
	time.Sleep(time.Second) // for what is told again, if it is
	must(t, toldOnce(p))
	if err := inOrder(frames.of(p.user), want); err != nil {
		t.Error(err)
	}
	if h := p.ask(200, "GET", "/v1/history?limit=100", ""); uint64(len(h.Entries)) != want {
		t.Errorf("%d entries of %d", len(h.Entries), want)
	}

	// A list whose facts never come in order: the host of it has died between
	// any two, and the next one told what was left before what was new.
	q := someone(t)
	frames, _ = watch(t, q, 0)
	var strange []*kgo.Record
	for _, r := range rawFacts(t, p.user, int(want)) {
		value := bytes.ReplaceAll(r.Value, []byte(p.user), []byte(q.user))
		strange = append(strange, &kgo.Record{Topic: tasklist.Topic, Key: []byte(q.user), Value: value, Headers: r.Headers})
	}
	slices.Reverse(strange)
	produce(t, strange...)
	complete(t, q.user, want)
	within(t, 30*time.Second, "the receipts", func() error { return toldOnce(q) })
}

// complete: the audit has the versions up to one, each once.
func complete(t *testing.T, list string, version uint64) {
	t.Helper()
	l := newLoad(t, 0)
	l.lists = []string{list}
	l.checkAudit(30*time.Second, map[string]uint64{list: version})
}

// inOrder: frames of all versions up to one, each once, in order.
func inOrder(frames []tasklist.Fact, version uint64) error {
	for i, f := range frames {
		if f.Data.Version != uint64(i+1) {
			return fmt.Errorf("frame %d has version %d", i+1, f.Data.Version)
		}
	}
	if uint64(len(frames)) != version {
		return fmt.Errorf("%d frames of %d", len(frames), version)
	}
	return nil
}

// rawFacts are n records of a list, as they stand on the topic, without
// repeats.
func rawFacts(t *testing.T, list string, n int) (all []*kgo.Record) {
	t.Helper()
	reader, err := kgo.NewClient(brokers(), kgo.ConsumeTopics(tasklist.Topic))
	must(t, err)
	defer reader.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	seen := map[string]bool{}
	for len(all) < n {
		fetches := reader.PollFetches(ctx)
		must(t, ctx.Err())
		fetches.EachRecord(func(r *kgo.Record) {
			if string(r.Key) == list && !seen[string(r.Value)] && !isPoison(r) {
				seen[string(r.Value)] = true
				all = append(all, &kgo.Record{Topic: r.Topic, Key: r.Key, Value: r.Value, Headers: r.Headers})
			}
		})
	}
	return all
}

func produce(t *testing.T, records ...*kgo.Record) {
	t.Helper()
	kafka, err := kgo.NewClient(brokers())
	must(t, err)
	defer kafka.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	again := make([]*kgo.Record, len(records))
	for i, r := range records { // a record is produced once
		again[i] = &kgo.Record{Topic: r.Topic, Key: r.Key, Value: r.Value, Headers: r.Headers}
	}
	must(t, kafka.ProduceSync(ctx, again...).FirstErr())
}
