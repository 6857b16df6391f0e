package stack_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/smtp"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/errandapp/errand/deploy/local/stack"
)

// TestSystem runs the real Postgres, Kafka, placement, scheduler and sidecars
// with small apps, twice on the same data.
func TestSystem(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Second)
	defer cancel()
	dir := t.TempDir()
	console := &testLog{t: t}
	options := stack.Options{
		File:      writeRunFile(t, dir, "polite", "polite"),
		Bin:       repository(t, "bin"),
		FreePorts: true,
		Out:       console,
	}

	first, err := stack.Start(ctx, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { first.Stop() })
	wantNames := []string{"actors", "actors/daprd", "kafka", "placement", "postgres", "scheduler", "web", "web/daprd"}
	if diff := cmp.Diff(wantNames, first.Names()); diff != "" {
		t.Fatal(diff)
	}
	t.Run("second run is refused", func(t *testing.T) {
		_, err := stack.Start(ctx, options)
		var running *stack.RunningError
		if !errors.As(err, &running) || running.PID != os.Getpid() || running.URL != first.URL {
			t.Errorf("got %v, want a RunningError with our pid and %s", err, first.URL)
		}
	})
	t.Run("apps get the environment", func(t *testing.T) { checkEnvironment(t, first) })
	t.Run("sidecars find each other", func(t *testing.T) {
		actors, err := first.App("actors")
		if err != nil {
			t.Fatal(err)
		}
		// From one sidecar to the other app, by name.
		get(t, actors.DaprHTTP+"/v1.0/invoke/web/method/env")
	})
	t.Run("the console is readable", func(t *testing.T) {
		for _, line := range console.lines() {
			if name, _, _ := strings.Cut(line, " "); slices.Contains([]string{"web/daprd", "actors/daprd", "placement", "scheduler", "postgres", "kafka"}, name) {
				t.Errorf("nothing is wrong, but the console shows: %s", line)
			}
		}
	})
	t.Run("mail is caught", func(t *testing.T) { checkMail(t, first) })
	t.Run("a process that crashes comes back", func(t *testing.T) {
		before := first.PID("web")
		if err := first.Crash("web"); err != nil {
			t.Fatal(err)
		}
		if err := first.AwaitReady(ctx, "web"); err != nil {
			t.Fatal(err)
		}
		if after := first.PID("web"); after == before || after == 0 {
			t.Errorf("pid %d, was %d", after, before)
		}
	})
	t.Run("a replica", func(t *testing.T) {
		replica, err := first.Replica(ctx, "web", "web-2", map[string]string{"SHARED": "from the test"})
		if err != nil {
			t.Fatal(err)
		}
		var env map[string]string
		if err := json.Unmarshal(get(t, replica.URL+"/env"), &env); err != nil {
			t.Fatal(err)
		}
		if env["APP_ID"] != "web" || env["SHARED"] != "from the test" {
			t.Errorf("APP_ID %q, SHARED %q", env["APP_ID"], env["SHARED"])
		}
		// The others' names are still known to the newcomer.
		get(t, replica.DaprHTTP+"/v1.0/invoke/web/method/env")
		if _, err := first.Replica(ctx, "web", "web-2", nil); err == nil {
			t.Error("a second replica got the same name")
		}
	})
	t.Run("a sidecar restarts", func(t *testing.T) {
		if err := first.Restart(ctx, "web-2/daprd"); err != nil {
			t.Fatal(err)
		}
	})
	keep(t, ctx, first)
	t.Run("postgres and kafka survive SIGKILL", func(t *testing.T) {
		for _, name := range []string{"postgres", "kafka"} {
			if err := first.Kill(name); err != nil {
				t.Fatal(err)
			}
			if pid := first.PID(name); pid != 0 {
				t.Errorf("%s runs as %d after Kill", name, pid)
			}
			if err := first.Restart(ctx, name); err != nil {
				t.Fatal(err)
			}
		}
		checkKept(t, ctx, first)
	})
	t.Run("a paused process is still stopped", func(t *testing.T) {
		if err := first.Pause("actors"); err != nil {
			t.Fatal(err)
		}
	})
	left := group(first)
	began := time.Now()
	if err := first.Stop(); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("Stop took %s", took)
	} else {
		t.Logf("stopped in %s", took)
	}
	checkGone(t, left)

	second, err := stack.Start(ctx, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { second.Stop() })
	t.Logf("first start %s, second %s", first.Took, second.Took)
	if second.Took > 20*time.Second {
		t.Errorf("the second start took %s", second.Took)
	}
	if first.URL != second.URL || first.Postgres != second.Postgres || first.Kafka != second.Kafka {
		t.Errorf("addresses changed: %s %s, were %s %s", second.URL, second.Kafka, first.URL, first.Kafka)
	}
	checkKept(t, ctx, second)
	t.Run("outside servers and a stubborn app", func(t *testing.T) { checkOutside(t, ctx, second) })
	t.Run("a broken app is named", func(t *testing.T) { checkBrokenApp(t, ctx, second) })
	left = group(second)
	if err := second.Stop(); err != nil {
		t.Fatal(err)
	}
	checkGone(t, left)
}

