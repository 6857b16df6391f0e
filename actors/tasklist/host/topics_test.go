package host

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
	"gopkg.in/yaml.v3"

	"github.com/errandapp/errand/actors/tasklist"
)

// A kafkaWorld is a cluster in this process, and a producer for it.
type kafkaWorld struct {
	t       *testing.T
	cluster *kfake.Cluster
	kafka   *Kafka
	admin   *kadm.Client
	said    *said // what was logged
}

func newKafkaWorld(t *testing.T, brokers int, more ...kfake.Opt) *kafkaWorld {
	t.Helper()
	w := &kafkaWorld{t: t, said: &said{}}
	var err error
	if w.cluster, err = kfake.NewCluster(append(more, kfake.NumBrokers(brokers))...); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.cluster.Close)
	w.kafka = w.again()
	w.admin = kadm.NewClient(w.connect())
	return w
}

// again is one more producer, which knows nothing yet.
func (w *kafkaWorld) again() *Kafka {
	w.t.Helper()
	kafka, err := NewKafka(w.cluster.ListenAddrs(), NewMetrics(prometheus.NewRegistry()), slog.New(slog.NewTextHandler(w.said, nil)))
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if err := kafka.Close(ctx); err != nil {
			w.t.Error(err)
		}
	})
	return kafka
}

func (w *kafkaWorld) connect(options ...kgo.Opt) *kgo.Client {
	w.t.Helper()
	client, err := kgo.NewClient(append(options, kgo.SeedBrokers(w.cluster.ListenAddrs()...), kgo.MetadataMinAge(50*time.Millisecond))...)
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(client.Close)
	return client
}

// keep keeps the topics until the test ends.
func (w *kafkaWorld) keep(t Topics) {
	ctx, cancel := context.WithCancel(w.t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := w.kafka.KeepTopics(ctx, t, slog.New(slog.NewTextHandler(w.said, nil))); err != nil {
			w.t.Error(err)
		}
	}()
	w.t.Cleanup(func() { cancel(); <-ended })
}

// await waits until a condition holds.
func (w *kafkaWorld) await(what string, holds func() bool) {
	w.t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !holds(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			w.t.Fatalf("%s: it did not come to that; the log says\n%s", what, w.said)
		}
	}
}

