//go:build e2e

package e2e

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/errandapp/errand/actors/tasklist"
)

// TestOnePersonCannotBeReached: whose webhook fails holds up nobody else, and
// is told once it works. It would hold up everybody, of all partitions, if
// Dapr had to bring the fact again with others.
func TestOnePersonCannotBeReached(t *testing.T) {
	mend(t)
	who := due(t, 13)
	hurt, others := who[0], who[1:]
	webhook.refuse(hurt.user)
	t.Cleanup(func() { webhook.refuse("") })
	told := func(limit time.Duration, who ...person) {
		t.Helper()
		for _, p := range who {
			within(t, limit, "the receipts of "+p.user, func() error {
				ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
				defer cancel()
				a, err := p.try(ctx, "GET", "/v1/notifications", "")
				if err != nil || a.status != 200 {
					return fmt.Errorf("%d %v", a.status, err)
				}
				return sentOnce(a)
			})
		}
	}
	told(20*time.Second, others...)
	told(20*time.Second, due(t, 13)...) // of every partition, most likely
	if n := webhook.with(hurt.user); n != 0 {
		t.Fatalf("%s was reached %d times", hurt.user, n)
	}
	if failed := webhook.refuse(""); failed < 2 {
		t.Errorf("%d calls failed: it was not brought again", failed)
	}
	told(60*time.Second, hurt)
	must(t, oneMailWith(hurt.user))
	if n := webhook.with(hurt.user); n != 1 {
		t.Errorf("%s was reached %d times", hurt.user, n)
	}
}

// TestAFactThatCannotBeRead is among the dead letters, as it came, and those
// after it are told.
func TestAFactThatCannotBeRead(t *testing.T) {
	mend(t)
	list := "dead-" + uuid.NewString()[:8]
	raw := fmt.Appendf(nil, `{"specversion":"1.0","id":"%s/1","source":%q,"type":"errand.task.came_due","subject":"x","time":%q,"datacontenttype":"application/json","partitionkey":%q,"data":{"list":%q,"version":1,"command":"x","change":{}}}`,
		list, tasklist.Source, time.Now().UTC().Format(time.RFC3339), list, list)
	kafka, err := kgo.NewClient(kgo.SeedBrokers(system.Kafka), kgo.ConsumeTopics("tasklist.facts.dead"),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()))
	must(t, err)
	defer kafka.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	must(t, kafka.ProduceSync(ctx, &kgo.Record{Topic: tasklist.Topic, Key: []byte(list), Value: raw,
		Headers: []kgo.RecordHeader{{Key: "content-type", Value: []byte("application/cloudevents+json")}}}).FirstErr())
	var seen []string
	for !slices.Contains(seen, list+"/1") {
		fetches := kafka.PollFetches(ctx)
		must(t, ctx.Err())
		fetches.EachRecord(func(r *kgo.Record) {
			fact, err := tasklist.ParseFact(r.Value)
			if err != nil {
				t.Errorf("a dead letter is not as it came: %s: %v", r.Value, err)
			}
			seen = append(seen, fact.ID)
		})
	}
	for _, p := range due(t, 13) {
		within(t, 20*time.Second, "the mail of "+p.user, func() error { return oneMailWith(p.user) })
	}
}
