package hub

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/coder/websocket"

	"github.com/errandapp/errand/apps/sync/feed"
	"github.com/errandapp/errand/internal/telemetry"
)

// Codes that connections are closed with, beside those of RFC 6455.
const codeSlow websocket.StatusCode = 4008

// Bounds of a connection.
const (
	pingEvery = 20 * time.Second
	sendTime  = 10 * time.Second // for one frame, and for the answer to a ping
	readLimit = 512              // bytes in a message of a client, which is ignored
	chatter   = 100              // messages of a client, then it is closed
)

// errTalks says that a client sends messages, of which the protocol has none.
var errTalks = errors.New("the client talks too much")

// serve tells a client what happens to its list, from since on, until the
// connection ends.
func (h *Hub) serve(ctx context.Context, log *slog.Logger, w http.ResponseWriter, r *http.Request, list string, since uint64) error {
	c, first, err := h.join(list, since)
	if err != nil {
		return err
	}
	defer h.leave(c)
	// The origin has been checked. Frames are small, and soon is what counts:
	// no compression.
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{InsecureSkipVerify: true, CompressionMode: websocket.CompressionDisabled})
	if err != nil {
		log.InfoContext(ctx, "no WebSocket", telemetry.KeyList, list, telemetry.KeyErr, err)
		return nil // Accept has answered
	}
	began := time.Now()
	// From here on the request's ctx is of no use: the server let go of it.
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer context.AfterFunc(h.grace, cancel)() // ends listen, and so the connection
	log.InfoContext(ctx, "connected", telemetry.KeyList, list, telemetry.KeyVersion, since)

	conn.SetReadLimit(readLimit)
	ended := make(chan error, 2) // one from each
	var helpers sync.WaitGroup
	helpers.Go(func() { ended <- listen(ctx, conn) })
	helpers.Go(func() { ended <- pings(ctx, conn) })
	code, reason := write(ctx, conn, c, first, ended)
	if code == 0 {
		_ = conn.CloseNow() // nobody is there to hear how that went
	} else if err := conn.Close(code, reason); err != nil {
		log.DebugContext(ctx, "the client did not say goodbye", telemetry.KeyList, list, telemetry.KeyErr, err)
	}
	cancel()
	helpers.Wait()
	log.InfoContext(ctx, "disconnected", telemetry.KeyList, list, telemetry.KeyMS, time.Since(began).Milliseconds(), "code", int(code))
	return nil
}

// write sends frames until the connection is to end, and says with which
// code; 0 when nobody is there to hear it.
func write(ctx context.Context, conn *websocket.Conn, c *client, first []feed.Frame, ended <-chan error) (websocket.StatusCode, string) {
	for _, f := range first {
		if err := send(ctx, conn, f); err != nil {
			return 0, ""
		}
	}
	for {
		select { // the end comes before what is queued
		case <-c.slow:
			return codeSlow, "too slow: connect again with the version you have"
		case <-c.stop:
			return websocket.StatusGoingAway, "going away: connect again"
		default:
		}
		select {
		case f := <-c.queue:
			if err := send(ctx, conn, f); err != nil {
				return 0, ""
			}
		case <-c.slow:
		case <-c.stop:
		case err := <-ended:
			if errors.Is(err, errTalks) {
				return websocket.StatusPolicyViolation, "there is nothing to say here"
			}
			return 0, ""
		}
	}
}

func send(ctx context.Context, conn *websocket.Conn, f feed.Frame) error {
	ctx, cancel := context.WithTimeout(ctx, sendTime)
	defer cancel()
	return conn.Write(ctx, websocket.MessageText, f)
}

// pings tells the client, and finds out, that the connection is alive.
func pings(ctx context.Context, conn *websocket.Conn) error {
	tick := time.NewTicker(pingEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
		if err := send(ctx, conn, feed.Ping); err != nil {
			return err
		}
		pong, cancel := context.WithTimeout(ctx, sendTime)
		err := conn.Ping(pong)
		cancel()
		if err != nil {
			return err
		}
	}
}

// listen takes control frames in, and ignores a few messages.
func listen(ctx context.Context, conn *websocket.Conn) error {
	for range chatter {
		if _, _, err := conn.Read(ctx); err != nil {
			return err
		}
	}
	return errTalks
}
