package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"github.com/coder/websocket"
)

// passed is chat in front of a sync.
func passed(t *testing.T, sync http.Handler) (chat *httptest.Server, world *world) {
	t.Helper()
	behind := httptest.NewServer(sync)
	t.Cleanup(behind.Close)
	to, err := url.Parse(behind.URL)
	if err != nil {
		t.Fatal(err)
	}
	w := newWorldWith(t, doors{sync: to, page: fstest.MapFS{}})
	chat = httptest.NewServer(w.handler)
	t.Cleanup(chat.Close)
	return chat, w
}

// What sync says with its handshake, and large frames, arrive whole; either
// side's end is the other's.
func TestTheRelay(t *testing.T) {
	large := strings.Repeat("x", 20*downBuffer)
	ended := make(chan websocket.StatusCode, 2)
	chat, _ := passed(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, err := websocket.Accept(w, r, nil)
		if err != nil {
			t.Error(err)
			return
		}
		for _, text := range []string{"hello", large} {
			if err := conn.Write(r.Context(), websocket.MessageText, []byte(text)); err != nil {
				t.Error(err)
			}
		}
		if r.URL.Query().Get("ticket") == "closes" {
			_ = conn.Close(4008, "too slow") // the browser tells how it went
			return
		}
		_, _, err = conn.Read(context.Background())
		ended <- websocket.CloseStatus(err)
	}))
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	for _, who := range []string{"closes", "stays", "breaks"} {
		conn, _, err := websocket.Dial(ctx, chat.URL+"/v1/sync?ticket="+who, nil)
		if err != nil {
			t.Fatal(err)
		}
		conn.SetReadLimit(1 << 20)
		for _, want := range []string{"hello", large} {
			if _, got, err := conn.Read(ctx); err != nil || string(got) != want {
				t.Fatalf("%s: got %d bytes, %v; want %d", who, len(got), err, len(want))
			}
		}
		switch who {
		case "closes":
			if _, _, err := conn.Read(ctx); websocket.CloseStatus(err) != 4008 {
				t.Errorf("sync closed with 4008, the browser heard %v", err)
			}
		case "stays":
			if err := conn.Close(websocket.StatusNormalClosure, ""); err != nil {
				t.Error(err)
			}
			if code := <-ended; code != websocket.StatusNormalClosure {
				t.Errorf("sync heard %d", code)
			}
		case "breaks":
			if err := conn.CloseNow(); err != nil {
				t.Error(err)
			}
			if code := <-ended; code != -1 {
				t.Errorf("sync heard %d", code)
			}
		}
	}
}

// Sync cuts off a browser that reads nothing. We let go of it too, once it has
// had its time, and not before.
func TestABrowserThatReadsNothingIsLetGo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		us, browser := net.Pipe()
		behind, sync := net.Pipe()
		defer browser.Close()
		var ended atomic.Int32
		end := func() {
			ended.Add(1)
			_ = behind.Close()
			_ = us.Close()
		}
		go pass(us, behind, make([]byte, downBuffer), end)
		if _, err := sync.Write([]byte("a frame")); err != nil {
			t.Fatal(err)
		}
		if err := sync.Close(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(passTime - time.Nanosecond)
		if synctest.Wait(); ended.Load() != 0 {
			t.Error("it was let go before its time")
		}
		time.Sleep(time.Nanosecond)
		if synctest.Wait(); ended.Load() != 1 {
			t.Errorf("after %s it ended %d times, want once", passTime, ended.Load())
		}
	})
}

// The time is for each piece: a connection that is read may stay for hours.
func TestTheRelayStays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		us, browser := net.Pipe()
		behind, sync := net.Pipe()
		go pass(us, behind, make([]byte, downBuffer), func() { _ = us.Close() })
		got := make([]byte, 1)
		for hour := range 3 {
			if _, err := sync.Write([]byte{byte(hour)}); err != nil {
				t.Fatal(err)
			}
			if _, err := io.ReadFull(browser, got); err != nil || got[0] != byte(hour) {
				t.Fatalf("hour %d: got %d, %v", hour, got[0], err)
			}
			time.Sleep(time.Hour)
		}
		if err := sync.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := browser.Read(got); err != io.EOF {
			t.Errorf("after sync's end the browser reads %v", err)
		}
	})
}

// A refusal comes through as sync wrote it.
func TestSyncsRefusals(t *testing.T) {
	chat, _ := passed(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/problem+json")
		w.Header().Set("Retry-After", "2")
		w.WriteHeader(503)
		_, _ = fmt.Fprintf(w, `{"code":"starting","connection":%q,"host":%q,"for":%q}`, r.Header.Get("Connection"), r.Header.Get("X-Forwarded-Host"), r.Header.Get("X-Forwarded-For"))
	}))
	r, err := http.NewRequestWithContext(t.Context(), "GET", chat.URL+"/v1/sync?ticket=x", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("X-Forwarded-Host", "evil.example")
	r.Header.Set("X-Forwarded-For", "192.0.2.1")
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	want := fmt.Sprintf(`{"code":"starting","connection":"","host":%q,"for":"127.0.0.1"}`, strings.TrimPrefix(chat.URL, "http://"))
	if err != nil || res.StatusCode != 503 || string(body) != want || res.Header.Get("Retry-After") != "2" || res.Header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("got %d %v %s %v, want %s", res.StatusCode, res.Header, body, err, want)
	}
}

// Sync may be away, or talk nonsense: 503, with the same words.
func TestSyncIsAway(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		for {
			conn, err := ln.Accept()
			if err != nil {
				return
			}
			_, _ = bufio.NewReader(conn).ReadString('\n')
			_, _ = conn.Write([]byte("what?\r\n\r\n"))
			_ = conn.Close()
		}
	}()
	talks := &url.URL{Scheme: "http", Host: ln.Addr().String()}
	w := newWorldWith(t, doors{sync: talks, page: fstest.MapFS{}})
	w.refused(503, codeUnavailable, "", "GET", "/v1/sync?ticket=x", "")
	if err := ln.Close(); err != nil {
		t.Fatal(err)
	}
	w.refused(503, codeUnavailable, "", "GET", "/v1/sync?ticket=x", "")
	if !strings.Contains(w.log.String(), "sync is away") {
		t.Errorf("the log has %s", w.log)
	}
}
