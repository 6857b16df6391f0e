package kafka

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"gopkg.in/yaml.v3"
)

// TestANode: what a node has acknowledged it still has after it was killed,
// stopped and frozen, at the same address.
func TestANode(t *testing.T) {
	for _, kind := range []Kind{Embedded, Apache} {
		t.Run(string(kind), func(t *testing.T) {
			c := start(t, Options{Kind: kind})
			node := c.Nodes[0]
			writer := connect(t, c, kgo.DefaultProduceTopic("kept"))
			if err := writer.ProduceSync(t.Context(), kgo.StringRecord("no topic")).FirstErr(); !errors.Is(err, kerr.UnknownTopicOrPartition) {
				t.Errorf("a record for a topic that nobody made: %v", err)
			}
			if _, err := kadm.NewClient(writer).CreateTopic(t.Context(), 3, 1, nil, "kept"); err != nil {
				t.Fatal(err)
			}
			first := node.PID()
			number := 0
			say := func() {
				t.Helper()
				number++
				if err := writer.ProduceSync(t.Context(), kgo.StringRecord(fmt.Sprint(number))).FirstErr(); err != nil {
					t.Fatal(err)
				}
			}
			say()
			must(t, node.Kill())
			if node.PID() != 0 || listens(t.Context(), node.Address) == nil {
				t.Error("it was killed and is there")
			}
			began := time.Now()
			must(t, node.Restart(t.Context()))
			t.Logf("back %.1f s after it was killed", time.Since(began).Seconds())
			say()
			began = time.Now()
			must(t, node.Restart(t.Context()))
			t.Logf("stopped and back in %.1f s", time.Since(began).Seconds())
			say()
			must(t, node.Crash(), node.AwaitReady(t.Context()))
			say()
			must(t, node.Pause())
			if state := stateOf(t, node.PID()); state != "T" {
				t.Errorf("it is frozen and its state is %s", state)
			}
			must(t, node.Resume())
			say()
			if node.PID() == first {
				t.Error("it is the first process still")
			}
			reader := connect(t, c, kgo.ConsumeTopics("kept"))
			seen := map[string]int{}
			for len(seen) < number {
				fetches := reader.PollFetches(t.Context())
				if t.Context().Err() != nil {
					t.Fatalf("it has %v of %d records", seen, number)
				}
				fetches.EachRecord(func(r *kgo.Record) { seen[string(r.Value)]++ })
			}
			for what, n := range seen {
				if n != 1 {
					t.Errorf("record %s is there %d times", what, n)
				}
			}
		})
	}
}

// TestTheProcessIsJava: the process whose id we have is the broker itself.
func TestTheProcessIsJava(t *testing.T) {
	c := start(t, Options{Kind: Apache, Heap: "200m", Settings: map[string]string{"log.retention.hours": "7"}})
	pid := c.Nodes[0].PID()
	program, err := os.Readlink(fmt.Sprintf("/proc/%d/exe", pid))
	must(t, err)
	line, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	must(t, err)
	args := strings.Split(string(bytes.TrimRight(line, "\x00")), "\x00")
	if filepath.Base(program) != "java" || args[1] != "-Xmx200m" || args[len(args)-2] != "kafka.Kafka" {
		t.Errorf("process %d is %s %q", pid, program, args)
	}
	configs, err := kadm.NewClient(connect(t, c)).DescribeBrokerConfigs(t.Context(), 1)
	must(t, err)
	found := ""
	for _, config := range configs[0].Configs {
		if config.Key == "log.retention.hours" {
			found = config.MaybeValue()
		}
	}
	if found != "7" {
		t.Errorf("the setting is %q", found)
	}
	must(t, c.Stop())
	if _, err := os.Stat(fmt.Sprintf("/proc/%d", pid)); err == nil {
		t.Errorf("process %d is still there", pid)
	}
}

// TestThreeNodes: with the leader of a partition gone another takes over, and
// what was acknowledged stays.
func TestThreeNodes(t *testing.T) {
	c := start(t, Options{Kind: Apache, Nodes: 3, Heap: "256m"})
	writer := connect(t, c, kgo.DefaultProduceTopic("kept"), kgo.RecordPartitioner(kgo.ManualPartitioner()))
	admin := kadm.NewClient(writer)
	_, err := admin.CreateTopic(t.Context(), 1, 3, map[string]*string{"min.insync.replicas": kadm.StringPtr("2")}, "kept")
	must(t, err)
	lost := int32(0)
	for round := range 3 {
		if err := writer.ProduceSync(t.Context(), kgo.StringRecord(fmt.Sprint(round))).FirstErr(); err != nil {
			t.Fatal(err)
		}
		leader := leads(t, admin, lost)
		if round == 0 {
			lost = leader
			must(t, c.Nodes[leader-1].Kill())
		}
	}
	must(t, c.Nodes[lost-1].Restart(t.Context()))
	reader := connect(t, c, kgo.ConsumeTopics("kept"))
	var got []string
	for len(got) < 3 {
		fetches := reader.PollFetches(t.Context())
		must(t, t.Context().Err())
		fetches.EachRecord(func(r *kgo.Record) { got = append(got, string(r.Value)) })
	}
	if strings.Join(got, " ") != "0 1 2" {
		t.Errorf("the records are %v", got)
	}
}

