package run

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/internal/telemetry"
)

func TestGroupStopsAllWhenOneFails(t *testing.T) {
	g := NewGroup(t.Context())
	boom := errors.New("boom")
	stopped := false
	g.Go("waiter", func(ctx context.Context) error { <-ctx.Done(); stopped = true; return nil })
	g.Go("worker", func(context.Context) error { return boom })
	err := g.Wait()
	if !errors.Is(err, boom) || err.Error() != "worker: boom" || !stopped {
		t.Fatalf("got %v, waiter stopped: %v; want worker: boom, true", err, stopped)
	}
}

func TestReadyNamesWhatFailed(t *testing.T) {
	checks := Checks{
		"postgres": func(context.Context) error { return nil },
		"kafka":    func(context.Context) error { return errors.New("no broker") },
		"slow":     func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() },
	}
	w := httptest.NewRecorder()
	checks.ServeHTTP(w, httptest.NewRequest("GET", "/readyz", nil))
	var got map[string]any
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"ready": false, "failed": map[string]any{"kafka": "no broker", "slow": "context deadline exceeded"}}
	if diff := cmp.Diff(want, got); diff != "" || w.Code != 503 {
		t.Fatalf("status %d, answer differs (-want +got):\n%s", w.Code, diff)
	}
	w = httptest.NewRecorder()
	Checks{}.ServeHTTP(w, httptest.NewRequest("GET", "/readyz", nil))
	if w.Code != 200 || strings.TrimSpace(w.Body.String()) != `{"ready":true}` {
		t.Fatalf("without checks: got %d %s", w.Code, w.Body)
	}
}

func TestServerEndsWhatIsUnderWay(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	begun, finish := make(chan struct{}), make(chan struct{})
	app := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(begun)
		<-finish
		if r.Context().Err() != nil {
			t.Error("a request under way was cancelled by the stop")
		}
		_, _ = io.WriteString(w, "done")
	})
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	url := "http://" + ln.Addr().String()
	ended := make(chan error, 1)
	s := Server{Handler: app, Registry: telemetry.NewRegistry(), Log: slog.New(slog.DiscardHandler)}
	go func() { ended <- s.RunOn(ctx, ln) }()

	for path, want := range map[string]string{"/healthz": "ok\n", "/readyz": `{"ready":true}`, "/metrics": "go_goroutines"} {
		res, err := http.Get(url + path)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(res.Body)
		res.Body.Close()
		if err != nil || res.StatusCode != 200 || !strings.Contains(string(body), want) {
			t.Fatalf("%s: got %d %q %v", path, res.StatusCode, body, err)
		}
	}

	answer := make(chan string, 1)
	go func() {
		res, err := http.Get(url + "/work")
		if err != nil {
			answer <- err.Error()
			return
		}
		defer res.Body.Close()
		body, _ := io.ReadAll(res.Body)
		answer <- string(body)
	}()
	<-begun
	cancel()
	for { // until it takes no more connections
		conn, err := net.DialTimeout("tcp", ln.Addr().String(), time.Second)
		if err != nil {
			break
		}
		conn.Close()
		time.Sleep(time.Millisecond)
	}
	close(finish)
	if got := <-answer; got != "done" {
		t.Errorf("the request under way got %q, want done", got)
	}
	if err := <-ended; err != nil {
		t.Errorf("stop: %v", err)
	}
}

// The test binary is its own process under test.
func TestMain(m *testing.M) {
	switch os.Getenv("RUN_TEST_PROCESS") {
	case "wait":
		Main("waiter", func(ctx context.Context, log *slog.Logger) error {
			log.Info("waiting")
			<-ctx.Done()
			return ctx.Err()
		})
		os.Exit(0)
	case "fail":
		Main("failer", func(context.Context, *slog.Logger) error { return errors.New("no luck") })
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func process(t *testing.T, mode string) (*exec.Cmd, io.Reader) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), "RUN_TEST_PROCESS="+mode)
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, stderr
}

func TestMainStopsOnSignals(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		cmd, stderr := process(t, "wait")
		lines := make([]byte, 0, 1024)
		for !strings.Contains(string(lines), "waiting") {
			buf := make([]byte, 256)
			n, err := stderr.Read(buf)
			if err != nil {
				t.Fatalf("it ended early: %v\n%s", err, lines)
			}
			lines = append(lines, buf[:n]...)
		}
		if err := cmd.Process.Signal(sig); err != nil {
			t.Fatal(err)
		}
		rest, _ := io.ReadAll(stderr)
		if err := cmd.Wait(); err != nil || !strings.Contains(string(rest), "stopped") {
			t.Errorf("%s: got %v, %q; want an orderly end", sig, err, rest)
		}
	}
}

func TestMainFailsWithWhatWentWrong(t *testing.T) {
	cmd, stderr := process(t, "fail")
	out, _ := io.ReadAll(stderr)
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != 1 || !strings.Contains(string(out), `err="no luck"`) {
		t.Errorf("got %v, %q; want exit code 1 and the reason", err, out)
	}
}
