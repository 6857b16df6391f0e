package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
)

// maxAnswer bounds what is read of one answer, in bytes.
const maxAnswer = 4 << 20

// An api asks the chat app as one user.
type api struct {
	base *url.URL
	user string
	http *http.Client
}

// A problem is an answer that is not a success (RFC 9457).
type problem struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
	Detail string `json:"detail"`
}

func (p *problem) Error() string {
	if p.Code == "" {
		return fmt.Sprintf("%d %s", p.Status, http.StatusText(p.Status))
	}
	return fmt.Sprintf("%d %s: %s", p.Status, p.Code, p.Detail)
}

// final tells whether the same request would get the same answer again.
func (p *problem) final() bool { return p.Status < 500 && p.Status != http.StatusTooManyRequests }

// at is the address of a path.
func (a api) at(path string, query url.Values) *url.URL {
	u := a.base.JoinPath(path)
	u.RawQuery = query.Encode()
	return u
}

// ask sends body, unless it is nil, and reads the answer into answer. What is
// not a success is a *problem.
func (a api) ask(ctx context.Context, method string, at *url.URL, body, answer any) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, method, at.String(), nil)
	if err != nil {
		return err
	}
	if body != nil {
		req.Body, req.ContentLength = io.NopCloser(bytes.NewReader(raw)), int64(len(raw))
		req.Header.Set("Content-Type", "application/json")
	}
	req.Header.Set("errand-user", a.user)
	res, err := a.http.Do(req)
	if err != nil {
		return fmt.Errorf("%s %s: %w", method, at.Path, bare(err))
	}
	defer res.Body.Close()
	if raw, err = io.ReadAll(io.LimitReader(res.Body, maxAnswer)); err != nil {
		return err
	}
	if res.StatusCode >= 300 {
		p := &problem{}
		if json.Unmarshal(raw, p) != nil { // not of our making: a proxy's page, say
			p = &problem{}
		}
		p.Status = res.StatusCode
		return p
	}
	if err := json.Unmarshal(raw, answer); err != nil {
		return fmt.Errorf("%s %s answers what is not Errand's: %w", method, at.Path, err)
	}
	return nil
}

// bare is the error without the address, which may hold a ticket.
func bare(err error) error {
	var with *url.Error
	if errors.As(err, &with) {
		return with.Err
	}
	return err
}
