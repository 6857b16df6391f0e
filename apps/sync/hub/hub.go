// Package hub holds the WebSocket connections of sync and tells each what
// happens to its list. What is told, and in which order, is decided in feed.
//
// A client that cannot keep up is closed with code 4008, and comes back with
// the version it has; the others never wait for it. While nothing happens, a
// connection is one goroutine that reads: what writes to it is begun when
// there is something to say, and ends when that has been said.
package hub

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"

	"github.com/errandapp/errand/apps/sync/feed"
)

// Bounds of the hub.
const (
	MaxClients = 10_000   // connections at once
	MaxPerList = 50       // connections at once that show one list
	maxQueue   = 256 + 32 // frames that wait for one client: all of a list's memory, and a few
	maxWaiting = 1 << 20  // bytes of them
	allWaiting = 64 << 20 // bytes of frames that wait for all clients together
	goTime     = 3 * time.Second
)

// Codes that connections are closed with, beside those of RFC 6455.
const codeSlow websocket.StatusCode = 4008

// Why a connection is refused.
var (
	errStarting = errors.New("starting")
	errFull     = errors.New("too many connections")
	errStopping = errors.New("stopping")
)

// A Hub is safe for use by several goroutines.
type Hub struct {
	figures     *Figures
	pace        pace
	compression Compression

	mu       sync.Mutex
	memory   *feed.Memory
	clients  map[string]map[*client]struct{} // by list
	count    int
	begun    bool
	stopping bool

	waiting atomic.Int64   // bytes that wait for all clients
	serving sync.WaitGroup // one for each client
}

// New is a hub without clients. It lets none in before Begin.
func New(limits feed.Limits, compression Compression, figures *Figures) *Hub {
	return &Hub{
		memory: feed.NewMemory(limits), clients: map[string]map[*client]struct{}{},
		figures: figures, pace: usual, compression: compression,
	}
}

// Begin lets clients in: what happened lately has been published. Before
// that, most of them would have to ask for their whole list.
func (h *Hub) Begin() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.begun = true
}

// Check is an error until Begin.
func (h *Hub) Check(context.Context) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.begun {
		return errStarting
	}
	return nil
}

// Publish tells a fact to all who show its list. It does not wait for them.
func (h *Hub) Publish(list string, version uint64, f feed.Frame) {
	h.mu.Lock()
	defer h.mu.Unlock()
	news := h.memory.Learn(list, version, f)
	lists, bytes := h.memory.Size()
	h.figures.lists.Set(float64(lists))
	h.figures.bytes.Set(float64(bytes))
	if !news {
		h.figures.old.Inc()
		return
	}
	h.figures.facts.Inc()
	for c := range h.clients[list] {
		switch c.pos.Take(version) {
		case feed.Tell:
			c.offer(f)
		case feed.Doubt:
			h.figures.resyncs.Inc()
			c.offer(feed.Resync(version))
		}
	}
}

// Doubt says that facts were lost, nobody knows of which lists: all clients
// are told to ask for theirs.
func (h *Hub) Doubt() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.memory.Forget()
	for _, cs := range h.clients {
		for c := range cs {
			h.figures.resyncs.Inc()
			c.offer(feed.Resync(uint64(c.pos)))
		}
	}
}

// Run waits until ctx is done. Then it tells all clients that the server is
// going away, takes no more, and gives them goTime to go.
func (h *Hub) Run(ctx context.Context) error {
	<-ctx.Done()
	h.mu.Lock()
	h.stopping = true
	var all []*client
	for _, cs := range h.clients {
		for c := range cs {
			all = append(all, c)
		}
	}
	h.mu.Unlock()
	for _, c := range all {
		c.end(websocket.StatusGoingAway, "going away: connect again")
	}
	defer time.AfterFunc(goTime, func() {
		for _, c := range all {
			c.cut()
		}
	}).Stop()
	h.serving.Wait()
	return nil
}
