package hub

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"github.com/errandapp/errand/apps/sync/feed"
)

// raw opens a WebSocket by hand, so that nothing answers for the client.
func raw(t *testing.T, url, after string) (net.Conn, *bufio.Reader) {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() }) // the server may have
	_, err = fmt.Fprintf(conn, "GET /v1/sync?ticket=ANN HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"+
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n%s", after)
	if err != nil {
		t.Fatal(err)
	}
	return conn, bufio.NewReader(conn)
}

// A client that is there answers, and hears that the line is alive; one that
// is not is cut off, and its place is free again.
func TestHeartbeats(t *testing.T) {
	h, url, _ := serve(t, limits)
	h.pace = pace{beat: 30 * time.Millisecond, pong: 200 * time.Millisecond, send: time.Second}
	alive := connect(t, url, "bob", 0)
	wants(t, alive, feed.Hello(0), feed.Resync(0), feed.Ping, feed.Ping, feed.Ping)

	dead, in := raw(t, url, "")
	if err := dead.SetReadDeadline(time.Now().Add(10 * time.Second)); err != nil {
		t.Fatal(err)
	}
	go func() { // bob goes on answering
		for {
			if _, _, err := alive.Read(context.Background()); err != nil {
				return
			}
		}
	}()
	if _, err := io.ReadAll(in); err != nil { // until the server ends it
		t.Errorf("a client that does not answer is still connected: %v", err)
	}
	if n := testutil.ToFloat64(h.figures.dead); n != 1 {
		t.Errorf("%v clients were found dead, want 1", n)
	}
	for testutil.ToFloat64(h.figures.clients) != 1 { // bob
		time.Sleep(time.Millisecond)
	}
	publish(h, "bob", 1)
	for h.waiting.Load() != 0 {
		time.Sleep(time.Millisecond)
	}
}

// What a client says while its handshake is being answered is heard.
func TestEarlyWords(t *testing.T) {
	h, url, _ := serve(t, limits)
	conn, in := raw(t, url, "\x89\x82\x00\x00\x00\x00hi") // a ping
	if err := conn.SetReadDeadline(time.Now().Add(10 * time.Second)); err != nil {
		t.Fatal(err)
	}
	for text := ""; !strings.Contains(text, "\x8a\x02hi"); { // the answer
		b, err := in.ReadByte()
		if err != nil {
			t.Fatalf("got %q, %v", text, err)
		}
		text += string([]byte{b})
	}
	chatty, in := raw(t, url, strings.Repeat("\x89\x82\x00\x00\x00\x00hi", readBuffer))
	if err := chatty.SetReadDeadline(time.Now().Add(10 * time.Second)); err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(in); err != nil && !strings.Contains(err.Error(), "reset") {
		t.Errorf("too many words: it got %q, %v", text, err)
	}
	for testutil.ToFloat64(h.figures.clients) != 1 {
		time.Sleep(time.Millisecond)
	}
}

// Before sync knows what happened lately nobody is let in.
func TestStarting(t *testing.T) {
	h, url, _ := serve(t, limits)
	h.mu.Lock()
	h.begun = false
	h.mu.Unlock()
	if h.Check(t.Context()) == nil {
		t.Error("it says that it is ready")
	}
	res, err := http.Get(url + "/v1/sync?ticket=ANN")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != 503 || res.Header.Get("Retry-After") == "" || !strings.Contains(string(body), `"starting"`) {
		t.Errorf("got %d %s %v", res.StatusCode, body, err)
	}
	h.Begin()
	if err := h.Check(t.Context()); err != nil {
		t.Error(err)
	}
	wants(t, connect(t, url, "ann", 3), feed.Hello(3), feed.Resync(3))
}

// When facts were lost nobody knows whose: all are told to ask.
func TestDoubt(t *testing.T) {
	h, url, _ := serve(t, limits)
	publish(h, "ann", 1, 2)
	a, b := connect(t, url, "ann", 2), connect(t, url, "bob", 7)
	wants(t, a, feed.Hello(2))
	wants(t, b, feed.Hello(7), feed.Resync(7))
	h.Doubt()
	publish(h, "ann", 3)
	publish(h, "bob", 9)
	wants(t, a, feed.Resync(2), fact("ann", 3))
	wants(t, b, feed.Resync(7), feed.Resync(9))
	wants(t, connect(t, url, "ann", 1), feed.Hello(3), feed.Resync(3)) // 2 is not at hand any more
}

