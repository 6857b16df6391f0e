package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/coder/websocket"
	"github.com/google/go-cmp/cmp"

	"github.com/errandapp/errand/apps/chat/api"
	"github.com/errandapp/errand/internal/run/sidecar"
	"github.com/errandapp/errand/internal/telemetry"
)

func TestAwayIs503WithRetryAfter(t *testing.T) {
	w := newWorld(t)
	w.memory.away = true
	w.apps.err = fmt.Errorf("ask audit: %w", errAway)
	w.tickets.err = errors.New("no state store")
	for _, c := range []struct{ method, path, body string }{
		{"GET", "/v1/tasks", ""}, {"GET", "/v1/tasks/t", ""}, {"POST", "/v1/tasks", `{"title":"x"}`},
		{"PATCH", "/v1/tasks/t", `{"title":"x"}`}, {"DELETE", "/v1/tasks/t", ""}, {"POST", "/v1/tasks/t/complete", ""},
		{"POST", "/v1/tasks/t/reopen", ""}, {"POST", "/v1/tasks/t/skip", ""}, {"POST", "/v1/tasks/t/snooze", `{"minutes":5}`}, {"POST", "/v1/tasks/t/restore", ""},
		{"GET", "/v1/tasks?filter=open", ""}, {"POST", "/v1/batch", `{"commands":[{"verb":"CompleteTask","args":{"id":"t"}}]}`},
		{"POST", "/v1/bulk", `{"filter":"open","do":{"verb":"CompleteTask"}}`}, {"POST", "/v1/undo", ""}, {"POST", "/v1/redo", ""},
		{"GET", "/v1/settings", ""}, {"PATCH", "/v1/settings", `{"morning":"07:00"}`},
		{"POST", "/v1/labels/rename", `{"from":"a","to":"b"}`}, {"POST", "/v1/projects/rename", `{"from":"a","to":"b"}`},
		{"POST", "/v1/chat", `{"id":"m","text":"undo"}`}, {"POST", "/v1/chat", `{"id":"m","text":"list"}`}, {"POST", "/v1/chat", `{"id":"m","text":"buy milk"}`},
		{"GET", "/v1/history", ""}, {"GET", "/v1/history/list?version=1", ""}, {"GET", "/v1/history/proof?version=1", ""},
		{"GET", "/v1/history/consistency?from=1&to=2", ""}, {"GET", "/v1/history/checkpoint", ""}, {"GET", "/v1/history/export", ""},
		{"GET", "/v1/notifications", ""}, {"GET", "/v1/sync/ticket", ""}, {"GET", "/v1/sync", ""},
	} {
		w.refused(503, "unavailable", "", c.method, c.path, c.body)
		after := w.send(c.method, c.path, c.body).Header().Get("Retry-After")
		if n, err := strconv.Atoi(after); err != nil || n < 1 {
			t.Errorf("%s %s: Retry-After is %q", c.method, c.path, after)
		}
	}
}

func TestHistoryAndNotificationsAreAskedForThePerson(t *testing.T) {
	w := newWorld(t)
	w.apps.answer = `{"entries":[{"fact":{"specversion":"1.0","id":"anna/1"},"recordedAt":"2026-11-24T12:00:00Z","partition":3,"offset":7}]}`
	got := ok[api.History](w, 200, "GET", "/v1/history?task=t1&before=9&limit=5", "", "errand-user: anna")
	if len(got.Entries) != 1 || got.Entries[0].Offset != 7 {
		t.Errorf("got %+v", got)
	}
	ok[api.History](w, 200, "GET", "/v1/history", "")
	w.apps.answer = `{"notifications":[],"seen":0}`
	ok[api.Notifications](w, 200, "GET", "/v1/notifications", "", "errand-user: ben")
	want := []string{"audit history?before=9&limit=5&task=t1 for anna", "audit history?limit=50 for local", "notify notifications? for ben"}
	if diff := cmp.Diff(want, w.apps.asked); diff != "" {
		t.Error(diff)
	}
	w.apps.answer = `<html>`
	w.refused(500, "internal", "", "GET", "/v1/history", "")
}

