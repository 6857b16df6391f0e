//go:build e2e

package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/google/uuid"
)

// TestASlowPage does not read what it is told, through chat, until sync cuts
// it off with 4008. It has seen every version up to there once; it comes back
// and is told the rest.
func TestASlowPage(t *testing.T) {
	ann := someone(t)
	small := &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := new(net.Dialer).DialContext(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return conn, conn.(*net.TCPConn).SetReadBuffer(32 << 10)
	}}}
	query := url.Values{"ticket": {ann.ask(200, "GET", "/v1/sync/ticket", "").Ticket}, "since": {"0"}}
	conn, _, err := websocket.Dial(t.Context(), "ws"+strings.TrimPrefix(system.URL, "http")+"/v1/sync?"+query.Encode(), &websocket.DialOptions{HTTPClient: small})
	must(t, err)
	defer func() { _ = conn.CloseNow() }() // it may have been closed
	conn.SetReadLimit(1 << 20)

	notes := strings.Repeat("All work and no play. ", 400)
	before := slowPages(t)
	last := uint64(0)
	for slowPages(t) == before {
		if last > 1000 {
			t.Fatalf("%d facts of 9 kB, and nobody is slow", last)
		}
		for range 20 {
			raw, err := json.Marshal(map[string]string{"id": uuid.NewString(), "title": "Read me", "notes": notes})
			must(t, err)
			last = ann.ask(201, "POST", "/v1/tasks", string(raw)).Version
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	at := uint64(0)
	for {
		_, raw, err := conn.Read(ctx)
		if err != nil {
			if code := websocket.CloseStatus(err); code != 4008 {
				t.Errorf("it ended with %d: %v", code, err)
			}
			break
		}
		var f frame
		must(t, json.Unmarshal(raw, &f))
		if f.Type == "fact" {
			if f.Version != at+1 {
				t.Fatalf("told %d after %d", f.Version, at)
			}
			at = f.Version
		}
	}
	if at >= last {
		t.Fatalf("it was cut off, and has all %d", last)
	}
	t.Logf("cut off at version %d of %d", at, last)
	frames, hello := watch(t, ann, at)
	if hello.Version < at {
		t.Errorf("hello says %d, below %d", hello.Version, at)
	}
	within(t, 20*time.Second, "what it lacks", func() error {
		got := frames.of(ann.user)
		if n := uint64(len(got)); n != last-at {
			return fmt.Errorf("%d facts of %d", n, last-at)
		}
		if got[0].Data.Version != at+1 {
			return fmt.Errorf("the first is %d", got[0].Data.Version)
		}
		return nil
	})
}

// slowPages is how many sync has cut off.
func slowPages(t *testing.T) string {
	t.Helper()
	at, err := system.App("sync")
	must(t, err)
	res, err := web.Get(at.URL + "/metrics")
	must(t, err)
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	must(t, err)
	_, after, found := strings.Cut(string(raw), "\nerrand_sync_slow_total ")
	if !found {
		t.Fatal("sync does not count who is slow")
	}
	count, _, _ := strings.Cut(after, "\n")
	return count
}
