package intake

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"log/slog"
	"math/rand/v2"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/contract/story"
	"github.com/errandapp/errand/apps/audit/ledger"
	"github.com/errandapp/errand/internal/pgtest"
)

func TestMain(m *testing.M) { os.Exit(pgtest.Main(m)) }

// partitions of the test's topic.
const partitions = 4

// A world is a Kafka with the topic, and a Postgres with the schema.
type world struct {
	t       *testing.T
	brokers []string
	kafka   *kgo.Client
	pool    *pgxpool.Pool
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t}
	cluster, err := kfake.NewCluster(kfake.NumBrokers(1), kfake.SeedTopics(partitions, tasklist.Topic))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cluster.Close)
	w.brokers = cluster.ListenAddrs()
	if w.kafka, err = kgo.NewClient(kgo.SeedBrokers(w.brokers...), kgo.RecordPartitioner(kgo.ManualPartitioner())); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.kafka.Close)
	url := pgtest.Database(t)
	if w.pool, err = ledger.NewPool(t.Context(), url); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.pool.Close)
	if err := ledger.NewSchema(url, "", slog.New(slog.DiscardHandler)).Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *world) tell(facts ...tasklist.Fact) {
	w.t.Helper()
	var rs []*kgo.Record
	for _, f := range facts {
		h := fnv.New32a()
		h.Write([]byte(f.PartitionKey))
		rs = append(rs, &kgo.Record{
			Topic: tasklist.Topic, Key: []byte(f.PartitionKey), Value: story.Bytes(f), Partition: int32(h.Sum32() % partitions),
		})
	}
	w.produce(rs...)
}

func (w *world) produce(rs ...*kgo.Record) {
	w.t.Helper()
	if err := w.kafka.ProduceSync(w.t.Context(), rs...).FirstErr(); err != nil {
		w.t.Fatal(err)
	}
}

// consume starts a member and returns how to end it: at once, in whatever it
// is doing, like a process that dies but for leaving the group.
func (w *world) consume(l Ledger) (c *Consumer, end func()) {
	ctx, cancel := context.WithCancel(w.t.Context())
	c = &Consumer{
		Brokers: w.brokers, Topic: tasklist.Topic, Group: "audit", Ledger: l,
		Log: slog.New(slog.NewTextHandler(w.t.Output(), nil)), Figures: NewFigures(prometheus.NewRegistry()),
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := c.Run(ctx); err != nil {
			w.t.Error(err)
		}
	}()
	end = func() { cancel(); <-ended }
	w.t.Cleanup(end)
	return c, end
}

func (w *world) rows() (n int) {
	w.t.Helper()
	if err := w.pool.QueryRow(w.t.Context(), "select count(*) from audit.facts").Scan(&n); err != nil {
		w.t.Fatal(err)
	}
	return n
}

func (w *world) await(what string, ok func() bool) {
	w.t.Helper()
	for deadline := time.Now().Add(25 * time.Second); !ok(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			w.t.Fatalf("%s: it did not come to that; %d rows", what, w.rows())
		}
	}
}

// complete checks that every list has all its versions, and every row once.
func (w *world) complete(lists, facts int) {
	w.t.Helper()
	w.await(fmt.Sprintf("%d facts", lists*facts), func() bool { return w.rows() >= lists*facts })
	var n int
	if err := w.pool.QueryRow(w.t.Context(), `
		select count(*) from (
			select list from audit.facts group by list
			having count(*) = $1 and min(version) = 1 and max(version) = $1
		) whole`, facts).Scan(&n); err != nil {
		w.t.Fatal(err)
	}
	if n != lists || w.rows() != lists*facts {
		w.t.Errorf("%d of %d lists are whole; %d rows", n, lists, w.rows())
	}
}

