package tail

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/contract/story"
	"github.com/errandapp/errand/apps/sync/feed"
)

// A world is a Kafka with the topic and a tail that reads it.
type world struct {
	t       *testing.T
	cluster *kfake.Cluster
	kafka   *kgo.Client
	told    chan string // what was published; "begin" and "lost" as well
	*Tail
}

func newWorld(t *testing.T, options ...kfake.Opt) *world {
	t.Helper()
	t.Parallel() // most of the time they wait for metadata
	cluster, err := kfake.NewCluster(append([]kfake.Opt{kfake.NumBrokers(1), kfake.SeedTopics(2, tasklist.Topic)}, options...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cluster.Close)
	w := &world{t: t, cluster: cluster, told: make(chan string, 3*warmUp)}
	w.kafka, err = kgo.NewClient(kgo.SeedBrokers(cluster.ListenAddrs()...), kgo.RecordPartitioner(kgo.ManualPartitioner()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.kafka.Close)
	w.Tail = &Tail{
		Brokers: cluster.ListenAddrs(), Topic: tasklist.Topic,
		Publish: func(list string, version uint64, f feed.Frame) { w.told <- fmt.Sprintf("%s %d %s", list, version, f) },
		Begin:   func() { w.told <- "begin" },
		Lost:    func() { w.told <- "lost" },
		Log:     slog.New(slog.NewTextHandler(t.Output(), nil)), Figures: NewFigures(prometheus.NewRegistry()),
	}
	return w
}

func (w *world) run() (stop func()) {
	ctx, cancel := context.WithCancel(w.t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := w.Run(ctx); err != nil {
			w.t.Error(err)
		}
	}()
	stop = func() { cancel(); <-ended }
	w.t.Cleanup(stop)
	return stop
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

// next is what was told next.
func (w *world) next(what string) string {
	w.t.Helper()
	select {
	case got := <-w.told:
		return got
	case <-time.After(25 * time.Second):
		w.t.Fatalf("%s was not told", what)
		return ""
	}
}

func (w *world) wants(facts ...tasklist.Fact) {
	w.t.Helper()
	for _, f := range facts {
		w.says(fmt.Sprintf("%s %d %s", f.Data.List, f.Data.Version, feed.Told(f.Data.Version, story.Bytes(f))))
	}
}

func (w *world) says(words ...string) {
	w.t.Helper()
	for _, want := range words {
		if diff := cmp.Diff(want, w.next(want)); diff != "" {
			w.t.Fatalf("told (-want +got):\n%s", diff)
		}
	}
}

// until reads on to the word.
func (w *world) until(want string) (before int) {
	w.t.Helper()
	for w.next(want) != want {
		before++
	}
	return before
}

func TestTheTailBeginsALittleBack(t *testing.T) {
	w := newWorld(t)
	lately, live := story.EveryType("ann"), story.EveryType("bob")
	for _, f := range lately {
		w.produce(0, time.Now().Add(-time.Hour), story.Bytes(f))
	}
	w.run()
	w.wants(lately...)
	w.says("begin")
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

// However much there is, a new sync reads no more than the last of it.
func TestOnlyTheLastFactsAreReadAgain(t *testing.T) {
	w := newWorld(t)
	const more = 1000
	facts := story.Long("ann", warmUp+more)
	records := make([]*kgo.Record, len(facts))
	for i, f := range facts {
		records[i] = &kgo.Record{Topic: tasklist.Topic, Value: story.Bytes(f)}
	}
	if err := w.kafka.ProduceSync(t.Context(), records...).FirstErr(); err != nil {
		t.Fatal(err)
	}
	w.run()
	w.wants(facts[more])
	if n := w.until("begin"); n != warmUp-1 {
		t.Errorf("%d facts were read after the first, want %d", n, warmUp-1)
	}
}

func TestNothingHasBeenToldYet(t *testing.T) {
	w := newWorld(t)
	w.run()
	w.says("begin")
}

func TestATopicThatIsMadeLater(t *testing.T) {
	w := newWorld(t)
	admin := kadm.NewClient(w.kafka)
	if _, err := admin.DeleteTopics(t.Context(), tasklist.Topic); err != nil {
		t.Fatal(err)
	}
	w.run()
	w.says("begin")
	if _, err := admin.CreateTopic(t.Context(), 2, 1, nil, tasklist.Topic); err != nil {
		t.Fatal(err)
	}
	f := story.EveryType("ann")[0]
	w.produce(0, time.Now(), story.Bytes(f))
	w.wants(f)
}

// Facts that went before they were read are known to be missing.
func TestTruncatedOffsets(t *testing.T) {
	w := newWorld(t)
	facts := story.EveryType("ann")
	admin := kadm.NewClient(w.kafka)
	truncate := func(at int64) {
		t.Helper()
		var offsets kadm.Offsets
		offsets.AddOffset(tasklist.Topic, 0, at, -1)
		if _, err := admin.DeleteRecords(t.Context(), offsets); err != nil {
			t.Fatal(err)
		}
	}
	w.produce(0, time.Now(), story.Bytes(facts[0]), story.Bytes(facts[1]))
	truncate(1) // before it began: nobody can have missed that
	stop := w.run()
	w.wants(facts[1])
	w.says("begin")
	truncate(2) // what was read
	w.produce(0, time.Now(), story.Bytes(facts[2]))
	w.wants(facts[2])
	stop()
	w.produce(0, time.Now(), story.Bytes(facts[3]), story.Bytes(facts[4]))
	truncate(4) // and what was not
	w.run()
	w.says("lost")
	w.wants(facts[4])
	w.says("begin")
	if (&place{next: map[int32]int64{0: 3}}).take(0, 3) || (&place{next: map[int32]int64{0: 3}}).take(0, 1) || (&place{}).take(0, 9) {
		t.Error("a gap is seen where there is none")
	}
}

func TestATopicThatIsMadeAnew(t *testing.T) {
	w := newWorld(t)
	facts := story.EveryType("ann")
	w.run()
	w.says("begin")
	w.produce(0, time.Now(), story.Bytes(facts[0]), story.Bytes(facts[1]))
	w.wants(facts[:2]...)
	admin := kadm.NewClient(w.kafka)
	if _, err := admin.DeleteTopics(t.Context(), tasklist.Topic); err != nil {
		t.Fatal(err)
	}
	if _, err := admin.CreateTopic(t.Context(), 2, 1, nil, tasklist.Topic); err != nil {
		t.Fatal(err)
	}
	w.kafka.PurgeTopicsFromClient(tasklist.Topic)
	w.produce(0, time.Now(), story.Bytes(facts[3]))
	w.says("lost")
	w.until(fmt.Sprintf("ann 4 %s", feed.Told(4, story.Bytes(facts[3]))))
	if n := testutil.ToFloat64(w.Figures.lost); n != 1 {
		t.Errorf("lost %v times, want once", n)
	}
}

// Which failures are a loss, which end the client, and which pass.
func TestFailures(t *testing.T) {
	loss := &kgo.ErrDataLoss{Topic: tasklist.Topic, Partition: 3, ConsumedTo: 9, ResetTo: 7}
	for _, c := range []struct {
		what       string
		err        error
		lost, ends bool
	}{
		{"nothing came while it warmed up", context.DeadlineExceeded, false, false},
		{"a broker that loads", kerr.LeaderNotAvailable, false, false},
		{"the topic is gone, for now", kerr.UnknownTopicOrPartition, false, false},
		{"the topic was made anew", kerr.UnknownTopicID, false, true},
		{"no right to read", kerr.TopicAuthorizationFailed, false, true},
		{"Kafka lost records", fmt.Errorf("fetch: %w", loss), true, false},
	} {
		lost := false
		tail := &Tail{Lost: func() { lost = true }, Log: slog.New(slog.NewTextHandler(t.Output(), nil)),
			Figures: NewFigures(prometheus.NewRegistry()), at: place{next: map[int32]int64{3: 9}}}
		err := tail.failed(kgo.FetchError{Topic: tasklist.Topic, Partition: 3, Err: c.err})
		if lost != c.lost || (err != nil) != c.ends {
			t.Errorf("%s: lost %v, %v; want %v, ends %v", c.what, lost, err, c.lost, c.ends)
		}
		if tail.at.take(3, 20) == c.lost { // after a loss the place is unknown, and what comes is no second loss
			t.Errorf("%s: the place is %+v", c.what, tail.at)
		}
	}
}

// What lies twice in the topic, or in another order, is published as it lies:
// the feed knows.
func TestRepeatedAndReorderedRecords(t *testing.T) {
	w := newWorld(t)
	facts := story.EveryType("ann")
	w.run()
	w.says("begin")
	var told []tasklist.Fact
	for _, i := range []int{0, 1, 1, 3, 2, 0, 4} {
		told = append(told, facts[i])
		w.produce(0, time.Now(), story.Bytes(facts[i]))
	}
	w.wants(told...)
}

func TestKafkaIsAway(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0") // takes connections, and never answers
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	w := newWorld(t)
	w.Brokers = []string{ln.Addr().String()}
	w.run()
	select {
	case got := <-w.told:
		t.Errorf("without Kafka: %s", got)
	case <-time.After(500 * time.Millisecond):
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if err := w.Ping(ctx); err == nil {
		t.Error("Kafka is away, and Ping says it answers")
	}
}

// The broker ends and comes back with its data, while sync reads on: nothing
// is lost, and nobody is told that something were.
func TestKafkaRestarts(t *testing.T) {
	port := func() int {
		ln, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer ln.Close()
		return ln.Addr().(*net.TCPAddr).Port
	}()
	onDisk := []kfake.Opt{kfake.Ports(port), kfake.DataDir(t.TempDir()), kfake.SyncWrites()}
	w := newWorld(t, onDisk...)
	facts := story.EveryType("ann")
	w.run()
	w.says("begin")
	for i := range 3 {
		w.produce(1, time.Now(), story.Bytes(facts[i]))
		w.wants(facts[i])
		w.cluster.Close()
		cluster, err := kfake.NewCluster(append(onDisk, kfake.NumBrokers(1))...)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(cluster.Close)
		w.cluster = cluster
	}
	w.produce(1, time.Now(), story.Bytes(facts[3]))
	w.wants(facts[3])
	if n := testutil.ToFloat64(w.Figures.lost); n != 0 {
		t.Errorf("a restart was taken for a loss, %v times", n)
	}
}

func TestNewPartitionsAreFound(t *testing.T) {
	w := newWorld(t)
	w.run()
	w.says("begin")
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
