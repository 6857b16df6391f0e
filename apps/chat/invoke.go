package main

import (
	"bytes"
	"context"
	"encoding/json"
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

// errNothing says that 200 came with nothing else. None of our apps answers
// so; daprd 1.18 does, now and then, for an app that it could not reach
// (docs/decisions/0013).
var errNothing = errors.New("it answered nothing")

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
// errAway when there is none, or is the problem that the app told.
func (i *invoker) Get(ctx context.Context, app, path string, query url.Values, user string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, invokeTime)
	defer cancel()
	res, err := i.Open(ctx, app, path, query, user)
	return i.whole(app, res, err)
}

// Do is Get with another method and a body, JSON or none. It takes as long as
// ctx says, or else no longer than Get.
func (i *invoker) Do(ctx context.Context, app, method, path, user string, body []byte) ([]byte, error) {
	if _, ok := ctx.Deadline(); !ok {
		limited, cancel := context.WithTimeout(ctx, invokeTime)
		defer cancel()
		ctx = limited
	}
	res, err := i.call(ctx, app, method, path, nil, user, body)
	return i.whole(app, res, err)
}

// whole reads an answer to its end.
func (i *invoker) whole(app string, res *http.Response, err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("ask %s: %w: %w", app, errAway, err)
	case len(answer) == 0:
		return nil, fmt.Errorf("ask %s: %w: %w", app, errAway, errNothing)
	case len(answer) > maxAnswer:
		return nil, fmt.Errorf("ask %s: its answer is larger than %d bytes", app, maxAnswer)
	}
	return answer, nil
}

// Open is Get for an answer of any length, which is read as it comes until ctx
// is done. Close its body.
func (i *invoker) Open(ctx context.Context, app, path string, query url.Values, user string) (*http.Response, error) {
	return i.call(ctx, app, http.MethodGet, path, query, user, nil)
}

func (i *invoker) call(ctx context.Context, app, method, path string, query url.Values, user string, body []byte) (*http.Response, error) {
	at := i.base.JoinPath("v1.0/invoke", app, "method", path)
	at.RawQuery = query.Encode()
	req, err := http.NewRequestWithContext(ctx, method, at.String(), bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w", app, err)
	}
	if len(body) > 0 {
		req.Header.Set("Content-Type", "application/json")
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
	if res.StatusCode == http.StatusOK {
		return res, nil
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(res.Body, maxProblem))
	if err != nil {
		return nil, fmt.Errorf("ask %s: %w: it answered %s: %w", app, errAway, res.Status, err)
	}
	if p := told(res, answer); p != nil {
		return nil, p
	}
	return nil, fmt.Errorf("ask %s: %w: it answered %s: %.200s", app, errAway, res.Status, answer)
}

// maxProblem is how much of a problem is read.
const maxProblem = 16 << 10

// told is the problem that an app told, when it is about the question: those
// are for the person who asked.
func told(res *http.Response, answer []byte) *problem {
	if res.Header.Get("Content-Type") != "application/problem+json" {
		return nil
	}
	var p struct{ Code, Detail, Field string }
	if err := json.Unmarshal(answer, &p); err != nil {
		return nil
	}
	switch {
	case p.Code == "bad_request":
		return &problem{http.StatusBadRequest, codeBadParameter, p.Detail, p.Field}
	case (p.Code == "not_sealed" || p.Code == "busy") && res.StatusCode == http.StatusServiceUnavailable,
		res.StatusCode == http.StatusNotFound, res.StatusCode == http.StatusConflict, res.StatusCode == http.StatusGone, res.StatusCode == http.StatusUnprocessableEntity:
		return &problem{res.StatusCode, p.Code, p.Detail, p.Field}
	}
	return nil
}