func TestInvokerGoesThroughTheSidecar(t *testing.T) {
	var seen *http.Request
	status, said := 200, `{"entries":[]}`
	daprd := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen = r
		w.WriteHeader(status)
		fmt.Fprint(w, said)
	}))
	defer daprd.Close()
	at, err := url.Parse(daprd.URL)
	if err != nil {
		t.Fatal(err)
	}
	port, err := strconv.Atoi(at.Port())
	if err != nil {
		t.Fatal(err)
	}
	i := newInvoker(sidecar.Config{HTTP: port, Token: "t0ken"})
	answer, err := i.Get(t.Context(), "audit", "history", url.Values{"limit": {"5"}}, "anna")
	if err != nil || string(answer) != `{"entries":[]}` {
		t.Fatalf("got %s, %v", answer, err)
	}
	if got := seen.URL.String(); got != "/v1.0/invoke/audit/method/history?limit=5" || seen.Header.Get("errand-user") != "anna" || seen.Header.Get("dapr-api-token") != "t0ken" {
		t.Errorf("asked %s with %v", got, seen.Header)
	}
	for _, status = range []int{500, 404, 403, 502} {
		if _, err := i.Get(t.Context(), "audit", "history", nil, "anna"); !errors.Is(err, errAway) {
			t.Errorf("status %d: got %v, want errAway", status, err)
		}
	}
	status, said = 200, ""
	if _, err := i.Do(t.Context(), "notify", "POST", "notifications/unsubscribe", "anna", nil); !errors.Is(err, errAway) {
		t.Errorf("200 and nothing: got %v, want errAway", err)
	}
	daprd.Close()
	if _, err := i.Get(t.Context(), "audit", "history", nil, "anna"); !errors.Is(err, errAway) {
		t.Errorf("no sidecar: got %v, want errAway", err)
	}
}

