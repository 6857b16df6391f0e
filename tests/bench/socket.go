package main

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"
)

// frames is one WebSocket, opened the way the page does.
type frames struct{ conn *websocket.Conn }

type frame struct {
	Type    string `json:"type"`
	Version uint64 `json:"version"`
}

// openSocket opens it for a list that is known up to a version.
func (b *running) openSocket(ctx context.Context, list string, since uint64) (frames, error) {
	var ticket struct{ Ticket, URL string }
	if err := b.ask(ctx, http.MethodGet, "/v1/sync/ticket", list, nil, http.StatusOK, &ticket); err != nil {
		return frames{}, err
	}
	at := fmt.Sprintf("ws%s%s?ticket=%s&since=%d", strings.TrimPrefix(b.system.URL, "http"), ticket.URL, url.QueryEscape(ticket.Ticket), since)
	conn, _, err := websocket.Dial(ctx, at, nil)
	if err != nil {
		return frames{}, err
	}
	conn.SetReadLimit(1 << 20)
	var hello frame
	if err := wsjson.Read(ctx, conn, &hello); err != nil || hello.Type != "hello" {
		_ = conn.CloseNow() // it is of no use
		return frames{}, fmt.Errorf("first frame %+v: %w", hello, err)
	}
	return frames{conn}, nil
}

// read tells the version of each fact, until ctx is done.
func (f frames) read(ctx context.Context, saw func(version uint64)) error {
	defer func() { _ = f.conn.CloseNow() }() // it has been read to the end
	for {
		var one frame
		err := wsjson.Read(ctx, f.conn, &one)
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return err
		}
		if one.Type == "fact" {
			saw(one.Version)
		}
	}
}
