package hub

import (
	"net"
	"sync"
	"time"

	"github.com/coder/websocket"

	"github.com/errandapp/errand/apps/sync/feed"
)

// A client is one connection, as the hub sees it.
type client struct {
	hub  *Hub
	list string
	pos  feed.Position // hub.mu guards it

	mu      sync.Mutex      // may be taken while hub.mu is held
	conn    *websocket.Conn // nil until it is open
	raw     net.Conn        // what conn is made of
	beats   *time.Timer     // the next heartbeat
	queue   []feed.Frame    // nil when empty, so that a quiet client costs nothing
	bytes   int             // in queue, and under way
	writing bool            // a helper empties the queue
	ending  *goodbye        // why the connection is to end, from our side
	gone    bool            // the connection has ended: no helper may begin
	helpers sync.WaitGroup  // goroutines that use conn beside the one that reads
}

// A goodbye is what a connection is closed with.
type goodbye struct {
	code   websocket.StatusCode
	reason string
}

// join makes a client of the list that is at version since, with the frames
// that it is told first in its queue. leave must follow.
func (h *Hub) join(list string, since uint64) (*client, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case h.stopping:
		return nil, errStopping
	case !h.begun:
		return nil, errStarting
	case h.count >= MaxClients || len(h.clients[list]) >= MaxPerList:
		h.figures.refused.Inc()
		return nil, errFull
	}
	start := h.memory.Since(list, since)
	c := &client{hub: h, list: list, pos: feed.Position(start.Version)}
	c.put(feed.Hello(start.Version)) // nobody else knows c yet
	if start.Resync {
		h.figures.resyncs.Inc()
		c.put(feed.Resync(start.Version))
	}
	for _, f := range start.Frames {
		c.put(f)
	}
	if h.clients[list] == nil {
		h.clients[list] = map[*client]struct{}{}
	}
	h.clients[list][c] = struct{}{}
	h.count++
	h.figures.clients.Set(float64(h.count))
	h.serving.Add(1)
	return c, nil
}

// leave forgets a client, which no goroutine uses any more.
func (h *Hub) leave(c *client) {
	c.mu.Lock()
	c.gone = true
	h.waiting.Add(-int64(c.bytes))
	c.queue, c.bytes = nil, 0
	c.mu.Unlock()

	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.clients[c.list], c)
	if len(h.clients[c.list]) == 0 {
		delete(h.clients, c.list)
	}
	h.count--
	h.figures.clients.Set(float64(h.count))
	h.serving.Done()
}

// offer queues a frame; a client that has too much waiting is slow.
func (c *client) offer(f feed.Frame) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.gone || c.ending != nil {
		return
	}
	if len(c.queue) >= maxQueue || len(c.queue) > 0 && (c.bytes+len(f) > maxWaiting || c.hub.waiting.Load()+int64(len(f)) > allWaiting) {
		c.hub.figures.slow.Inc()
		c.ending = &goodbye{codeSlow, "too slow: connect again with the version you have"}
	} else {
		c.put(f)
	}
	c.wake()
}

// put queues a frame. c.mu is held.
func (c *client) put(f feed.Frame) {
	c.queue = append(c.queue, f)
	c.bytes += len(f)
	c.hub.waiting.Add(int64(len(f)))
	c.hub.figures.frames.Inc()
}

// end has the connection closed with a code, before what is queued.
func (c *client) end(code websocket.StatusCode, reason string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ending == nil {
		c.ending = &goodbye{code, reason}
		c.wake()
	}
}

// wake has the queue written, or the end, unless that is under way. c.mu is
// held.
func (c *client) wake() {
	if c.conn == nil || c.gone || c.writing {
		return
	}
	c.writing = true
	c.helpers.Go(c.write)
}

// next is what is to be written, after so many bytes were: a frame, or the
// end. With neither, writing is over.
func (c *client) next(written int) (feed.Frame, *goodbye) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.bytes -= written
	c.hub.waiting.Add(-int64(written))
	switch {
	case c.gone:
		return nil, nil
	case c.ending != nil: // the end comes before what is queued
		return nil, c.ending
	case len(c.queue) == 0:
		c.writing, c.queue = false, nil
		return nil, nil
	}
	f := c.queue[0]
	c.queue[0] = nil
	c.queue = c.queue[1:]
	return f, nil
}
