//go:build e2e

package e2e

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/errandapp/errand/deploy/local/stack"
)

// toBinding is how a sidecar names its span of a call to an output binding.
const toBinding = "/dapr.proto.runtime.v1.Dapr/InvokeBinding"

// TestOneTrace follows one trace, from the HTTP request that adds a task over
// the reminder that rings seconds later to the e-mail that tells of it, as an
// OTLP collector sees it. The tasks process that took the request is killed
// meanwhile, for a reminder may ring weeks later.
func TestOneTrace(t *testing.T) {
	const trace = "4bf92f3577b34da6a3ce929d0e0e4736"
	seen := receiveSpans(t, trace)
	traced := tracedSystem(t, seen.url)

	due := time.Now().UTC().Add(8 * time.Second)
	body := fmt.Sprintf(`{"title":"Traced","due":{"date":%q,"time":%q,"timeZone":"UTC"}}`,
		due.Format(time.DateOnly), due.Format(time.TimeOnly))
	req, err := http.NewRequestWithContext(t.Context(), "POST", traced.URL+"/v1/tasks", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("errand-user", "tracy")
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("traceparent", "00-"+trace+"-00f067aa0ba902b7-01")
	res, err := web.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusCreated {
		t.Fatalf("status %d", res.StatusCode)
	}
	// Its spans leave every five seconds; a kill may come between.
	within(t, 10*time.Second, "the span of the turn", func() error {
		if _, ok := seen.find("tasks", "TaskList.AddTask"); !ok {
			return fmt.Errorf("there are\n%s", seen)
		}
		return nil
	})
	if err := traced.Crash("tasks"); err != nil {
		t.Fatal(err)
	}

	within(t, 60*time.Second, "the mail", func() error {
		files, err := filepath.Glob(filepath.Join(traced.MailDir, "*.eml"))
		if err == nil && len(files) != 1 {
			err = fmt.Errorf("%d mails", len(files))
		}
		return err
	})
	for _, want := range []struct{ app, name string }{
		{"chat", "POST /v1/tasks"}, {"tasks", "TaskList.AddTask"}, {"audit", "audit.record"}, {"sync", "sync.tell"},
		{"tasks", "TaskList.came_due"}, {"notify", "notify.tell"}, {"notify", toBinding},
	} {
		within(t, 30*time.Second, want.app+"'s span "+want.name, func() error {
			if _, ok := seen.find(want.app, want.name); !ok {
				return fmt.Errorf("the trace has\n%s", seen)
			}
			return nil
		})
	}
	t.Logf("the trace:\n%s", seen)

	mail, _ := seen.find("notify", toBinding)
	path := seen.above(mail)
	place := 0
	for _, step := range []string{"notify " + toBinding, "notify notify.tell", "tasks TaskList.came_due", "tasks TaskList.AddTask", "chat POST /v1/tasks"} {
		at := slices.Index(path[place:], step)
		if at < 0 {
			t.Fatalf("the mail's span stands under %q: %q is not there, or not in its place", path, step)
		}
		place += at
	}
	if rang, _ := seen.find("tasks", "TaskList.came_due"); rang.links != 1 {
		t.Errorf("what came due has %d links, want one to the wake-up that found it", rang.links)
	}
}

// tracedSystem is a system of its own that exports its spans, sidecars too.
func tracedSystem(t *testing.T, collector string) *stack.System {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	data := t.TempDir()
	if err := openUp(data); err != nil {
		t.Fatal(err)
	}
	out, err := os.Create(filepath.Join(data, "console.log"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	s, err := stack.Start(ctx, stack.Options{
		File: filepath.Join(root, "dapr.yaml"), Data: filepath.Join(data, "run"), Bin: filepath.Join(root, "bin"), FreePorts: true,
		Env: append(os.Environ(), "OTEL_EXPORTER_OTLP_ENDPOINT="+collector, "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "OTEL_BSP_SCHEDULE_DELAY=500"),
		Out: out, RestartsPerMinute: 100,
	})
	if err != nil {
		show(out.Name())
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if t.Failed() {
			show(out.Name())
		}
		if err := s.Stop(); err != nil {
			t.Error(err)
		}
		cancel()
		out.Close()
	})
	return s
}

// openUp lets another user, as which Postgres runs, into a folder of a test's.
func openUp(dir string) error {
	for d := dir; strings.Contains(filepath.Base(d), "Test") || d == dir; d = filepath.Dir(d) {
		if err := os.Chmod(d, 0o755); err != nil {
			return err
		}
	}
	return nil
}
