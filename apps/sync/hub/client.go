package hub

import "github.com/errandapp/errand/apps/sync/feed"

// A client is one connection, as the hub sees it.
type client struct {
	list  string
	pos   feed.Position   // hub.mu guards it
	queue chan feed.Frame // the hub sends, the connection's writer receives
	slow  chan struct{}   // closed by the hub when queue was full: the end
	stop  chan struct{}   // closed by the hub when it stops
	ended bool            // slow or stop is closed; hub.mu guards it
}

// join makes a client of the list that is at version since, and the frames
// that it is told first. leave must follow.
func (h *Hub) join(list string, since uint64) (*client, []feed.Frame, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.stopping {
		return nil, nil, errStopping
	}
	if h.count >= MaxClients || len(h.clients[list]) >= MaxPerList {
		h.figures.refused.Inc()
		return nil, nil, errFull
	}
	start := h.memory.Since(list, since)
	c := &client{
		list: list, pos: feed.Position(start.Version),
		queue: make(chan feed.Frame, queueLen), slow: make(chan struct{}), stop: make(chan struct{}),
	}
	first := []feed.Frame{feed.Hello(start.Version)}
	if start.Resync {
		h.figures.resyncs.Inc()
		first = append(first, feed.Resync(start.Version))
	}
	first = append(first, start.Frames...)
	h.figures.frames.Add(float64(len(first)))

	if h.clients[list] == nil {
		h.clients[list] = map[*client]struct{}{}
	}
	h.clients[list][c] = struct{}{}
	h.count++
	h.figures.clients.Set(float64(h.count))
	h.serving.Add(1)
	return c, first, nil
}

func (h *Hub) leave(c *client) {
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
