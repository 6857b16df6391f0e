//go:build e2e

package e2e

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/errandapp/errand/actors/tasklist"
)

// TestTopics: they are as tasks states them, on this broker too.
func TestTopics(t *testing.T) {
	admin := administer(t)
	topics, err := admin.ListTopics(t.Context())
	must(t, err)
	const day = 24 * 60 * 60 * 1000
	for name, days := range map[string]int{"tasklist.facts": 30, "tasklist.facts.dead": 30} {
		if n := len(topics[name].Partitions); n != 12 {
			t.Errorf("%s has %d partitions", name, n)
		}
		configs, err := admin.DescribeTopicConfigs(t.Context(), name)
		must(t, err)
		got := map[string]string{}
		for _, c := range configs[0].Configs {
			got[c.Key] = c.MaybeValue()
		}
		if got["retention.ms"] != fmt.Sprint(days*day) || got["min.insync.replicas"] != "1" || got["cleanup.policy"] != "delete" {
			t.Errorf("%s keeps facts for %s ms, wants %s replicas in sync, and %s", name, got["retention.ms"], got["min.insync.replicas"], got["cleanup.policy"])
		}
	}
	for _, topic := range []string{"tasklist.facts", "tasklist.facts.dead"} {
		for _, setting := range []string{"partitions", "replicas", "retention.ms", "min.insync.replicas", "cleanup.policy"} {
			if n := hostMetric(t, fmt.Sprintf("errand_topic_differs{setting=%q,topic=%q}", setting, topic)); n != 0 {
				t.Errorf("%s of %s is reported to differ", setting, topic)
			}
		}
	}
}

// TestTheTopicsAreDeleted while the system works, and later while nobody is
// there who would make them: they are made anew, and all that happens from
// then on gets everywhere. What had been read before stays where it is.
//
// notify's sidecar has to be started again: Dapr's bulk subscription (1.18)
// does not notice that its place on the topic is no more. What comes due from
// then on is told (docs/decisions/0006).
func TestTheTopicsAreDeleted(t *testing.T) {
	mend(t)
	before := startLoad(t, 12, 4, overAPI(t))
	before.await(100)
	before.checkAll(readKafka(t))

	deleteTopics(t)
	during := newLoad(t, 12)
	goesOn(t, during)

	must(t, system.Kill("tasks"))
	deleteTopics(t)
	must(t, restartAll(t.Context(), "audit", "sync", "tasks"))
	after := newLoad(t, 12)
	goesOn(t, after)

	before.checkAudit(10*time.Second, before.sizes())
	during.checkAudit(10*time.Second, during.sizes())
}

// goesOn: what is done from now on is on the topic, in the audit, on the
// screen, and is told when it is due.
func goesOn(t *testing.T, l *load) {
	t.Helper()
	ann := someone(t) // at her own pace: a page does not take what a load does in ten seconds at once
	frames, _ := watch(t, ann, 0)
	began := time.Now()
	l.run(4, overAPI(t))
	for i := range 20 {
		ann.again(201, 30*time.Second, "POST", "/v1/tasks", `{"title":"Written while the topic was away"}`, "Idempotency-Key", fmt.Sprint("away-", i))
	}
	within(t, 60*time.Second, "the topic is there again", func() error {
		topics, err := administer(t).ListTopics(t.Context(), tasklist.Topic)
		if err == nil {
			err = topics[tasklist.Topic].Err
		}
		return err
	})
	within(t, 60*time.Second, "facts are told again", func() error {
		if n := recorded(t, l); n == 0 {
			return fmt.Errorf("none is recorded")
		}
		return nil
	})
	t.Logf("the first fact is recorded after %.1f s", time.Since(began).Seconds())
	l.await(100)
	l.checkAll(readKafka(t))
	within(t, 60*time.Second, "every frame", func() error {
		if got := frames.of(ann.user); len(got) != 20 || got[19].Data.Version != 20 {
			return fmt.Errorf("%d frames of 20", len(got))
		}
		return nil
	})
	began = time.Now()
	crash(t, "notify/daprd")
	must(t, system.AwaitReady(t.Context(), "notify"))
	within(t, 90*time.Second, "notify reads the topic", func() (err error) {
		first := due(t, 1)[0]
		for range 50 {
			if err = toldOnce(first); err == nil {
				return nil
			}
			time.Sleep(100 * time.Millisecond)
		}
		return err
	})
	for _, p := range due(t, 13) {
		within(t, 90*time.Second, "the receipts of "+p.user, func() error { return toldOnce(p) })
	}
	t.Logf("people were told after %.1f s", time.Since(began).Seconds())
}

func administer(t *testing.T) *kadm.Client {
	t.Helper()
	client, err := kgo.NewClient(brokers(), kgo.MetadataMinAge(50*time.Millisecond))
	must(t, err)
	t.Cleanup(client.Close)
	return kadm.NewClient(client)
}

// deleteTopics deletes all of ours and waits until they have been gone.
func deleteTopics(t *testing.T) {
	t.Helper()
	admin := administer(t)
	topics, err := admin.ListTopics(t.Context())
	must(t, err)
	names := slices.DeleteFunc(topics.Names(), func(name string) bool { return name[0] == '_' })
	gone, err := admin.DeleteTopics(t.Context(), names...)
	must(t, err, gone.Error())
	within(t, 20*time.Second, "the topics are gone", func() error {
		now, err := admin.ListTopics(t.Context(), names...)
		if err != nil {
			return err
		}
		for _, name := range names {
			if now.Has(name) && now[name].ID == topics[name].ID {
				return fmt.Errorf("%s is there", name)
			}
		}
		return nil
	})
	t.Logf("deleted %v", names)
}
