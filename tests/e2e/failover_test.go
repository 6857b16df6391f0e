//go:build e2e

package e2e

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/remote"
	"github.com/errandapp/errand/deploy/local/stack"
)

// TestFailover runs two hosts of the lists, in each of the two ways to host
// them, and takes one away in four ways under load. Whatever happens, nothing
// acknowledged is lost, and versions have no gaps. What it prints is the
// table of docs/decisions/0001.
func TestFailover(t *testing.T) {
	for _, way := range []string{"stream", "http"} {
		t.Run(way, func(t *testing.T) { failover(t, way) })
	}
}

func failover(t *testing.T, way string) {
	shared := system
	t.Cleanup(func() { system = shared }) // helpers look at the system of this test
	system = startHosts(t, way)
	if _, err := system.Replica(t.Context(), "tasks", "tasks-2", nil); err != nil {
		t.Fatal(err)
	}
	lists := remote.New(sidecarOf(t, probeApp))
	topic := readKafka(t)
	l := startLoad(t, 48, 16, func(ctx context.Context, list, id string) error {
		_, err := lists.Do(ctx, list, tasklist.Command{ID: "c-" + id, Verb: tasklist.AddTask{ID: id, Content: tasklist.Content{Title: "t"}}})
		return err
	})
	l.await(500)
	l.gaps()

	fault := func(name string, do func()) {
		faults := l.faults
		do()
		l.await(500)
		p50, longest := l.gaps()
		t.Logf("%-6s  %-34s  longest wait of a list: p50 %.2f s, max %.2f s; %d calls failed", way, name, p50.Seconds(), longest.Seconds(), l.faults-faults)
	}
	must := func(errs ...error) {
		t.Helper()
		for _, err := range errs {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	fault("nothing", func() { time.Sleep(2 * time.Second) })
	fault("SIGKILL of a host and its sidecar", func() {
		must(system.Kill("tasks"), system.Kill("tasks/daprd"))
		time.Sleep(4 * time.Second)
	})
	fault("it comes back", func() {
		must(restartAll(t.Context(), "tasks/daprd", "tasks"))
		time.Sleep(3 * time.Second)
	})
	fault("SIGTERM and start of a host", func() {
		must(system.Restart(t.Context(), "tasks-2"))
		time.Sleep(3 * time.Second)
	})
	fault("SIGTERM and start of its sidecar", func() {
		must(system.Restart(t.Context(), "tasks-2/daprd"))
		must(system.AwaitReady(t.Context(), "tasks-2"))
		time.Sleep(3 * time.Second)
	})
	fault("SIGSTOP of a host for 10 s", func() {
		must(system.Pause("tasks"), system.Pause("tasks/daprd"))
		time.Sleep(10 * time.Second)
		must(system.Resume("tasks"), system.Resume("tasks/daprd"))
		time.Sleep(3 * time.Second)
	})
	l.stop()
	t.Logf("%-6s  %d tasks acknowledged, %d saves refused by the fence", way, l.count(), fencedSaves(t))

	sizes := l.checkLists(func(list string) []tasklist.Task {
		reply, err := lists.List(t.Context(), list, tasklist.Query{Done: true})
		if err != nil {
			t.Fatal(err)
		}
		if n := uint64(len(reply.Tasks)); reply.Version != n {
			t.Errorf("%s is at version %d with %d tasks", list, reply.Version, n)
		}
		return reply.Tasks
	})
	l.checkFacts(20*time.Second, topic, sizes)
}

// restartAll restarts processes of which each may wait for the other.
func restartAll(ctx context.Context, names ...string) error {
	group, ctx := errgroup.WithContext(ctx)
	for _, name := range names {
		group.Go(func() error { return system.Restart(ctx, name) })
	}
	return group.Wait()
}

// startHosts starts what lists need, and a probe to call them through.
func startHosts(t *testing.T, way string) *stack.System {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.MkdirTemp("", "errand-failover-")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(data, 0o755); err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprintf(`version: 1
common:
  resourcesPaths: [%[1]s/components]
  configFilePath: %[1]s/deploy/local/config.yaml
apps:
  - appID: tasks
    appDirPath: %[1]s/apps/tasks
    command: [%[1]s/bin/tasks]
    env: {ERRAND_ACTOR_HOST: %[2]s}
`, root, way)
	if way == "http" {
		text += "    appPort: 8084\n"
	}
	text += fmt.Sprintf("  - appID: %s\n    appDirPath: %s\n    resourcesPaths: [%s/none]\n", probeApp, data, data)
	if err := os.Mkdir(filepath.Join(data, "none"), 0o755); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(data, "dapr.yaml")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := os.Create(filepath.Join(data, "console.log"))
	if err != nil {
		t.Fatal(err)
	}
	s, err := stack.Start(t.Context(), stack.Options{
		File: file, Data: filepath.Join(data, "run"), Bin: filepath.Join(root, "bin"), FreePorts: true, Out: out, RestartsPerMinute: 100,
		Kafka: kafkaServer,
	})
	if err != nil {
		show(out.Name())
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Stop(); err != nil {
			t.Error(err)
		}
		if err := out.Close(); err != nil {
			t.Error(err)
		}
		if t.Failed() {
			t.Logf("its logs are in %s", data)
		} else if err := os.RemoveAll(data); err != nil {
			t.Error(err)
		}
	})
	return s
}

// fencedSaves sums errand_fenced_total over the hosts that were not restarted.
func fencedSaves(t *testing.T) int {
	t.Helper()
	total := 0
	for _, a := range system.Apps {
		if a.Name == probeApp {
			continue
		}
		at := a.Admin
		if a.Port > 0 {
			at = a.URL
		}
		if at != "" {
			n, err := metric(at+"/metrics", "errand_fenced_total")
			if err != nil {
				t.Error(err)
			}
			total += n
		}
	}
	return total
}

// metric reads one plain counter.
func metric(url, name string) (int, error) {
	res, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("%s: %s", url, res.Status)
	}
	for lines := bufio.NewScanner(res.Body); lines.Scan(); {
		if value, ok := strings.CutPrefix(lines.Text(), name+" "); ok {
			f, err := strconv.ParseFloat(value, 64)
			return int(f), err
		}
	}
	return 0, fmt.Errorf("%s: %w %s", url, errNoMetric, name)
}

// errNoMetric says that a process counts no such thing, or has not yet.
var errNoMetric = errors.New("there is no")

// counted is a host's metric; 0 as long as there is nothing to count.
func counted(t *testing.T, host stack.App, name string) int {
	t.Helper()
	n, err := metric(host.Admin+"/metrics", name)
	if !errors.Is(err, errNoMetric) {
		must(t, err)
	}
	return n
}
