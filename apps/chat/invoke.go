package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"go.opentelemetry.io/otel/propagation"

	"github.com/errandapp/errand/internal/run/sidecar"
)

// How long another app may take to answer, and how much it may say.
const (
	invokeTime = 5 * time.Second
	maxAnswer  = 16 << 20
)

// errAway says that another app could not be asked, or could not answer.
var errAway = errors.New("the app is away")

// invoker asks other apps by Dapr service invocation.
type invoker struct {
	base   url.URL // of the sidecar
	token  string
	client *http.Client
}

func newInvoker(cfg sidecar.Config) *invoker {
	return &invoker{
		base:   url.URL{Scheme: "http", Host: net.JoinHostPort("127.0.0.1", strconv.Itoa(cfg.HTTP))},
		token:  cfg.Token,
		client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 32, IdleConnTimeout: time.Minute}},
	}
}

// Get is the JSON that an app answers to GET path for a user. The error wraps
// errAway when there is none.
func (i *invoker) Get(ctx context.Context, app, path string, query url.Values, user string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, invokeTime)
	defer cancel()
	at := i.base.JoinPath("v1.0/invoke", app, "method", path)
	at.RawQuery = query.Encode()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", app, err)
	}
	req.Header.Set(userHeader, user)
	if i.token != "" {
		req.Header.Set(sidecar.TokenHeader, i.token)
	}
	propagation.TraceContext{}.Inject(ctx, propagation.HeaderCarrier(req.Header))
	res, err := i.client.Do(req)
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w: %w", app, errAway, err)
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("ask %s: %w: %w", app, errAway, err)
	case res.StatusCode != http.StatusOK:
		return nil, fmt.Errorf("ask %s: %w: it answered %s: %.200s", app, errAway, res.Status, answer)
	case len(answer) > maxAnswer:
		return nil, fmt.Errorf("ask %s: its answer is larger than %d bytes", app, maxAnswer)
	}
	return answer, nil
}
