package hub

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"github.com/errandapp/errand/apps/sync/feed"
	"github.com/errandapp/errand/internal/ticket"
)

// tickets are good when they are a user's name in upper case.
type tickets struct{ err error }

func (t tickets) Verify(_ context.Context, s string, _ time.Time) (string, error) {
	switch {
	case t.err != nil:
		return "", t.err
	case s == "" || s != strings.ToUpper(s):
		return "", ticket.ErrBad
	}
	return strings.ToLower(s), nil
}

var limits = feed.Limits{PerList: 4, Lists: 100, Bytes: 1 << 20}

// serve is a hub behind a real server, and how to stop it.
func serve(t *testing.T, limits feed.Limits) (h *Hub, url string, stop func()) {
	t.Helper()
	h = New(limits, Compression{}, NewFigures(prometheus.NewRegistry()))
	h.Begin()
	ctx, cancel := context.WithCancel(t.Context())
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		if err := h.Run(ctx); err != nil {
			t.Error(err)
		}
	}()
	server := httptest.NewServer(Door{Hub: h, Tickets: tickets{}, Log: slog.New(slog.DiscardHandler)}.Handler())
	stop = func() { cancel(); <-stopped }
	t.Cleanup(server.Close)
	t.Cleanup(stop)
	return h, server.URL, stop
}

func connect(t *testing.T, url, user string, since uint64) *websocket.Conn {
	t.Helper()
	conn, _, err := websocket.Dial(t.Context(), fmt.Sprintf("%s/v1/sync?ticket=%s&since=%d", url, strings.ToUpper(user), since), nil)
	if err != nil {
		t.Fatal(err)
	}
	conn.SetReadLimit(1 << 20)
	t.Cleanup(func() { _ = conn.CloseNow() }) // a test may have closed it
	return conn
}

func fact(list string, version int) feed.Frame {
	return feed.Told(uint64(version), fmt.Appendf(nil, `{"id":"%s/%d"}`, list, version))
}

func publish(h *Hub, list string, versions ...int) {
	for _, v := range versions {
		h.Publish(list, uint64(v), fact(list, v))
	}
}

// wants reads the next frames.
func wants(t *testing.T, conn *websocket.Conn, frames ...feed.Frame) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	for _, want := range frames {
		kind, got, err := conn.Read(ctx)
		if err != nil {
			t.Fatalf("instead of %s: %v", want, err)
		}
		if kind != websocket.MessageText || string(got) != string(want) {
			t.Fatalf("got %s, want %s", got, want)
		}
	}
}

// ends reads on until the connection ends, and checks the code.
func ends(t *testing.T, conn *websocket.Conn, want websocket.StatusCode) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	for {
		if _, _, err := conn.Read(ctx); err != nil {
			if got := websocket.CloseStatus(err); got != want {
				t.Errorf("ended with %d (%v), want %d", got, err, want)
			}
			return
		}
	}
}

func TestAClientIsToldWhatHappensToItsList(t *testing.T) {
	h, url, _ := serve(t, limits)
	publish(h, "ann", 1, 2)
	a := connect(t, url, "ann", 2)
	b := connect(t, url, "ann", 1)
	c := connect(t, url, "bob", 0)
	wants(t, a, feed.Hello(2))
	wants(t, b, feed.Hello(2), fact("ann", 2))
	wants(t, c, feed.Hello(0), feed.Resync(0))
	publish(h, "ann", 3, 3, 2, 4)
	publish(h, "bob", 1)
	wants(t, a, fact("ann", 3), fact("ann", 4))
	wants(t, b, fact("ann", 3), fact("ann", 4))
	wants(t, c, fact("bob", 1))
	publish(h, "ann", 7, 6, 8)
	wants(t, a, feed.Resync(7), fact("ann", 8))
	late := connect(t, url, "ann", 4)
	wants(t, late, feed.Hello(8), feed.Resync(8))
	publish(h, "ann", 9)
	wants(t, late, fact("ann", 9))
	wants(t, b, feed.Resync(7), fact("ann", 8), fact("ann", 9))
}

