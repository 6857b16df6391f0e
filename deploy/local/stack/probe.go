package stack

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strings"
)

// missingPage says what a 404 means to answers.
type missingPage bool

const (
	mustExist  missingPage = false
	mayBeNone  missingPage = true // the server is up and has no such page
	probeBytes             = 200  // of an answer that says no, for the error
)

// answers asks whether a GET of url succeeds. A nil client connects as usual.
func answers(client *http.Client, url string, missing missingPage) func(context.Context) error {
	if client == nil {
		client = &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	}
	return func(ctx context.Context) error {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		response, err := client.Do(request)
		if err != nil {
			return err
		}
		defer response.Body.Close()
		if response.StatusCode < 300 || bool(missing) && response.StatusCode == http.StatusNotFound {
			return nil
		}
		body, err := io.ReadAll(io.LimitReader(response.Body, probeBytes))
		if err != nil {
			return err
		}
		return fmt.Errorf("GET %s answers %s %s", url, response.Status, strings.TrimSpace(string(body)))
	}
}

// socketClient connects to the sidecar's Unix socket, whose name Dapr makes from
// the app id.
func socketClient(dir, appID string) *http.Client {
	return &http.Client{Transport: &http.Transport{
		DisableKeepAlives: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "unix", socket(dir, appID, "http"))
		},
	}}
}

func socket(dir, appID, protocol string) string {
	return filepath.Join(dir, fmt.Sprintf("dapr-%s-%s.socket", appID, protocol))
}
