//go:build e2e

package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/errandapp/errand/actors/tasklist"
)

// A person uses the public API, under a user id of her own.
type person struct {
	t    testing.TB
	user string
}

func someone(t testing.TB) person {
	return person{t, "e2e-" + uuid.Must(uuid.NewV7()).String()}
}

// An answer of the API.
type answer struct {
	status  int
	header  http.Header
	Version uint64          `json:"version"`
	Task    tasklist.Task   `json:"task"`
	Tasks   []tasklist.Task `json:"tasks"`
	Reply   string          `json:"reply"`
	Intent  string          `json:"intent"`
	Code    string          `json:"code"`
	Field   string          `json:"field"`
	Detail  string          `json:"detail"`
	Ticket  string          `json:"ticket"`
	URL     string          `json:"url"`
	Entries []struct {
		Fact      json.RawMessage `json:"fact"`
		Partition int32           `json:"partition"`
		Offset    int64           `json:"offset"`
	} `json:"entries"`
	Turns []struct {
		Number int64
		ID     string
		Text   string
		Answer struct{ Reply string }
	} `json:"turns"`
	More          bool `json:"more"`
	Notifications []struct {
		Task     string `json:"task"`
		Version  uint64 `json:"version"`
		Title    string `json:"title"`
		Channels []struct {
			Channel, Device, Outcome, Error string
			Attempt                         int
		} `json:"channels"`
		Attempts []struct {
			Channel, Device, Outcome, Error string
			Attempt                         int
		} `json:"attempts"`
	} `json:"notifications"`
}

// web keeps a connection open for each writer of a load.
var web = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}}

// try asks once. header is name, value, name, value …
func (p person) try(ctx context.Context, method, path, body string, header ...string) (answer, error) {
	var a answer
	req, err := http.NewRequestWithContext(ctx, method, system.URL+path, strings.NewReader(body))
	if err != nil {
		return a, err
	}
	req.Header.Set("errand-user", p.user)
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
		if header[i] == "Host" {
			req.Host = header[i+1]
		}
	}
	res, err := web.Do(req)
	if err != nil {
		return a, err
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		return a, err
	}
	a.status, a.header = res.StatusCode, res.Header
	if len(bytes.TrimSpace(raw)) > 0 {
		if err := json.Unmarshal(raw, &a); err != nil {
			return a, fmt.Errorf("%s %s: %d %s", method, path, res.StatusCode, raw)
		}
	}
	return a, nil
}

// ask expects an answer with the status.
func (p person) ask(status int, method, path, body string, header ...string) answer {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	a, err := p.try(ctx, method, path, body, header...)
	if err != nil {
		p.t.Fatal(err)
	}
	if a.status != status {
		p.t.Fatalf("%s %s: %d %s %s %s, want %d", method, path, a.status, a.Code, a.Field, a.Detail, status)
	}
	return a
}

// says something to the chat.
func (p person) says(text string) answer {
	p.t.Helper()
	raw, err := json.Marshal(map[string]string{"id": uuid.NewString(), "text": text, "timeZone": "Europe/Berlin"})
	if err != nil {
		p.t.Fatal(err)
	}
	return p.ask(200, "POST", "/v1/chat", string(raw))
}

// adds a task, and returns its id.
func (p person) adds(title string, due time.Time) string {
	p.t.Helper()
	id := uuid.Must(uuid.NewV7()).String()
	body := map[string]any{"id": id, "title": title}
	if !due.IsZero() {
		body["due"] = map[string]string{"date": due.UTC().Format("2006-01-02"), "time": due.UTC().Format("15:04:05"), "timeZone": "UTC"}
	}
	raw, err := json.Marshal(body)
	if err != nil {
		p.t.Fatal(err)
	}
	p.ask(201, "POST", "/v1/tasks", string(raw))
	return id
}

func (p person) list() answer {
	p.t.Helper()
	return p.ask(200, "GET", "/v1/tasks?status=all", "")
}

// within waits for what a condition says is there, and fails with what it
// said last when it is not in time.
func within(t testing.TB, limit time.Duration, what string, look func() error) {
	t.Helper()
	deadline := time.Now().Add(limit)
	for {
		err := look()
		if err == nil {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("not within %v: %s: %v", limit, what, err)
		}
		time.Sleep(20 * time.Millisecond)
	}
}