func TestFactsReachTheLedger(t *testing.T) {
	w := newWorld(t)
	facts := story.EveryType("ann")
	w.tell(facts...)
	w.produce(&kgo.Record{Topic: tasklist.Topic, Partition: 1, Value: []byte("no fact")})
	c, _ := w.consume(ledger.New(w.pool))
	w.complete(1, len(facts))
	w.tell(story.EveryType("bob")...)
	w.complete(2, len(facts))
	w.await("the reject", func() bool { return testutil.ToFloat64(c.Figures.rejects) == 1 })
	w.await("no lag", func() bool { return testutil.ToFloat64(c.Figures.lag) == 0 })
	if err := c.Ping(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestMembersComeAndGo(t *testing.T) {
	w := newWorld(t)
	const lists, facts = 20, 150
	var telling sync.WaitGroup
	telling.Go(func() {
		for from := 0; from < facts; from += 10 { // slowly, so that there are many batches
			for i := range lists {
				w.tell(story.Long(fmt.Sprintf("list-%d", i), from+10)[from:]...)
				time.Sleep(3 * time.Millisecond)
			}
		}
	})
	var ends []func()
	for i := range 6 {
		var l Ledger = ledger.New(w.pool)
		if i%2 == 0 {
			l = failing{ledger.New(w.pool)}
		}
		_, end := w.consume(l)
		ends = append(ends, end)
		time.Sleep(200 * time.Millisecond)
		if i >= 1 {
			ends[i-1]() // one has joined, one goes
		}
	}
	telling.Wait()
	w.complete(lists, facts)
}

// failing is a ledger that often fails, before or after it recorded.
type failing struct{ *ledger.Ledger }

func (f failing) Record(ctx context.Context, b ledger.Batch) (ledger.Tally, error) {
	time.Sleep(time.Duration(rand.IntN(30)) * time.Millisecond) // so that members end in mid-batch
	switch rand.IntN(3) {
	case 0:
		return ledger.Tally{}, errors.New("not recorded")
	case 1:
		if _, err := f.Ledger.Record(ctx, b); err != nil {
			return ledger.Tally{}, err
		}
		return ledger.Tally{}, errors.New("recorded, but nobody heard of it")
	}
	return f.Ledger.Record(ctx, b)
}

// The scratch server answers before it has written, so the crash may take the
// last transactions with it, as a copy that lagged would: the ledger gets them
// again too.
func TestPostgresAway(t *testing.T) {
	w := newWorld(t)
	cluster, err := pgtest.NewCluster()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := cluster.Remove(); err != nil {
			t.Error(err)
		}
	})
	url := cluster.NewDatabase(t)
	if w.pool, err = ledger.NewPool(t.Context(), url); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.pool.Close)
	schema := ledger.NewSchema(url, "", slog.New(slog.DiscardHandler))
	if err := schema.Prepare(t.Context()); err != nil {
		t.Fatal(err)
	}
	c, _ := w.consume(ledger.New(w.pool))
	w.tell(story.Long("ann", 100)[:50]...)
	w.complete(1, 50)

	if err := cluster.Stop(); err != nil {
		t.Fatal(err)
	}
	w.tell(story.Long("ann", 100)[50:]...)
	w.await("a failed try", func() bool { return testutil.ToFloat64(c.Figures.retries) >= 2 })
	if err := w.pool.Ping(t.Context()); err == nil {
		t.Error("Postgres answers, although it is away")
	}
	if err := cluster.Start(); err != nil {
		t.Fatal(err)
	}
	w.complete(1, 100)
}

func TestATopicMadeAnew(t *testing.T) {
	w := newWorld(t)
	_, end := w.consume(ledger.New(w.pool))
	w.tell(story.Long("ann", 30)...)
	w.complete(1, 30)
	end()
	admin := kadm.NewClient(w.kafka)
	if _, err := admin.DeleteTopic(t.Context(), tasklist.Topic); err != nil {
		t.Fatal(err)
	}
	if _, err := admin.CreateTopic(t.Context(), partitions, 1, nil, tasklist.Topic); err != nil {
		t.Fatal(err)
	}
	w.kafka.PurgeTopicsFromClient(tasklist.Topic)
	w.consume(ledger.New(w.pool))
	w.tell(story.Long("bob", 30)...) // at offsets that were recorded before
	w.complete(2, 30)
}