// leads is the node that leads the topic's partition now that another one is
// lost; not every node hears of it at once.
func leads(t *testing.T, admin *kadm.Client, lost int32) int32 {
	t.Helper()
	for until := time.Now().Add(20 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		topics, err := admin.ListTopics(t.Context(), "kept")
		must(t, err)
		leader := topics["kept"].Partitions[0].Leader
		if leader > 0 && leader != lost {
			return leader
		}
		if time.Now().After(until) {
			t.Fatalf("node %d leads, and node %d is lost", leader, lost)
		}
	}
}

// TestComposeSettings: a broker takes what deploy/compose.yaml says, but for
// its places, as the image passes it on, and works with it.
func TestComposeSettings(t *testing.T) {
	raw, err := os.ReadFile("../../deploy/compose.yaml")
	must(t, err)
	var compose struct {
		Services struct {
			Kafka struct{ Environment map[string]string }
		}
	}
	must(t, yaml.Unmarshal(raw, &compose))
	settings := map[string]string{}
	for name, value := range compose.Services.Kafka.Environment {
		switch name {
		case "KAFKA_LISTENERS", "KAFKA_ADVERTISED_LISTENERS", "KAFKA_CONTROLLER_QUORUM_VOTERS", "KAFKA_LOG_DIRS", "KAFKA_HEAP_OPTS":
			continue
		}
		settings[strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(name, "KAFKA_")), "_", ".")] = value
	}
	c := start(t, Options{Kind: Apache, Settings: settings})
	client := connect(t, c, kgo.ConsumerGroup("g"), kgo.ConsumeTopics("kept"), kgo.DefaultProduceTopic("kept"))
	_, err = kadm.NewClient(client).CreateTopic(t.Context(), 12, 1, nil, "kept")
	must(t, err)
	if err := client.ProduceSync(t.Context(), kgo.StringRecord("x")).FirstErr(); err != nil {
		t.Fatal(err)
	}
	if got := client.PollFetches(t.Context()); got.NumRecords() != 1 {
		t.Errorf("%d records, %v", got.NumRecords(), got.Err())
	}
	must(t, client.CommitUncommittedOffsets(t.Context()))
	configs, err := kadm.NewClient(client).DescribeBrokerConfigs(t.Context(), 1)
	must(t, err)
	known := map[string]string{}
	for _, config := range configs[0].Configs {
		known[config.Key] = config.MaybeValue()
	}
	for name, value := range settings {
		if known[name] != value {
			t.Errorf("%s is %q, want %q", name, known[name], value)
		}
	}
}

// TestBadOptions: mistakes are named before anything starts.
func TestBadOptions(t *testing.T) {
	var kind Kind
	if err := kind.Set("rabbit"); err == nil {
		t.Error("a rabbit is a Kafka")
	}
	if _, err := Start(t.Context(), Options{Kind: Embedded, Nodes: 3, Dir: t.TempDir()}); err == nil {
		t.Error("the embedded Kafka has three nodes")
	}
	if _, err := Start(t.Context(), Options{Kind: Apache, Heap: "none", Dir: t.TempDir()}); err == nil || !strings.Contains(err.Error(), "Invalid maximum heap size") {
		t.Errorf("a heap of none: %v", err)
	}
	n := Node{Settings: map[string]string{}}
	if err := n.Set("=1"); err == nil {
		t.Error("a setting has no name")
	}
	if err := n.Exec(); err == nil {
		t.Error("a node without a folder runs")
	}
}

// start starts a cluster that ends with the test.
func start(t *testing.T, o Options) *Cluster {
	t.Helper()
	o.Dir = t.TempDir()
	began := time.Now()
	c, err := Start(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("ready in %.1f s", time.Since(began).Seconds())
	t.Cleanup(func() { must(t, c.Stop()) })
	return c
}

// stateOf is the letter by which the kernel calls a process's state.
func stateOf(t *testing.T, pid int) string {
	t.Helper()
	state := ""
	for range 100 {
		raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		must(t, err)
		_, rest, _ := strings.Cut(string(raw), ") ")
		if state = rest[:1]; state == "T" {
			break
		}
		time.Sleep(10 * time.Millisecond) // it is not stopped at once
	}
	return state
}

func connect(t *testing.T, c *Cluster, options ...kgo.Opt) *kgo.Client {
	t.Helper()
	client, err := kgo.NewClient(append(options, kgo.SeedBrokers(strings.Split(c.Brokers(), ",")...),
		kgo.MetadataMinAge(100*time.Millisecond), kgo.UnknownTopicRetries(1))...)
	must(t, err)
	t.Cleanup(client.Close)
	return client
}

func must(t *testing.T, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}