// checkBrokenApp: an app that ends at once is named with the end of its log.
func checkBrokenApp(t *testing.T, ctx context.Context, running *stack.System) {
	t.Helper()
	_, err := stack.Start(ctx, stack.Options{
		File: writeRunFile(t, t.TempDir(), "broken", "polite"), Bin: repository(t, "bin"), FreePorts: true, Out: &testLog{t: t},
		Env: outside(running),
	})
	if err == nil {
		t.Fatal("it started")
	}
	for _, want := range []string{"web ended (exit code 3)", "TEST_SETTING: must not be empty", filepath.Join("logs", "web.log")} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in: %v", want, err)
		}
	}
}

// checkOutside: servers that the environment names are used and not started.
func checkOutside(t *testing.T, ctx context.Context, running *stack.System) {
	t.Helper()
	system, err := stack.Start(ctx, stack.Options{
		File: writeRunFile(t, t.TempDir(), "stubborn", "polite"), Bin: repository(t, "bin"), FreePorts: true, Out: &testLog{t: t},
		Env: outside(running),
	})
	if err != nil {
		t.Fatal(err)
	}
	defer system.Stop()
	if system.Postgres != running.Postgres || system.Kafka != running.Kafka {
		t.Errorf("it uses %s and %s", system.Postgres, system.Kafka)
	}
	want := []string{"actors", "actors/daprd", "placement", "scheduler", "web", "web/daprd"}
	if diff := cmp.Diff(want, system.Names()); diff != "" {
		t.Error(diff)
	}
	// Its web app ignores SIGTERM.
	left := group(system)
	began := time.Now()
	if err := system.Stop(); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("Stop took %s", took)
	}
	checkGone(t, left)
}

func outside(s *stack.System) []string {
	return append(os.Environ(), "ERRAND_POSTGRES="+s.Postgres, "ERRAND_KAFKA="+s.Kafka, "ERRAND_SMTP_HOST=mail.invalid")
}

// writeRunFile makes a run file with an app that listens and one that does not.
func writeRunFile(t *testing.T, dir, web, actors string) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprintf(`version: 1
common:
  resourcesPath: components
  env:
    SHARED: from common
apps:
  - appID: web
    appDirPath: .
    appPort: 18080
    command: [%[1]q]
    env:
      TEST_APP: %[2]s
      SHARED: from the app
  - appID: actors
    appDirPath: .
    command: [%[1]q]
    env: {TEST_APP: %[3]s}
`, self, web, actors)
	component := `apiVersion: dapr.io/v1alpha1
kind: Component
metadata: {name: store}
spec:
  type: state.postgresql
  version: v2
  metadata:
    - {name: connectionString, envRef: ERRAND_POSTGRES}
    - {name: actorStateStore, value: "true"}
`
	if err := os.Mkdir(filepath.Join(dir, "components"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"dapr.yaml": text, "components/store.yaml": component} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "dapr.yaml")
}

