package main

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"sync"

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"

	"github.com/errandapp/errand/actors/tasklist"
)

// A socket keeps the facts that the WebSocket brings.
type socket struct {
	*seen
	stop    context.CancelFunc
	reading sync.WaitGroup
}

// openSocket takes a ticket and opens the WebSocket; ctx is for the opening
// only. What goes wrong is told to those who wait for a fact.
func openSocket(ctx context.Context, a api) *socket {
	s := &socket{seen: newSeen()}
	reading, stop := context.WithCancel(context.WithoutCancel(ctx))
	s.stop = stop
	conn, err := until(ctx, func(ctx context.Context) (*websocket.Conn, error) { return dial(ctx, a) })
	if err != nil {
		s.end(err)
		return s
	}
	s.reading.Go(func() {
		defer conn.CloseNow() //nolint:errcheck // nobody is left to care
		s.end(s.read(reading, conn))
	})
	return s
}

func (s *socket) close() {
	s.stop()
	s.reading.Wait()
}

func dial(ctx context.Context, a api) (*websocket.Conn, error) {
	var ticket struct{ Ticket, URL string }
	if err := a.ask(ctx, http.MethodGet, a.at("/v1/sync/ticket", nil), nil, &ticket); err != nil {
		return nil, fmt.Errorf("ticket: %w", err)
	}
	to, err := a.base.Parse(ticket.URL)
	if err != nil {
		return nil, fmt.Errorf("ticket: %w", err)
	}
	to.RawQuery = url.Values{"ticket": {ticket.Ticket}, "since": {"0"}}.Encode()
	conn, res, err := websocket.Dial(ctx, to.String(), nil)
	switch {
	case err == nil:
		return conn, nil
	case res != nil:
		return nil, fmt.Errorf("open %s: %w", to.Path, &problem{Status: res.StatusCode})
	}
	return nil, fmt.Errorf("open %s: %w", to.Path, bare(err))
}

// read takes frames in until the line ends.
func (s *socket) read(ctx context.Context, conn *websocket.Conn) error {
	conn.SetReadLimit(maxAnswer)
	for {
		var frame struct {
			Type string        `json:"type"`
			Fact tasklist.Fact `json:"fact"`
		}
		if err := wsjson.Read(ctx, conn, &frame); err != nil {
			return fmt.Errorf("the line broke: %w", err)
		}
		if frame.Type == "fact" {
			s.put(frame.Fact, fmt.Sprintf("frame of version %d", frame.Fact.Data.Version))
		}
	}
}
