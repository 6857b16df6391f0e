package hub

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/errandapp/errand/internal/telemetry"
	"github.com/errandapp/errand/internal/ticket"
)

// Tickets tells whose ticket it is.
type Tickets interface {
	Verify(ctx context.Context, ticket string, now time.Time) (user string, err error)
}

// A Door lets clients in at GET /v1/sync?ticket=…&since=<version>.
type Door struct {
	Hub     *Hub
	Tickets Tickets
	Origins Origins
	Log     *slog.Logger
}

// Handler answers 401 to a ticket that is not good, or was used, 403 to a page
// of another origin, 400 to an unreadable version and 503 when it cannot tell,
// has only just started, or has too many connections; each as
// application/problem+json.
func (d Door) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1/sync", func(w http.ResponseWriter, r *http.Request) {
		if p := d.open(w, r); p != nil {
			p.tell(w)
		}
	})
	return mux
}

func (d Door) open(w http.ResponseWriter, r *http.Request) *problem {
	if !d.Origins.Allow(r) {
		return &problem{Status: http.StatusForbidden, Code: "bad_origin", Detail: "This page may not connect here."}
	}
	query := r.URL.Query()
	since, err := version(query.Get("since"))
	if err != nil {
		return &problem{Status: http.StatusBadRequest, Code: "bad_request", Field: "since", Detail: "since is a list's version: 0 or more."}
	}
	user, err := d.Tickets.Verify(r.Context(), query.Get("ticket"), time.Now())
	switch {
	case errors.Is(err, ticket.ErrExpired):
		return &problem{Status: http.StatusUnauthorized, Code: "ticket_expired", Detail: "The ticket has expired: get another one."}
	case errors.Is(err, ticket.ErrUsed):
		return &problem{Status: http.StatusUnauthorized, Code: "ticket_used", Detail: "The ticket has been used: get another one."}
	case errors.Is(err, ticket.ErrBad):
		return &problem{Status: http.StatusUnauthorized, Code: "bad_ticket", Detail: "The ticket is not good: get another one."}
	case err != nil:
		d.Log.ErrorContext(r.Context(), "cannot check tickets", telemetry.KeyErr, err)
		return &problem{Status: http.StatusServiceUnavailable, Code: "tickets_unavailable", Detail: "Tickets cannot be checked right now."}
	}
	switch err := d.Hub.serve(d.Log, w, r, user, since); {
	case errors.Is(err, errStarting):
		return &problem{Status: http.StatusServiceUnavailable, Code: "starting", Detail: "Live updates are about to begin. Try again in a moment."}
	case err != nil:
		return &problem{Status: http.StatusServiceUnavailable, Code: "no_room", Detail: "There is no room for another connection right now: " + err.Error() + "."}
	}
	return nil
}

func version(s string) (uint64, error) {
	if s == "" {
		return 0, nil
	}
	return strconv.ParseUint(s, 10, 64)
}

// A problem says why a connection is refused (RFC 9457).
type problem struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail"`
	Code   string `json:"code"`
	Field  string `json:"field,omitempty"`
}

func (p problem) tell(w http.ResponseWriter) {
	p.Type, p.Title = "about:blank", http.StatusText(p.Status)
	w.Header().Set("Content-Type", "application/problem+json")
	if p.Status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "2")
	}
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // the asker has gone: nobody to tell
}