func (w *kafkaWorld) made() bool {
	w.t.Helper()
	topics, err := w.admin.ListTopics(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return len(topics) == 2
}

// said is a log that can be read while it is written.
type said struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// TestTopicsAreMade: every topic is made as it is stated, on whatever cluster.
func TestTopicsAreMade(t *testing.T) {
	const day = 24 * 60 * 60 * 1000
	month := Topics{Retention: 30 * 24 * time.Hour}
	for _, c := range []struct {
		brokers  int
		topics   Topics
		replicas int
		inSync   string
	}{
		{1, month, 1, "1"},
		{2, month, 2, "1"},
		{5, month, 3, "2"},
		{3, Topics{Retention: month.Retention, Replicas: 2, MinInSync: 2}, 2, "2"},
	} {
		t.Run(fmt.Sprint(c.brokers, " brokers, ", c.topics), func(t *testing.T) {
			w := newKafkaWorld(t, c.brokers)
			w.keep(c.topics)
			w.await("topics", w.made)
			topics, err := w.admin.ListTopics(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for name, retention := range map[string]int{"tasklist.facts": 30 * day, "tasklist.facts.dead": 30 * day} {
				if got := topics[name].Partitions; len(got) != 12 || got.NumReplicas() != c.replicas {
					t.Errorf("%s has %d partitions of %d replicas", name, len(got), got.NumReplicas())
				}
				want := map[string]string{"retention.ms": fmt.Sprint(retention), "min.insync.replicas": c.inSync, "cleanup.policy": "delete"}
				if diff := cmp.Diff(want, w.settings(name, want)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", name, diff)
				}
			}
			if n := testutil.CollectAndCount(w.kafka.metrics.topicsMade); n != 2 {
				t.Errorf("%d topics were counted", n)
			}
		})
	}
}

// settings are those of a topic that want names.
func (w *kafkaWorld) settings(topic string, want map[string]string) map[string]string {
	w.t.Helper()
	configs, err := w.admin.DescribeTopicConfigs(w.t.Context(), topic)
	if err != nil {
		w.t.Fatal(err)
	}
	got := map[string]string{}
	for _, config := range configs[0].Configs {
		if _, ok := want[config.Key]; ok {
			got[config.Key] = config.MaybeValue()
		}
	}
	return got
}

// TestAsyncAPISaysHowTopicsAreMade: the contract states what is made.
func TestAsyncAPISaysHowTopicsAreMade(t *testing.T) {
	raw, err := os.ReadFile("../contract/asyncapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	type topic struct {
		Partitions    int
		Configuration map[string]any `yaml:"topicConfiguration"`
	}
	var doc struct {
		Channels map[string]struct {
			Address  string
			Bindings struct {
				Kafka *struct {
					Topic string
					topic `yaml:",inline"`
				}
			}
		}
	}
	if err := yaml.Unmarshal(raw, &doc); err != nil {
		t.Fatal(err)
	}
	got, want := map[string]topic{}, map[string]topic{}
	for _, channel := range doc.Channels {
		if k := channel.Bindings.Kafka; k != nil {
			if k.Topic != channel.Address {
				t.Errorf("%s is the topic %s", channel.Address, k.Topic)
			}
			got[k.Topic] = k.topic
		}
	}
	for _, p := range (Topics{Retention: 30 * 24 * time.Hour}).plans() {
		want[p.name] = topic{Partitions, map[string]any{
			"cleanup.policy": []any{"delete"}, "retention.ms": int(p.retention.Milliseconds()),
		}}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-made +contract):\n%s", diff)
	}
}

// TestATopicThatDiffers is left as it is, and reported in all in which it
// differs: once in the log, and in the metric for as long as it does.
func TestATopicThatDiffers(t *testing.T) {
	w := newKafkaWorld(t, 3)
	hour := "3600000"
	if _, err := w.admin.CreateTopic(t.Context(), 4, 1, map[string]*string{"retention.ms": &hour}, tasklist.Topic); err != nil {
		t.Fatal(err)
	}
	month := Topics{Retention: 30 * 24 * time.Hour}
	reported, log := map[string]string{}, slog.New(slog.NewTextHandler(w.said, nil))
	look := func() map[string]float64 {
		t.Helper()
		if err := w.kafka.lookAtTopics(t.Context(), month, reported, log); err != nil {
			t.Fatal(err)
		}
		got := map[string]float64{}
		for _, name := range topicSettings {
			got[name] = testutil.ToFloat64(w.kafka.metrics.topicDiffers.WithLabelValues(tasklist.Topic, name))
		}
		return got
	}
	want := map[string]float64{"partitions": 1, "replicas": 1, "retention.ms": 1, "min.insync.replicas": 1, "cleanup.policy": 0}
	for range 2 {
		if diff := cmp.Diff(want, look()); diff != "" {
			t.Errorf("it reports (-want +got):\n%s", diff)
		}
	}
	const line = `otherwise than this program would make it" topic=tasklist.facts min.insync.replicas=1 "wanted min.insync.replicas"=2 ` +
		`partitions=4 "wanted partitions"=12 replicas=1 "wanted replicas"=3 retention.ms=3600000 "wanted retention.ms"=2592000000`
	if n := strings.Count(w.said.String(), line); n != 1 {
		t.Errorf("it was said %d times:\n%s", n, w.said)
	}
	if topics, err := w.admin.ListTopics(t.Context(), tasklist.Topic); err != nil || len(topics[tasklist.Topic].Partitions) != 4 {
		t.Errorf("it was changed: %v", err)
	}

	// Somebody puts a part of it right.
	kept := fmt.Sprint(month.Retention.Milliseconds())
	if _, err := w.admin.AlterTopicConfigs(t.Context(), []kadm.AlterConfig{{Name: "retention.ms", Value: &kept}}, tasklist.Topic); err != nil {
		t.Fatal(err)
	}
	want["retention.ms"] = 0
	if diff := cmp.Diff(want, look()); diff != "" {
		t.Errorf("it reports (-want +got):\n%s", diff)
	}
}

// TestABrokerIsAway: the topics are no other ones for that.
func TestABrokerIsAway(t *testing.T) {
	w := newKafkaWorld(t, 3)
	look := func(kafka *Kafka) {
		t.Helper()
		if err := kafka.lookAtTopics(t.Context(), Topics{Retention: time.Hour}, map[string]string{}, slog.New(slog.NewTextHandler(w.said, nil))); err != nil {
			t.Fatal(err)
		}
	}
	look(w.kafka)
	// The topics keep their replicas, but one broker is not among those there.
	w.cluster.ControlKey(int16(kmsg.Metadata), func(req kmsg.Request) (kmsg.Response, error, bool) {
		w.cluster.KeepControl()
		if asked := req.(*kmsg.MetadataRequest); asked.Topics == nil || len(asked.Topics) > 0 {
			return nil, nil, false
		}
		there := req.ResponseKind().(*kmsg.MetadataResponse)
		for n, address := range w.cluster.ListenAddrs()[:2] {
			host, port, _ := net.SplitHostPort(address)
			number, _ := strconv.Atoi(port)
			there.Brokers = append(there.Brokers, kmsg.MetadataResponseBroker{NodeID: int32(n), Host: host, Port: int32(number)})
		}
		return there, nil, true
	})
	look(w.again())
	if said := w.said.String(); !w.made() || strings.Contains(said, "otherwise than this program would make it") {
		t.Errorf("it was said:\n%s", said)
	}
}

// TestMoreInSyncThanBrokers: the topics wait for the brokers.
func TestMoreInSyncThanBrokers(t *testing.T) {
	w := newKafkaWorld(t, 1)
	err := w.kafka.lookAtTopics(t.Context(), Topics{Retention: time.Hour, MinInSync: 2}, map[string]string{}, slog.New(slog.DiscardHandler))
	if err == nil || !strings.Contains(err.Error(), "ERRAND_KAFKA_MIN_INSYNC is 2") || w.made() {
		t.Errorf("got %v", err)
	}
}

// TestBadTopics: mistakes are named by their variable.
func TestBadTopics(t *testing.T) {
	for variable, topics := range map[string]Topics{
		"ERRAND_KAFKA_RETENTION":  {Retention: time.Minute},
		"ERRAND_KAFKA_REPLICAS":   {Retention: time.Hour, Replicas: -1},
		"ERRAND_KAFKA_MIN_INSYNC": {Retention: time.Hour, Replicas: 2, MinInSync: 3},
	} {
		if err := topics.Check(); err == nil || !strings.HasPrefix(err.Error(), variable+" is ") {
			t.Errorf("%s: %v", variable, err)
		}
	}
	if err := (Topics{Retention: time.Hour, Replicas: 3, MinInSync: 3}).Check(); err != nil {
		t.Error(err)
	}
}

// TestFactsOfAList arrive in order and once: while their topic is missing,
// while leaders move, while the broker drops answers that it has acted on,
// and after the topic was deleted and made anew.
func TestFactsOfAList(t *testing.T) {
	w := newKafkaWorld(t, 3)
	told := &tally{}
	told.tell(t, w.kafka, "ann", 1, 20) // nobody has made the topic yet
	time.Sleep(300 * time.Millisecond)
	if n := told.count(); n != 0 {
		t.Fatalf("%d facts were told to no topic", n)
	}
	w.keep(Topics{Retention: time.Hour})
	w.await("the first facts", func() bool { return told.count() == 20 })

	for round := range 10 {
		told.tell(t, w.kafka, "ann", 21+round*20, 20)
		w.cluster.ShufflePartitionLeaders()
		time.Sleep(20 * time.Millisecond)
	}
	w.await("facts with other leaders", func() bool { return told.count() == 220 })
	if got := w.read("ann"); !cmp.Equal(got, upTo(220)) {
		t.Errorf("the topic has %v", got)
	}

	// The topic goes, with all that was on it. What the producer has and has
	// not told is given back, and told by the list.
	if _, err := w.admin.DeleteTopic(t.Context(), tasklist.Topic); err != nil {
		t.Fatal(err)
	}
	next := 221
	w.await("facts on the new topic", func() bool {
		told.tell(t, w.kafka, "ann", next, 1)
		told.settle(w)
		return told.last() == nil
	})
	if got := w.read("ann"); !cmp.Equal(got, []string{fmt.Sprint(next)}) {
		t.Errorf("the new topic has %v", got)
	}
}

// A tally are the answers of the producer.
type tally struct {
	mu      sync.Mutex
	sent    int
	answers []error
}

func (y *tally) tell(t *testing.T, k *Kafka, list string, from, n int) {
	t.Helper()
	for v := from; v < from+n; v++ {
		y.mu.Lock()
		y.sent++
		y.mu.Unlock()
		ok := k.TryProduce(list, []byte(fmt.Sprint(v)), func(err error) {
			y.mu.Lock()
			defer y.mu.Unlock()
			y.answers = append(y.answers, err)
		})
		if !ok {
			t.Fatalf("no room for %d", v)
		}
	}
}

func (y *tally) settle(w *kafkaWorld) {
	w.t.Helper()
	w.await("answers", func() bool {
		y.mu.Lock()
		defer y.mu.Unlock()
		return len(y.answers) == y.sent
	})
}

func (y *tally) count() (told int) {
	y.mu.Lock()
	defer y.mu.Unlock()
	for _, err := range y.answers {
		if err == nil {
			told++
		}
	}
	return told
}

func (y *tally) last() error {
	y.mu.Lock()
	defer y.mu.Unlock()
	return y.answers[len(y.answers)-1]
}

// read are the values of a list's records, as they stand on the topic.
func (w *kafkaWorld) read(list string) (values []string) {
	w.t.Helper()
	ends, err := w.admin.ListEndOffsets(w.t.Context(), tasklist.Topic)
	if err != nil {
		w.t.Fatal(err)
	}
	left := int64(0)
	for _, at := range ends[tasklist.Topic] {
		left += at.Offset
	}
	reader := w.connect(kgo.ConsumeTopics(tasklist.Topic))
	defer reader.Close()
	ctx, cancel := context.WithTimeout(w.t.Context(), 20*time.Second)
	defer cancel()
	for left > 0 {
		fetches := reader.PollFetches(ctx)
		if ctx.Err() != nil {
			w.t.Fatalf("%d records are missing", left)
		}
		fetches.EachRecord(func(r *kgo.Record) {
			left--
			if string(r.Key) == list {
				values = append(values, string(r.Value))
			}
		})
	}
	return values
}

func upTo(n int) (values []string) {
	for v := range n {
		values = append(values, fmt.Sprint(v+1))
	}
	return values
}
