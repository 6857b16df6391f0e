package hub

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/coder/websocket"

	"github.com/errandapp/errand/apps/sync/feed"
	"github.com/errandapp/errand/internal/telemetry"
)

// A pace is how long a connection may take for what.
type pace struct {
	beat time.Duration // between two heartbeats
	pong time.Duration // for the answer to one
	send time.Duration // for one frame
}

// usual is the pace of real connections. A dead peer is known after 30 s at
// most; a page gives up a line on which it has heard nothing for 45.
var usual = pace{beat: 20 * time.Second, pong: 10 * time.Second, send: 10 * time.Second}

// Bounds of what a client may say.
const (
	readLimit = 512 // bytes in a message, which is ignored
	chatter   = 100 // messages, then it is closed

	lingerTime  = time.Second // for what it says after that
	lingerBytes = 64 << 10
)

// serve tells a client what happens to its list, from since on, until the
// connection ends. It returns when that has begun: nothing of the request is
// kept for as long as the connection lives.
func (h *Hub) serve(log *slog.Logger, w http.ResponseWriter, r *http.Request, list string, since uint64) error {
	c, err := h.join(list, since)
	if err != nil {
		return err
	}
	to := &lean{ResponseWriter: w}
	// The origin has been checked.
	conn, err := websocket.Accept(to, r, &websocket.AcceptOptions{InsecureSkipVerify: true, CompressionMode: h.compression.mode})
	if err != nil {
		to.close()
		h.leave(c)
		log.InfoContext(r.Context(), "no WebSocket", telemetry.KeyList, list, telemetry.KeyErr, err)
		return nil // Accept has answered
	}
	conn.SetReadLimit(readLimit)
	c.mu.Lock()
	c.conn, c.raw = conn, to.conn
	c.beats = time.AfterFunc(h.pace.beat/2+rand.N(h.pace.beat/2), c.beat) // not all at once
	c.wake()
	c.mu.Unlock()
	go c.live(log, since) // hub.serving waits for it
	return nil
}

// live is a connection, until it ends.
func (c *client) live(log *slog.Logger, since uint64) {
	defer c.hub.leave(c)
	began := time.Now()
	log.Debug("connected", telemetry.KeyList, c.list, telemetry.KeyVersion, since)
	code := c.listen()

	c.mu.Lock()
	c.gone = true
	c.mu.Unlock()
	c.beats.Stop()
	c.cut()
	c.helpers.Wait()
	log.Debug("disconnected", telemetry.KeyList, c.list, telemetry.KeyMS, time.Since(began).Milliseconds(), "code", int(code))
}

// listen takes control frames in, and ignores a few messages. It tells the
// code with which the connection was closed, or -1.
func (c *client) listen() websocket.StatusCode {
	for range chatter {
		// The connection ends by being cut, not by a context.
		_, message, err := c.conn.Reader(context.Background())
		if err == nil {
			_, err = io.Copy(io.Discard, message)
		}
		if errors.Is(err, websocket.ErrMessageTooBig) {
			c.linger()
			return websocket.StatusMessageTooBig
		}
		if err != nil {
			return websocket.CloseStatus(err)
		}
	}
	_ = c.conn.Close(websocket.StatusPolicyViolation, "there is nothing to say here") // it ends either way
	return websocket.StatusPolicyViolation
}

// linger reads what is still under way: a connection that is closed before is
// reset, and then the client may not hear why.
func (c *client) linger() {
	if c.raw.SetReadDeadline(time.Now().Add(lingerTime)) == nil {
		_, _ = io.CopyN(io.Discard, c.raw, lingerBytes) // it ends either way
	}
}

// write empties the queue, or closes the connection.
func (c *client) write() {
	for written := 0; ; {
		f, bye := c.next(written)
		switch {
		case bye != nil:
			_ = c.conn.Close(bye.code, bye.reason) // it ends either way
			return
		case f == nil:
			return
		}
		if err := c.send(f); err != nil {
			c.cut()
			return
		}
		written = len(f)
	}
}

func (c *client) send(f feed.Frame) error {
	// A deadline, for a context would cost a goroutine. Heartbeats have their
	// own time, so it is taken back.
	if err := c.raw.SetWriteDeadline(time.Now().Add(c.hub.pace.send)); err != nil {
		return err
	}
	if err := c.conn.Write(context.Background(), websocket.MessageText, f); err != nil {
		return err
	}
	return c.raw.SetWriteDeadline(time.Time{})
}

// beat tells the client that the connection is alive, since a page cannot see
// WebSocket pings, and finds out with one of those whether the client is.
func (c *client) beat() {
	c.mu.Lock()
	if c.gone || c.ending != nil {
		c.mu.Unlock()
		return
	}
	c.helpers.Add(1)
	c.mu.Unlock()
	defer c.helpers.Done()

	c.offer(feed.Ping)
	ctx, cancel := context.WithTimeout(context.Background(), c.hub.pace.pong)
	defer cancel()
	if err := c.conn.Ping(ctx); err != nil {
		if errors.Is(err, context.DeadlineExceeded) {
			c.hub.figures.dead.Inc()
		}
		c.cut()
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.gone {
		c.beats.Reset(c.hub.pace.beat)
	}
}

// cut ends the connection at once, whatever is under way.
func (c *client) cut() {
	c.mu.Lock()
	raw := c.raw
	c.mu.Unlock()
	if raw != nil {
		_ = raw.Close() // it may have ended already
	}
}
