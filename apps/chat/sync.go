package main

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httputil"
	"net/url"

	"github.com/gin-gonic/gin"

	"github.com/errandapp/errand/apps/chat/api"
	"github.com/errandapp/errand/internal/telemetry"
)

// syncPath is where the WebSocket is, here and on the sync app.
const syncPath = "/v1/sync"

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
	return &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(to)
			r.Out.URL.Path, r.Out.URL.RawPath = syncPath, ""
			r.Out.Host = r.In.Host
			r.SetXForwarded()
			r.Out.Header.Del(userHeader) // the ticket says who it is
		},
		ErrorHandler: func(w http.ResponseWriter, r *http.Request, err error) {
			if errors.Is(err, r.Context().Err()) {
				return // the browser has gone
			}
			a.log.WarnContext(r.Context(), "sync is away", telemetry.KeyErr, err)
			writeProblem(w, &problem{Status: http.StatusServiceUnavailable, Code: codeUnavailable,
				Detail: "Live updates cannot be had right now. Try again in a moment."})
		},
	}
}
