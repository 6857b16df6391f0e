package tail

import (
	"context"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/contract/story"
	"github.com/errandapp/errand/apps/sync/feed"
)

// A world is a Kafka with the topic and a tail that reads it.
type world struct {
	t     *testing.T
	kafka *kgo.Client
	told  chan string // what was published
	*Tail
}

func newWorld(t *testing.T) *world {
	t.Helper()
	cluster, err := kfake.NewCluster(kfake.NumBrokers(1), kfake.SeedTopics(2, tasklist.Topic))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cluster.Close)
	w := &world{t: t, told: make(chan string, 1000)}
	w.kafka, err = kgo.NewClient(kgo.SeedBrokers(cluster.ListenAddrs()...), kgo.RecordPartitioner(kgo.ManualPartitioner()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.kafka.Close)
	w.Tail = &Tail{
		Brokers: cluster.ListenAddrs(), Topic: tasklist.Topic,
		Publish: func(list string, version uint64, f feed.Frame) { w.told <- fmt.Sprintf("%s %d %s", list, version, f) },
		Log:     slog.New(slog.NewTextHandler(t.Output(), nil)), Figures: NewFigures(prometheus.NewRegistry()),
	}
	return w
}

func (w *world) run() {
	ctx, cancel := context.WithCancel(w.t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := w.Run(ctx); err != nil {
			w.t.Error(err)
		}
	}()
	w.t.Cleanup(func() { cancel(); <-ended })
}

func (w *world) produce(partition int32, at time.Time, values ...[]byte) {
	w.t.Helper()
	for _, v := range values {
		r := &kgo.Record{Topic: tasklist.Topic, Partition: partition, Value: v, Timestamp: at}
		if err := w.kafka.ProduceSync(w.t.Context(), r).FirstErr(); err != nil {
			w.t.Fatal(err)
		}
	}
}

func (w *world) wants(facts ...tasklist.Fact) {
	w.t.Helper()
	for _, f := range facts {
		want := fmt.Sprintf("%s %d %s", f.Data.List, f.Data.Version, feed.Told(f.Data.Version, story.Bytes(f)))
		select {
		case got := <-w.told:
			if diff := cmp.Diff(want, got); diff != "" {
				w.t.Errorf("told (-want +got):\n%s", diff)
			}
		case <-time.After(25 * time.Second):
			w.t.Fatalf("%s was not told", f.ID)
		}
	}
}

func TestTheTailBeginsALittleBack(t *testing.T) {
	w := newWorld(t)
	old, lately, live := story.Long("old", 2), story.EveryType("ann"), story.EveryType("bob")
	w.produce(0, time.Now().Add(-2*warmUp), story.Bytes(old[0]), story.Bytes(old[1]))
	for _, f := range lately {
		w.produce(0, time.Now().Add(-warmUp/2), story.Bytes(f))
	}
	w.run()
	w.wants(lately...)
	w.produce(1, time.Now(), []byte("no fact"), append(story.Bytes(live[0]), '}'))
	for _, f := range live {
		w.produce(1, time.Now(), story.Bytes(f))
	}
	w.wants(live...)
	if n := testutil.ToFloat64(w.Figures.bad); n != 2 {
		t.Errorf("%v records were no facts, want 2", n)
	}
	if err := w.Ping(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestNewPartitionsAreFound(t *testing.T) {
	w := newWorld(t)
	w.run()
	first := story.EveryType("ann")
	w.produce(1, time.Now(), story.Bytes(first[0]))
	w.wants(first[0])
	if _, err := kadm.NewClient(w.kafka).UpdatePartitions(t.Context(), 3, tasklist.Topic); err != nil {
		t.Fatal(err)
	}
	w.kafka.ForceMetadataRefresh()
	time.Sleep(100 * time.Millisecond)
	w.produce(2, time.Now(), story.Bytes(story.EveryType("bob")[0]))
	w.wants(story.EveryType("bob")[0])
}