// Clients of two syncs that read the same topic, one of them from later on
// and with repeats, see the same.
func TestTwoReplicas(t *testing.T) {
	h1, url1, _ := serve(t, limits)
	h2, url2, _ := serve(t, limits)
	publish(h1, "ann", 1, 2, 3)
	publish(h2, "ann", 2, 3)
	a, b := connect(t, url1, "ann", 2), connect(t, url2, "ann", 2)
	wants(t, a, feed.Hello(3), fact("ann", 3))
	wants(t, b, feed.Hello(3), fact("ann", 3))
	publish(h1, "ann", 4, 5)
	publish(h2, "ann", 4, 3, 4, 5, 5)
	wants(t, a, fact("ann", 4), fact("ann", 5))
	wants(t, b, fact("ann", 4), fact("ann", 5))
}

// Compressed frames are the same frames.
func TestCompression(t *testing.T) {
	for _, mode := range []string{"off", "message", "context"} {
		h, url, _ := serve(t, limits)
		if err := h.compression.UnmarshalText([]byte(mode)); err != nil {
			t.Fatal(err)
		}
		conn, res, err := websocket.Dial(t.Context(), url+"/v1/sync?ticket=ANN", &websocket.DialOptions{CompressionMode: websocket.CompressionContextTakeover})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = conn.CloseNow() }() // it is read to the end of the test
		if agreed := res.Header.Get("Sec-WebSocket-Extensions") != ""; agreed != (mode != "off") {
			t.Errorf("%s: %v", mode, res.Header)
		}
		wants(t, conn, feed.Hello(0), feed.Resync(0))
		for v := range uint64(3) {
			f := feed.Told(v+1, fmt.Appendf(nil, `{"id":"ann/%d","text":%q}`, v+1, strings.Repeat("milk and bread ", 100)))
			h.Publish("ann", v+1, f)
			wants(t, conn, f)
		}
	}
	var c Compression
	if err := c.UnmarshalText([]byte("zstd")); err == nil {
		t.Error("zstd is taken for a way of ours")
	}
}

// What waits is bounded for each client and for all together, and is given
// back when they go.
func TestWhatWaitsIsBounded(t *testing.T) {
	h := New(limits, Compression{}, NewFigures(prometheus.NewRegistry()))
	h.Begin()
	join := func(list string) *client {
		t.Helper()
		c, err := h.join(list, 0)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	slow := func(c *client) bool { return c.ending != nil && c.ending.code == codeSlow }

	many := join("many") // small frames
	for range maxQueue - 2 {
		many.offer(feed.Ping)
	}
	if slow(many) {
		t.Error("slow with a queue that is just full")
	}
	many.offer(feed.Ping)
	if !slow(many) {
		t.Errorf("%d frames wait for one client", len(many.queue))
	}

	large := join("large") // a frame may be as large as it likes, two may not
	large.next(0)
	large.next(0)
	large.offer(make(feed.Frame, 2*maxWaiting))
	if slow(large) {
		t.Error("a single large frame is not sent")
	}
	large.offer(feed.Ping)
	if !slow(large) {
		t.Errorf("%d bytes wait for one client", large.bytes)
	}

	var all []*client
	for i := range allWaiting/maxWaiting + 10 {
		c := join(fmt.Sprint("all", i))
		all = append(all, c)
		for range 2 {
			c.offer(make(feed.Frame, maxWaiting/2-100))
		}
	}
	if n := h.waiting.Load(); n > allWaiting+maxWaiting {
		t.Errorf("%d bytes wait for all clients, want at most %d", n, allWaiting)
	}
	if !slow(all[len(all)-1]) {
		t.Error("nobody was cut off although there was no room")
	}
	for _, c := range append(all, many, large) {
		h.leave(c)
	}
	if n := h.waiting.Load(); n != 0 {
		t.Errorf("%d bytes wait for nobody", n)
	}
}

// The goroutine of a request ends with it; the connection does not.
func TestARequestIsNotKept(t *testing.T) {
	h := New(limits, Compression{}, NewFigures(prometheus.NewRegistry()))
	h.Begin()
	returned := make(chan struct{}, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := h.serve(slog.New(slog.DiscardHandler), w, r, "ann", 0); err != nil {
			t.Error(err)
		}
		returned <- struct{}{}
	}))
	t.Cleanup(server.Close)
	conn := connect(t, server.URL, "ann", 0)
	<-returned
	wants(t, conn, feed.Hello(0), feed.Resync(0))
	publish(h, "ann", 1)
	wants(t, conn, fact("ann", 1))
	if err := conn.Close(websocket.StatusNormalClosure, ""); err != nil {
		t.Error(err)
	}
	h.serving.Wait()
}
