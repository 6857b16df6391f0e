// Package hub holds the WebSocket connections of sync and tells each what
// happens to its list. What is told, and in which order, is decided in feed.
//
// A client that cannot keep up is closed with code 4008, and comes back with
// the version it has; the others never wait for it.
package hub

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/errandapp/errand/apps/sync/feed"
)

// Bounds of the hub.
const (
	MaxClients = 10_000 // connections at once
	MaxPerList = 50     // connections at once that show one list
	queueLen   = 256    // frames that wait for a slow client
	goTime     = 3 * time.Second
)

// Why a connection is refused.
var (
	errFull     = errors.New("too many connections")
	errStopping = errors.New("stopping")
)

// A Hub is safe for use by several goroutines.
type Hub struct {
	figures *Figures

	mu       sync.Mutex
	memory   *feed.Memory
	clients  map[string]map[*client]struct{} // by list
	count    int
	stopping bool

	serving sync.WaitGroup  // one for each client
	grace   context.Context // done when clients have had their time to go
	give    context.CancelFunc
}

// New is a hub without clients.
func New(limits feed.Limits, figures *Figures) *Hub {
	h := &Hub{memory: feed.NewMemory(limits), clients: map[string]map[*client]struct{}{}, figures: figures}
	h.grace, h.give = context.WithCancel(context.Background())
	return h
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
			h.offer(c, f)
		case feed.Doubt:
			h.figures.resyncs.Inc()
			h.offer(c, feed.Resync(version))
		}
	}
}

// offer queues a frame for a client. h.mu is held.
func (h *Hub) offer(c *client, f feed.Frame) {
	if c.ended {
		return
	}
	select {
	case c.queue <- f:
		h.figures.frames.Inc()
	default:
		c.ended = true
		h.figures.slow.Inc()
		close(c.slow)
	}
}

// Run waits until ctx is done. Then it tells all clients that the server is
// going away, takes no more, and gives them goTime to go.
func (h *Hub) Run(ctx context.Context) error {
	<-ctx.Done()
	h.mu.Lock()
	h.stopping = true
	for _, cs := range h.clients {
		for c := range cs {
			if !c.ended {
				c.ended = true
				close(c.stop)
			}
		}
	}
	h.mu.Unlock()
	defer h.give()
	defer time.AfterFunc(goTime, h.give).Stop()
	h.serving.Wait()
	return nil
}