func checkEnvironment(t *testing.T, s *stack.System) {
	t.Helper()
	web, err := s.App("web")
	if err != nil {
		t.Fatal(err)
	}
	var env map[string]string
	if err := json.Unmarshal(get(t, web.URL+"/env"), &env); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	want := map[string]string{
		"APP_ID": "web", "APP_PORT": strconv.Itoa(web.Port), "APP_PROTOCOL": "http",
		"DAPR_HTTP_PORT": strconv.Itoa(web.DaprHTTPPort), "DAPR_GRPC_PORT": strconv.Itoa(web.DaprGRPCPort),
		"ERRAND_POSTGRES": s.Postgres, "ERRAND_KAFKA": s.Kafka, "ERRAND_WEB_URL": web.URL,
		"ERRAND_SMTP_HOST": "127.0.0.1", "SHARED": "from the app",
	}
	for k := range want {
		got[k] = env[k]
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if web.Port == 18080 {
		t.Error("FreePorts took the port of the run file")
	}
}

func checkMail(t *testing.T, s *stack.System) {
	t.Helper()
	web, err := s.App("web")
	if err != nil {
		t.Fatal(err)
	}
	var env map[string]string
	if err := json.Unmarshal(get(t, web.URL+"/env"), &env); err != nil {
		t.Fatal(err)
	}
	err = smtp.SendMail("127.0.0.1:"+env["ERRAND_SMTP_PORT"], nil, "errand@localhost", []string{"me@localhost"}, []byte("Subject: milk\r\n\r\nIt is due.\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(s.MailDir, "*.eml"))
	if err != nil || len(files) != 1 {
		t.Fatalf("mail folder holds %v, %v", files, err)
	}
	text, err := os.ReadFile(files[0])
	if err != nil || !strings.Contains(string(text), "It is due.") {
		t.Errorf("got %q, %v", text, err)
	}
}

// keep writes a row and a record.
func keep(t *testing.T, ctx context.Context, s *stack.System) {
	t.Helper()
	conn, err := pgx.Connect(ctx, s.Postgres)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, `create table kept (what text); insert into kept values ('row')`); err != nil {
		t.Fatal(err)
	}
	kafka, err := kgo.NewClient(kgo.SeedBrokers(s.Kafka))
	if err != nil {
		t.Fatal(err)
	}
	defer kafka.Close()
	if err := kafka.ProduceSync(ctx, &kgo.Record{Topic: "unknown", Value: []byte("record")}).FirstErr(); err == nil {
		t.Error("a topic appeared by being asked for")
	}
	topic, err := kadm.NewClient(kafka).CreateTopic(ctx, -1, 1, nil, "kept")
	if err != nil || topic.NumPartitions != 12 {
		t.Fatalf("got %d partitions, %v", topic.NumPartitions, err)
	}
	if err := kafka.ProduceSync(ctx, &kgo.Record{Topic: "kept", Value: []byte("record")}).FirstErr(); err != nil {
		t.Fatal(err)
	}
}

// checkKept reads them again.
func checkKept(t *testing.T, ctx context.Context, s *stack.System) {
	t.Helper()
	conn, err := pgx.Connect(ctx, s.Postgres)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	var row, fsync string
	if err := conn.QueryRow(ctx, `select what, current_setting('fsync') from kept`).Scan(&row, &fsync); err != nil || row != "row" || fsync != "on" {
		t.Errorf("row %q, fsync %s, %v", row, fsync, err)
	}
	kafka, err := kgo.NewClient(kgo.SeedBrokers(s.Kafka), kgo.ConsumeTopics("kept"))
	if err != nil {
		t.Fatal(err)
	}
	defer kafka.Close()
	fetched := kafka.PollFetches(ctx)
	if err := fetched.Err(); err != nil {
		t.Fatal(err)
	}
	if records := fetched.Records(); len(records) != 1 || string(records[0].Value) != "record" {
		t.Errorf("got %d records", len(records))
	}
}

func get(t *testing.T, url string) []byte {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("GET %s: %s %s %v", url, response.Status, body, err)
	}
	return body
}

// group lists every process that a system runs: those in our processes' groups,
// and Postgres's backends, which have their own.
func group(s *stack.System) map[int]string {
	leaders := map[int]bool{}
	for _, name := range s.Names() {
		leaders[s.PID(name)] = true
	}
	found := map[int]string{}
	for _, p := range processes() {
		if leaders[p.group] || leaders[p.parent] {
			found[p.pid] = p.name
		}
	}
	return found
}

func checkGone(t *testing.T, left map[int]string) {
	t.Helper()
	if len(left) < 8 {
		t.Errorf("only %d processes were seen: %v", len(left), left)
	}
	for _, p := range processes() {
		if left[p.pid] == p.name {
			t.Errorf("process %d (%s) is still there", p.pid, p.name)
		}
	}
}

type process struct {
	pid, parent, group int
	name               string
}

func processes() []process {
	var all []process
	files, _ := filepath.Glob("/proc/[0-9]*/stat") // the pattern is valid
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			continue // it has just ended
		}
		open, end := strings.Index(string(text), "("), strings.LastIndex(string(text), ")")
		fields := strings.Fields(string(text[end+1:]))
		if fields[0] == "Z" {
			continue // it has ended; its parent has not asked yet
		}
		p := process{name: string(text[open+1 : end])}
		p.pid, _ = strconv.Atoi(strings.TrimSpace(string(text[:open])))
		p.parent, _ = strconv.Atoi(fields[1])
		p.group, _ = strconv.Atoi(fields[2])
		all = append(all, p)
	}
	return slices.Clip(all)
}

func repository(t *testing.T, path string) string {
	t.Helper()
	abs, err := filepath.Abs(filepath.Join("../../..", path))
	if err != nil {
		t.Fatal(err)
	}
	return abs
}

// testLog shows the system's lines as the test's and keeps them.
type testLog struct {
	t    *testing.T
	mu   sync.Mutex // guards seen
	seen []string
}

func (l *testLog) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	text := strings.TrimRight(string(line), "\n")
	l.seen = append(l.seen, text)
	l.t.Log(text)
	return len(line), nil
}

func (l *testLog) lines() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.seen)
}
