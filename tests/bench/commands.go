package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/errandapp/errand/actors/tasklist"
)

// people are lists that a measurement writes to. It keeps the highest version
// of each that was acknowledged, which is also how many facts the list has.
type people struct {
	lists []string

	mu       sync.Mutex
	versions map[string]uint64
}

func newPeople(what string, n int) *people {
	p := &people{versions: map[string]uint64{}}
	run := uuid.NewString()[:8]
	for i := range n {
		p.lists = append(p.lists, fmt.Sprintf("bench-%s-%s-%d", what, run, i))
	}
	return p
}

func (p *people) acknowledged(list string, version uint64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.versions[list] = max(p.versions[list], version)
}

// add adds a task to a list, one way or the other.
func (p *people) add(ctx context.Context, how adding, list string, due time.Time) error {
	version, err := how(ctx, list, newTask(due))
	if err == nil {
		p.acknowledged(list, version)
	}
	return err
}

// adding is a way to add a task; it returns the list's version then.
type adding func(ctx context.Context, list string, t tasklist.AddTask) (uint64, error)

// newTask is the task that all measurements add.
func newTask(due time.Time) tasklist.AddTask {
	t := tasklist.AddTask{
		ID:      uuid.Must(uuid.NewV7()).String(),
		Content: tasklist.Content{Title: "Water the plants on the balcony", Priority: tasklist.High, Labels: []string{"home"}},
	}
	if !due.IsZero() {
		due = due.UTC()
		t.Due = &tasklist.Due{Date: due.Format(time.DateOnly), Time: due.Format(time.TimeOnly), TimeZone: "UTC"}
	}
	return t
}

// addOverHTTP adds a task as a browser does.
func (b *running) addOverHTTP(ctx context.Context, list string, t tasklist.AddTask) (uint64, error) {
	body, err := json.Marshal(t)
	if err != nil {
		return 0, err
	}
	var answer struct {
		Version uint64 `json:"version"`
	}
	err = b.ask(ctx, http.MethodPost, "/v1/tasks", list, body, http.StatusCreated, &answer)
	return answer.Version, err
}

// addOverActor adds a task as another Dapr app does.
func (b *running) addOverActor(ctx context.Context, list string, t tasklist.AddTask) (uint64, error) {
	reply, err := b.lists.Do(ctx, list, tasklist.Command{ID: t.ID, Verb: t})
	return reply.Version, err
}

// ask asks the public API and reads the answer.
func (b *running) ask(ctx context.Context, method, path, user string, body []byte, status int, answer any) error {
	req, err := http.NewRequestWithContext(ctx, method, b.system.URL+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("errand-user", user)
	req.Header.Set("Content-Type", "application/json")
	res, err := b.http.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	if err != nil {
		return err
	}
	if res.StatusCode != status {
		return fmt.Errorf("%s %s: %d %s", method, path, res.StatusCode, raw)
	}
	return json.Unmarshal(raw, answer)
}
