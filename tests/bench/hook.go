package main

import (
	"encoding/json"
	"io"
	"net"
	"net/http"
	"sync"
	"time"
)

// A hook is where notify's webhook goes: what people are shown, as far as we
// can see it.
type hook struct {
	url    string
	server *http.Server

	mu    sync.Mutex
	shown map[string]shown // by the notification's id, which is the fact's
}

// A shown is one notification: when it came first, and how often.
type shown struct {
	first time.Time
	times int
}

func openHook() (*hook, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	h := &hook{url: "http://" + ln.Addr().String() + "/hook", shown: map[string]shown{}}
	h.server = &http.Server{Handler: h, ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = h.server.Serve(ln) }() // it ends with close
	return h, nil
}

func (h *hook) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	now := time.Now()
	raw, err := io.ReadAll(io.LimitReader(r.Body, 1<<20))
	var told struct{ ID string }
	if err == nil {
		err = json.Unmarshal(raw, &told)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.shown[told.ID] = h.shown[told.ID].again(now)
}

// count is how many notifications there have been, repeats not counted.
func (h *hook) count() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.shown)
}

func (s shown) again(now time.Time) shown {
	if s.times == 0 {
		s.first = now
	}
	s.times++
	return s
}

// of are the notifications of these facts.
func (h *hook) of(ids map[string]bool) map[string]shown {
	h.mu.Lock()
	defer h.mu.Unlock()
	found := map[string]shown{}
	for id := range ids {
		if s, ok := h.shown[id]; ok {
			found[id] = s
		}
	}
	return found
}

func (h *hook) close() error { return h.server.Close() }