func TestASlowClientIsClosedAndOthersAreNot(t *testing.T) {
	h, url, _ := serve(t, feed.Limits{PerList: 2000, Lists: 10, Bytes: 1 << 30})
	slow := connect(t, url, "ann", 0)
	quick := connect(t, url, "ann", 0)
	wants(t, quick, feed.Hello(0), feed.Resync(0))
	text := strings.Repeat("x", 64<<10) // so that the sockets' buffers are soon full
	last := 0
	for version := 1; testutil.ToFloat64(h.figures.slow) == 0; version++ {
		if version > 3000 {
			t.Fatal("nobody was slow")
		}
		f := feed.Told(uint64(version), []byte(`"`+text+`"`))
		h.Publish("ann", uint64(version), f)
		wants(t, quick, f)
		last = version
	}
	at := uint64(0) // what the slow one has read by its end
	for {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		_, raw, err := slow.Read(ctx)
		cancel()
		if err != nil {
			if got := websocket.CloseStatus(err); got != codeSlow {
				t.Errorf("ended with %d (%v), want %d", got, err, codeSlow)
			}
			break
		}
		var f struct {
			Type    string
			Version uint64
		}
		if err := json.Unmarshal(raw, &f); err != nil {
			t.Fatal(err)
		}
		if f.Type == "fact" && f.Version != at+1 {
			t.Fatalf("told %d after %d", f.Version, at)
		}
		at = f.Version
	}
	if at >= uint64(last) {
		t.Fatalf("it was slow, and has all %d", last)
	}
	// It comes back, and is told what it lacks.
	back := connect(t, url, "ann", at)
	wants(t, back, feed.Hello(uint64(last)))
	for v := at + 1; v <= uint64(last); v++ {
		wants(t, back, feed.Told(v, []byte(`"`+text+`"`)))
	}
	publish(h, "ann", last+1)
	wants(t, quick, fact("ann", last+1))
	wants(t, back, fact("ann", last+1))
}

func TestGoingAway(t *testing.T) {
	h, url, stop := serve(t, limits)
	conn := connect(t, url, "ann", 0)
	var reader sync.WaitGroup
	reader.Go(func() { ends(t, conn, websocket.StatusGoingAway) })
	deaf := connect(t, url, "ann", 0) // does not answer the close frame
	began := time.Now()
	stop()
	reader.Wait()
	if took := time.Since(began); took > goTime+2*time.Second {
		t.Errorf("going took %s", took)
	}
	if n := testutil.ToFloat64(h.figures.clients); n != 0 {
		t.Errorf("%v clients are left", n)
	}
	_, res, err := websocket.Dial(t.Context(), url+"/v1/sync?ticket=ANN", nil)
	if err == nil || res.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("after the stop: got %v, %v", res, err)
	}
	_ = deaf
}

func TestClientsHaveNothingToSay(t *testing.T) {
	_, url, _ := serve(t, limits)
	conn := connect(t, url, "ann", 0)
	for range chatter {
		if err := conn.Write(t.Context(), websocket.MessageText, []byte("hello?")); err != nil {
			t.Fatal(err)
		}
	}
	ends(t, conn, websocket.StatusPolicyViolation)
	conn = connect(t, url, "ann", 0)
	if err := conn.Write(t.Context(), websocket.MessageText, make([]byte, readLimit+1)); err != nil {
		t.Fatal(err)
	}
	ends(t, conn, websocket.StatusMessageTooBig)
}

func TestRefusals(t *testing.T) {
	h, url, _ := serve(t, limits)
	get := func(path, origin string) (int, problem) {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), "GET", url+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if origin != "" {
			r.Header.Set("Origin", origin)
		}
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		body, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		var p problem
		if err := json.Unmarshal(body, &p); err != nil && res.Header.Get("Content-Type") == "application/problem+json" {
			t.Fatalf("%v: %s", err, body)
		}
		return res.StatusCode, p
	}
	for _, c := range []struct {
		path, origin string
		status       int
		code         string
	}{
		{"/v1/sync", "", 401, "bad_ticket"},
		{"/v1/sync?ticket=ann", "", 401, "bad_ticket"},
		{"/v1/sync?ticket=ANN&since=-1", "", 400, "bad_request"},
		{"/v1/sync?ticket=ANN&since=x", "", 400, "bad_request"},
		{"/v1/sync?ticket=ANN", "https://evil.example", 403, "bad_origin"},
		{"/v1/sync?ticket=ANN", url, 426, ""}, // a good one, but no WebSocket
	} {
		if status, p := get(c.path, c.origin); status != c.status || p.Code != c.code {
			t.Errorf("%s from %q: got %d %+v, want %d %s", c.path, c.origin, status, p, c.status, c.code)
		}
	}
	for range MaxPerList {
		if _, err := h.join("ann", 0); err != nil {
			t.Fatal(err)
		}
	}
	if status, p := get("/v1/sync?ticket=ANN", ""); status != 503 || p.Code != "no_room" {
		t.Errorf("one too many: got %d %+v", status, p)
	}
	for range MaxPerList { // so that the hub can stop
		for c := range h.clients["ann"] {
			h.leave(c)
			break
		}
	}
}

