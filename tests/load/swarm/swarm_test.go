package swarm

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/errandapp/errand/apps/sync/feed"
)

// A swarm finds out what a bad server does, and lets a good one be.
func TestASwarmFindsOut(t *testing.T) {
	told := func(v uint64) feed.Frame { return feed.Told(v, fmt.Appendf(nil, `{"id":"ann/%d"}`, v)) }
	for _, c := range []struct {
		what   string
		frames []feed.Frame // of each connection
		broken string
	}{
		{"a good server", []feed.Frame{feed.Hello(2), told(1), told(2), feed.Ping}, ""},
		{"a good server that knows little", []feed.Frame{feed.Hello(0), feed.Resync(0), told(1), told(2)}, ""},
		{"a skip", []feed.Frame{feed.Hello(2), told(2)}, "SKIP"},
		{"a repeat", []feed.Frame{feed.Hello(2), told(1), told(1), told(2)}, "REPEAT"},
		{"nonsense", []feed.Frame{feed.Hello(2), feed.Frame("{}")}, "no frame"},
		{"a fact that never comes", []feed.Frame{feed.Hello(0), told(1)}, "1 clients have not been told"},
		{"a fact too many", []feed.Frame{feed.Hello(2), told(1), told(2), told(3)}, "is at 3"},
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			conn, err := websocket.Accept(w, r, nil)
			if err != nil {
				t.Error(err)
				return
			}
			for _, f := range c.frames {
				_ = conn.Write(r.Context(), websocket.MessageText, f) // a client that found out has gone
			}
			_, _, _ = conn.Read(context.Background()) // until it goes
		}))
		s := New(Options{
			Lists: []string{"ann"}, Clients: 1, Address: "ws" + strings.TrimPrefix(server.URL, "http"),
			Ticket: func(context.Context, string) (string, error) { return "t", nil },
			Fetch:  func(context.Context, string) (uint64, error) { return 2, nil },
		})
		s.Acked(0, 2, time.Now())
		s.Start(t.Context(), 0)
		for s.Counts().Hellos == 0 {
			time.Sleep(time.Millisecond)
		}
		if c.what == "a fact too many" {
			for s.Counts().Facts < 3 {
				time.Sleep(time.Millisecond)
			}
		}
		ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
		samples, err := s.Finish(ctx)
		cancel()
		server.Close()
		if (err == nil) != (c.broken == "") || err != nil && !strings.Contains(err.Error(), c.broken) {
			t.Errorf("%s: %v, want %q", c.what, err, c.broken)
		}
		if c.what == "a good server" && len(samples) != 1 {
			t.Errorf("%s: %d samples of one acknowledgement", c.what, len(samples))
		}
	}
}

// Clients come back as the page does: after 0.25 to 0.5 s, and at most 15.
func TestBackoff(t *testing.T) {
	for tries, longest := range map[int]time.Duration{0: 500 * time.Millisecond, 1: time.Second, 4: 8 * time.Second, 5: 15 * time.Second, 1000: 15 * time.Second} {
		for range 100 {
			if wait := backoff(tries); wait > longest || wait < longest/2 {
				t.Fatalf("after %d tries: %v, want at most %v and at least half of that", tries, wait, longest)
			}
		}
	}
}
