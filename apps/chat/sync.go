package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/apps/chat/api"
	"github.com/errandapp/errand/internal/telemetry"
)

// syncPath is where the WebSocket is, here and on the sync app.
const syncPath = "/v1/sync"

// maxRefusal bounds what is passed on of an answer that opens no WebSocket.
const maxRefusal = 64 << 10

// SyncTicket gives the person a ticket for the WebSocket.
func (a *app) SyncTicket(c *gin.Context, _ api.SyncTicketParams) {
	ticket, expires, err := a.tickets.Sign(c.Request.Context(), user(c), a.now())
	if err != nil {
		a.fail(c, fmt.Errorf("%w: %w", errAway, err))
		return
	}
	c.JSON(http.StatusOK, api.Ticket{Ticket: ticket, ExpiresAt: expires, Url: syncPath})
}

// syncProxy passes the WebSocket on to sync, so that a browser needs one
// address. Host and Origin stay as they came: sync compares them.
func (a *app) syncProxy(to *url.URL) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b, res, err := askSync(r.Context(), to, r)
		if err != nil {
			if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
				return // the browser has gone
			}
			a.log.WarnContext(r.Context(), "sync is away", telemetry.KeyErr, err)
			writeProblem(w, &problem{Status: http.StatusServiceUnavailable, Code: codeUnavailable,
				Detail: "Live updates cannot be had right now. Try again in a moment."})
			return
		}
		if res.StatusCode == http.StatusSwitchingProtocols {
			if err := b.relay(w, res); err != nil {
				a.log.WarnContext(r.Context(), "the WebSocket was not opened", telemetry.KeyErr, err)
			}
			return
		}
		defer b.close()
		_ = b.SetReadDeadline(time.Now().Add(handshakeTime)) // then reading fails as well
		for _, name := range []string{"Content-Type", "Retry-After", "Upgrade", "Sec-Websocket-Version"} {
			if v := res.Header.Get(name); v != "" {
				w.Header().Set(name, v)
			}
		}
		w.WriteHeader(res.StatusCode)
		_, _ = io.Copy(w, io.LimitReader(res.Body, maxRefusal)) // one of the two has gone: nobody to tell
	})
}
