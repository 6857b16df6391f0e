package swarm

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"github.com/google/uuid"
)

// An API asks the public API as a page does.
type API struct {
	URL  string // http://host:port
	HTTP *http.Client
	run  uuid.UUID // so that ids are of this run
}

// NewAPI asks over at most atOnce connections.
func NewAPI(url string, atOnce int) *API {
	return &API{url, &http.Client{Transport: &http.Transport{MaxConnsPerHost: atOnce, MaxIdleConnsPerHost: atOnce}}, uuid.New()}
}

// Add is the Write that adds a task with POST /v1/tasks.
func (a *API) Add(lists []string) Write {
	return func(ctx context.Context, list, n int, _ bool, acked func(uint64)) error {
		id := uuid.NewSHA1(a.run, fmt.Appendf(nil, "%d", n))
		body := fmt.Appendf(nil, `{"id":%q,"title":"Buy milk and bread, number %d","notes":"The blue one","priority":2,"labels":["home"]}`, id, n)
		var reply struct{ Version uint64 }
		if err := a.ask(ctx, http.MethodPost, "/v1/tasks", lists[list], body, http.StatusCreated, &reply); err != nil {
			return err
		}
		acked(reply.Version)
		return nil
	}
}

// Ticket gets a ticket for the WebSocket.
func (a *API) Ticket(ctx context.Context, user string) (string, error) {
	var reply struct{ Ticket string }
	err := a.ask(ctx, http.MethodGet, "/v1/sync/ticket", user, nil, http.StatusOK, &reply)
	return reply.Ticket, err
}

// Version reads the list's version.
func (a *API) Version(ctx context.Context, user string) (uint64, error) {
	var reply struct{ Version uint64 }
	err := a.ask(ctx, http.MethodGet, "/v1/tasks?"+url.Values{"limit": {"1"}}.Encode(), user, nil, http.StatusOK, &reply)
	return reply.Version, err
}

func (a *API) ask(ctx context.Context, method, path, user string, body []byte, want int, answer any) error {
	req, err := http.NewRequestWithContext(ctx, method, a.URL+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("errand-user", user)
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	res, err := a.HTTP.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(res.Body, 1<<20))
	if err != nil {
		return err
	}
	if res.StatusCode != want {
		return fmt.Errorf("%s %s: %d %.200s", method, path, res.StatusCode, raw)
	}
	return json.Unmarshal(raw, answer)
}
