//go:build e2e

package e2e

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/deploy/local/stack"
	"github.com/errandapp/errand/tests/kafka"
)

// TestLeadersAreLost runs a system on three brokers and takes each of them
// away in turn, with the partitions that it leads, under load. Of Apache's
// they are killed; the embedded ones, which are in one process, lose their
// partitions to each other.
func TestLeadersAreLost(t *testing.T) {
	three := threeBrokers(t)
	shared := system
	t.Cleanup(func() { system = shared }) // helpers look at the system of this test
	system = startOn(t, strings.Join(three.addresses, ","))
	admin := administer(t)
	within(t, 20*time.Second, "three replicas of a fact", func() error { // a broker may not have heard of the topic yet
		topics, err := admin.ListTopics(t.Context(), tasklist.Topic)
		if n := topics[tasklist.Topic].Partitions.NumReplicas(); n != 3 {
			return fmt.Errorf("%d: %w", n, errors.Join(err, topics.Error()))
		}
		return nil
	})

	topic := readKafka(t)
	l := startLoad(t, 24, 6, overAPI(t))
	screen := openScreen(t, person{t, l.lists[0]})
	l.await(50)
	fetched := screen.fetched() // at first it may have had to
	var who []person
	for n := range three.addresses {
		began := time.Now()
		faults := l.faulty()
		three.lose(n)
		who = append(who, due(t, 4)...)
		l.await(150)
		three.bring(n)
		l.await(50)
		t.Logf("broker %d was away for %.1f s, %d calls failed", n+1, time.Since(began).Seconds(), l.faulty()-faults)
	}
	sizes := l.checkAll(topic)
	screen.reaches(t, sizes[screen.user])
	if n := screen.fetched() - fetched; broker == kafka.Apache && n > 0 {
		// The embedded brokers cannot say where an earlier leader ended.
		t.Errorf("the screen had to fetch its list %d times", n)
	}
	for _, p := range who {
		within(t, 60*time.Second, "the receipts of "+p.user, func() error { return toldOnce(p) })
	}
}

// brokers3 are three brokers that can be lost.
type brokers3 struct {
	addresses   []string
	lose, bring func(n int)
}

func threeBrokers(t *testing.T) brokers3 {
	t.Helper()
	if broker == kafka.Embedded {
		cluster, err := kfake.NewCluster(kfake.NumBrokers(3))
		must(t, err)
		t.Cleanup(cluster.Close)
		return brokers3{
			addresses: cluster.ListenAddrs(),
			lose: func(int) {
				cluster.ShufflePartitionLeaders()
				cluster.RehashCoordinators()
			},
			bring: func(int) { cluster.ShufflePartitionLeaders() },
		}
	}
	dir, err := os.MkdirTemp("", "errand-kafka-")
	must(t, err)
	cluster, err := kafka.Start(t.Context(), kafka.Options{Kind: broker, Nodes: 3, Heap: "256m", Dir: dir})
	must(t, err)
	t.Cleanup(func() {
		must(t, cluster.Stop())
		if !t.Failed() {
			must(t, os.RemoveAll(dir))
		}
	})
	return brokers3{
		addresses: strings.Split(cluster.Brokers(), ","),
		lose:      func(n int) { must(t, cluster.Nodes[n].Kill()) },
		bring:     func(n int) { must(t, cluster.Nodes[n].Restart(t.Context())) },
	}
}

// startOn starts the whole system on brokers that are there.
func startOn(t *testing.T, kafka string) *stack.System {
	t.Helper()
	root, err := filepath.Abs("../..")
	must(t, err)
	data, err := os.MkdirTemp("", "errand-e2e-")
	must(t, err)
	must(t, os.Chmod(data, 0o755)) // Postgres runs as another user
	file, err := withProbe(root, data)
	must(t, err)
	out, err := os.Create(filepath.Join(data, "console.log"))
	must(t, err)
	s, err := stack.Start(t.Context(), stack.Options{
		File: file, Data: filepath.Join(data, "run"), Bin: filepath.Join(root, "bin"), FreePorts: true, Out: out, RestartsPerMinute: 100,
		Env: append(os.Environ(), "ERRAND_WEBHOOK_URL="+webhook.url, "ERRAND_KAFKA="+kafka),
	})
	if err != nil {
		show(out.Name())
		t.Fatal(err)
	}
	t.Cleanup(func() {
		must(t, s.Stop(), out.Close())
		if t.Failed() {
			t.Log(fmt.Sprint("its logs are in ", data))
		} else {
			must(t, os.RemoveAll(data))
		}
	})
	return s
}