func TestTicketIsThePersons(t *testing.T) {
	w := newWorld(t)
	got := ok[api.Ticket](w, 200, "GET", "/v1/sync/ticket", "", "errand-user: anna")
	if diff := cmp.Diff(api.Ticket{Ticket: "ticket-of-anna", ExpiresAt: noon.Add(time.Minute), Url: "/v1/sync"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestWebSocketIsPassedOn(t *testing.T) {
	var seen *http.Request
	sync := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen = r
		conn, err := websocket.Accept(w, r, nil) // checks Origin against Host
		if err != nil {
			return // it has answered
		}
		defer conn.CloseNow()
		kind, frame, err := conn.Read(r.Context())
		if err != nil {
			return
		}
		_ = conn.Write(r.Context(), kind, append([]byte("echo "), frame...)) // the test sees what is missing
	}))
	defer sync.Close()
	to, err := url.Parse(sync.URL)
	if err != nil {
		t.Fatal(err)
	}
	w := newWorldWith(t, doors{sync: to, page: fstest.MapFS{}})
	watched := telemetry.NewHTTP("chat", telemetry.NewRegistry(), slog.New(slog.DiscardHandler)).Wrap(w.handler)
	chat := httptest.NewServer(watched)
	defer chat.Close()

	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	conn, _, err := websocket.Dial(ctx, chat.URL+"/v1/sync?ticket=abc&since=4", &websocket.DialOptions{
		HTTPHeader: http.Header{"Origin": {chat.URL}, "Errand-User": {"anna"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer conn.CloseNow()
	if err := conn.Write(ctx, websocket.MessageText, []byte("hi")); err != nil {
		t.Fatal(err)
	}
	if _, frame, err := conn.Read(ctx); err != nil || string(frame) != "echo hi" {
		t.Errorf("got %q, %v", frame, err)
	}
	if seen.URL.String() != "/v1/sync?ticket=abc&since=4" || seen.Header.Get("Errand-User") != "" {
		t.Errorf("sync was asked %s with user %q", seen.URL, seen.Header.Get("Errand-User"))
	}
}

func TestTraceGoesOnToTheList(t *testing.T) {
	_, stop, err := telemetry.Start(t.Context(), "chat", telemetry.Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := stop(context.Background()); err != nil {
			t.Error(err)
		}
	}()
	w := newWorld(t)
	w.handler = telemetry.NewHTTP("chat", telemetry.NewRegistry(), slog.New(slog.DiscardHandler)).Wrap(w.handler)
	ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", `{"title":"x"}`, "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
	if w.memory.trace != "0af7651916cd43dd8448eb211c80319c" {
		t.Errorf("the command came with trace %s", w.memory.trace)
	}
	ok[api.TaskAnswer](w, 201, "POST", "/v1/tasks", `{"title":"x"}`)
	if w.memory.trace == strings.Repeat("0", 32) {
		t.Error("a request without a trace was given none")
	}
}

func TestPage(t *testing.T) {
	w := newWorld(t)
	for _, c := range []struct {
		path, accept string
		status       int
		cache, body  string
	}{
		{"/", "", 200, "no-cache", "<!doctype html>page"},
		{"/settings", "text/html,*/*", 200, "no-cache", "<!doctype html>page"},
		{"/index.html", "", 200, "no-cache", "<!doctype html>page"},
		{"/assets/app-abc.js", "", 200, "public, max-age=31536000, immutable", "1"},
		{"/assets/gone-def.js", "text/html", 404, "no-store", ""},
		{"/settings", "application/json", 404, "no-store", ""},
		{"/.gitkeep", "", 404, "no-store", ""},
		{"/v1/x", "text/html", 404, "no-store", ""},
	} {
		res := w.send("GET", c.path, "", "Accept: "+c.accept)
		if res.Code != c.status || res.Header().Get("Cache-Control") != c.cache || c.body != "" && res.Body.String() != c.body {
			t.Errorf("%s: got %d %q %s, want %d %q", c.path, res.Code, res.Header().Get("Cache-Control"), res.Body, c.status, c.cache)
		}
	}
	etag := w.send("GET", "/", "").Header().Get("ETag")
	if res := w.send("GET", "/", "", "If-None-Match: "+etag); res.Code != 304 || res.Body.Len() != 0 {
		t.Errorf("unchanged: got %d %s", res.Code, res.Body)
	}
	if res := w.send("HEAD", "/", ""); res.Code != 200 || !strings.HasPrefix(res.Header().Get("Content-Type"), "text/html") {
		t.Errorf("HEAD: got %d %v", res.Code, res.Header())
	}
}

func TestPageThatIsNotBuilt(t *testing.T) {
	w := newWorldWith(t, doors{sync: &url.URL{Scheme: "http", Host: "127.0.0.1:1"}, page: fstest.MapFS{".gitkeep": {}}})
	res := w.send("GET", "/", "")
	if res.Code != 503 || !strings.Contains(res.Body.String(), "make run") {
		t.Errorf("got %d %s", res.Code, res.Body)
	}
	ok[api.TaskList](w, 200, "GET", "/v1/tasks", "")
}

func TestOpenAPIIsServed(t *testing.T) {
	res := newWorld(t).send("GET", "/openapi.yaml", "")
	if res.Code != 200 || !strings.HasPrefix(res.Body.String(), "openapi: 3") {
		t.Errorf("got %d %.80s", res.Code, res.Body)
	}
}

func TestPanicIs500AndALogLine(t *testing.T) {
	w := newWorld(t)
	w.memory.now = func() time.Time { panic("the clock fell off the wall") }
	p := w.refused(500, "internal", "", "POST", "/v1/tasks", `{"title":"x"}`)
	if strings.Contains(p.Detail, "clock") {
		t.Errorf("the outside is told %q", p.Detail)
	}
	var line map[string]any
	if err := json.Unmarshal([]byte(strings.SplitN(w.log.String(), "\n", 2)[0]), &line); err != nil || line["err"] != "the clock fell off the wall" || line["stack"] == "" {
		t.Errorf("the log has %s", w.log)
	}
}

func TestConfig(t *testing.T) {
	for _, name := range []string{"APP_PORT", "DAPR_HTTP_PORT", "ERRAND_SYNC_URL", "ERRAND_LISTEN_HOST", "ERRAND_ALLOWED_HOSTS"} {
		t.Setenv(name, "")
	}
	t.Setenv("ERRAND_SYNC_URL", "http://127.0.0.1:9001")
	t.Setenv("APP_PORT", "9000")
	t.Setenv("ERRAND_ALLOWED_HOSTS", "a.example, b.example")
	cfg, err := readConfig()
	if err != nil {
		t.Fatal(err)
	}
	if cfg.Addr() != "127.0.0.1:9000" || cfg.Sync.Port() != "9001" || len(cfg.AllowedHosts) != 2 || cfg.HTTP != 3500 {
		t.Errorf("got %+v", cfg)
	}
	t.Setenv("APP_PORT", "high")
	t.Setenv("DAPR_HTTP_PORT", "low")
	if _, err := readConfig(); err == nil || !strings.Contains(err.Error(), "Port") || !strings.Contains(err.Error(), "HTTP") {
		t.Errorf("got %v, want both mistakes", err)
	}
	t.Setenv("APP_PORT", "9000")
	t.Setenv("DAPR_HTTP_PORT", "3500")
	t.Setenv("ERRAND_SYNC_URL", "127.0.0.1:8081")
	if _, err := readConfig(); err == nil {
		t.Error("an ERRAND_SYNC_URL without a scheme was taken")
	}
}
