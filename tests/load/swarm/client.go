package swarm

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"
)

// What a client does as the page does (ui/src/line.ts, ui/src/clock.ts).
const (
	silence   = 45 * time.Second // without a frame: the line is dead
	greeting  = 10 * time.Second // until the first frame
	goodLife  = 10 * time.Second // a line that lived so long was a good one
	firstWait = 500 * time.Millisecond
	longWait  = 15 * time.Second
)

// backoff is how long to wait before the next try, up to half less by chance.
func backoff(tries int) time.Duration {
	wait := min(firstWait<<min(tries, 10), longWait)
	return wait - rand.N(wait/2)
}

// A client is one open page. Its fields belong to its own goroutine until
// that has ended.
type client struct {
	swarm *Swarm
	list  *list
	check Check
	seen  []seen
	tries int
	at    atomic.Uint64 // check.Have, for Finish to look at
}

// run connects, and connects again, until ctx is done.
func (c *client) run(ctx context.Context) {
	for ctx.Err() == nil {
		began := time.Now()
		greeted, err := c.live(ctx)
		if ctx.Err() != nil {
			return
		}
		c.swarm.lost(err)
		if greeted && time.Since(began) >= goodLife {
			c.tries = 0
		}
		select {
		case <-ctx.Done():
		case <-time.After(backoff(c.tries)):
			c.tries++
		}
	}
}

// live is one connection, from the ticket to its end.
func (c *client) live(ctx context.Context) (greeted bool, err error) {
	conn, err := c.dial(ctx)
	if err != nil {
		return false, err
	}
	defer func() { _ = conn.CloseNow() }() // it has said all it had to
	conn.SetReadLimit(1 << 20)
	defer func() {
		if greeted {
			c.swarm.open.Add(-1)
		}
	}()
	// One timer for all reads: a context for each would cost more than the frame.
	tired := time.AfterFunc(greeting, func() { _ = conn.CloseNow() })
	defer tired.Stop()
	defer context.AfterFunc(ctx, func() { _ = conn.CloseNow() })()
	for {
		_, raw, err := conn.Read(context.Background())
		if err != nil {
			return greeted, err
		}
		tired.Reset(silence)
		f, err := Read(raw)
		if err != nil {
			c.swarm.broke(err)
			return greeted, err
		}
		fetch, news, err := c.check.Take(f)
		if err != nil {
			c.swarm.broke(err)
			return greeted, err
		}
		c.swarm.heard(f.Kind)
		if news {
			c.at.Store(f.Version)
			c.seen = append(c.seen, seen{f.Version, time.Now()})
		}
		if !greeted {
			greeted = true
			c.swarm.open.Add(1)
		}
		if fetch {
			version, err := c.swarm.Fetch(ctx, c.list.name)
			if err != nil {
				return greeted, fmt.Errorf("fetch the list: %w", err)
			}
			if err := c.check.Fetched(version); err != nil {
				c.swarm.broke(err)
				return greeted, err
			}
			c.at.Store(version)
		}
	}
}

func (c *client) dial(ctx context.Context) (*websocket.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, greeting)
	defer cancel()
	ticket, err := c.swarm.Ticket(ctx, c.list.name)
	if err != nil {
		return nil, fmt.Errorf("ticket: %w", err)
	}
	at := c.swarm.Address + "?ticket=" + url.QueryEscape(ticket) + "&since=" + strconv.FormatUint(c.check.Connect(), 10)
	conn, res, err := websocket.Dial(ctx, at, &websocket.DialOptions{
		HTTPClient: c.swarm.sockets, CompressionMode: c.swarm.Compression, CompressionThreshold: 1 << 20,
	})
	if err == nil {
		return conn, nil
	}
	if res != nil && res.StatusCode != http.StatusServiceUnavailable && res.StatusCode != http.StatusSwitchingProtocols {
		// Whoever connects as the protocol says is never refused, only put off.
		c.swarm.broke(fmt.Errorf("refused with %s: %w", res.Status, err))
	}
	if ctx.Err() != nil {
		err = errors.Join(err, ctx.Err())
	}
	return nil, err
}