func TestTicketsThatCannotBeChecked(t *testing.T) {
	for _, c := range []struct {
		err    error
		status int
		code   string
	}{
		{ticket.ErrExpired, 401, "ticket_expired"},
		{ticket.ErrUsed, 401, "ticket_used"},
		{ticket.ErrBad, 401, "bad_ticket"},
		{errors.New("no state store"), 503, "tickets_unavailable"},
	} {
		w := httptest.NewRecorder()
		Door{Tickets: tickets{c.err}, Log: slog.New(slog.DiscardHandler)}.Handler().
			ServeHTTP(w, httptest.NewRequest("GET", "/v1/sync?ticket=ANN", nil))
		var p problem
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != c.status || p.Code != c.code || strings.Contains(w.Body.String(), "state store") {
			t.Errorf("%v: got %d %s %v, want %d %s", c.err, w.Code, w.Body, err, c.status, c.code)
		}
	}
}

func TestOrigins(t *testing.T) {
	ours, err := NewOrigins([]string{"https://Errand.example.com"})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]bool{}
	for _, c := range [][3]string{ // origin, host, forwarded host
		{"", "sync:8081", ""},
		{"http://sync:8081", "sync:8081", ""},
		{"https://errand.example.com", "sync:8081", ""},
		{"http://errand.example.com", "sync:8081", ""},
		{"http://localhost:8080", "127.0.0.1:8081", "localhost:8080"},
		{"http://localhost:9000", "127.0.0.1:8081", "localhost:8080"},
		{"https://evil.example", "sync:8081", "errand.example.com"},
		{"null", "sync:8081", ""},
		{"https://errand.example.com.evil.example", "sync:8081", ""},
	} {
		r := httptest.NewRequest("GET", "/v1/sync", nil)
		r.Host = c[1]
		if c[0] != "" {
			r.Header.Set("Origin", c[0])
		}
		if c[2] != "" {
			r.Header.Set("X-Forwarded-Host", c[2])
		}
		got[c[0]] = ours.Allow(r)
	}
	want := map[string]bool{
		"": true, "http://sync:8081": true, "https://errand.example.com": true, "http://errand.example.com": false,
		"http://localhost:8080": true, "http://localhost:9000": false, "https://evil.example": false, "null": false,
		"https://errand.example.com.evil.example": false,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, bad := range []string{"errand.example.com", "https://x/path", "*", ""} {
		if _, err := NewOrigins([]string{bad}); err == nil {
			t.Errorf("%q is taken for an origin", bad)
		}
	}
}

// Clients come and go while facts are told: each sees every version once.
func TestManyClientsUnderLoad(t *testing.T) {
	h, url, _ := serve(t, feed.Limits{PerList: 1000, Lists: 10, Bytes: 1 << 20})
	const facts = 400
	publish(h, "ann", 1)
	var clients sync.WaitGroup
	for i := range 8 {
		clients.Go(func() {
			at := uint64(0)
			for at < facts { // connect again and again, from where it is
				ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
				conn, _, err := websocket.Dial(ctx, fmt.Sprintf("%s/v1/sync?ticket=ANN&since=%d", url, at), nil)
				if err != nil {
					t.Error(err)
					cancel()
					return
				}
				for n := 0; n < 40+10*i && at < facts; n++ {
					_, raw, err := conn.Read(ctx)
					if err != nil {
						t.Error(err)
						break
					}
					var f struct {
						Type    string
						Version uint64
					}
					if err := json.Unmarshal(raw, &f); err != nil {
						t.Error(err)
					}
					switch {
					case f.Type == "fact" && f.Version == at+1:
						at++
					case f.Type == "hello" && n == 0:
					default:
						t.Errorf("client %d at %d got %s", i, at, raw)
						at = facts
					}
				}
				_ = conn.CloseNow() // as a browser that goes
				cancel()
			}
		})
	}
	for v := 2; v <= facts; v++ {
		publish(h, "ann", v)
		if v%20 == 0 {
			time.Sleep(5 * time.Millisecond) // let clients in between
		}
	}
	clients.Wait()
}
