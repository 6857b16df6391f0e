package main

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/errandapp/errand/actors/tasklist"
)

// say says the message. It is said again, under the same id, while the answer
// is that it cannot be taken now.
func (j *journey) say(ctx context.Context) (sighting, error) {
	message := map[string]string{"id": uuid.NewString(), "text": "add " + j.title, "timeZone": "UTC"}
	var reply struct {
		Reply, Intent string
		Version       int64
		Tasks         []tasklist.Task
	}
	said := time.Now()
	j.said = said
	_, err := until(ctx, func(ctx context.Context) (struct{}, error) {
		said = time.Now()
		return struct{}{}, j.api.ask(ctx, http.MethodPost, j.api.at("/v1/chat", nil), message, &reply)
	})
	if err != nil {
		return sighting{}, err
	}
	answered := time.Now()
	if reply.Intent != "add" || len(reply.Tasks) != 1 || reply.Tasks[0].Title != j.title {
		return sighting{}, fmt.Errorf("“%s” was answered with %s of %d tasks: %s", message["text"], reply.Intent, len(reply.Tasks), reply.Reply)
	}
	j.task, j.version = reply.Tasks[0], reply.Version
	if at := j.task.CreatedAt; at.Before(said.Truncate(time.Millisecond)) || at.After(answered) {
		j.ahead = at.Sub(said.Add(answered.Sub(said) / 2))
	}
	return sighting{answered.Sub(j.said), fmt.Sprintf("%s Version %d.", reply.Reply, reply.Version)}, nil
}

// inList waits until the list has the task.
func (j *journey) inList(ctx context.Context) (sighting, error) {
	if j.task.ID == "" {
		return sighting{}, errNotTried
	}
	return until(ctx, func(ctx context.Context) (sighting, error) {
		var list struct {
			Version int64
			Tasks   []tasklist.Task
		}
		if err := j.api.ask(ctx, http.MethodGet, j.api.at("/v1/tasks", nil), nil, &list); err != nil {
			return sighting{}, err
		}
		if !slices.ContainsFunc(list.Tasks, func(t tasklist.Task) bool { return t.ID == j.task.ID && t.Title == j.title }) {
			return sighting{}, fmt.Errorf("not among the %d tasks of the list, version %d", len(list.Tasks), list.Version)
		}
		return sighting{time.Since(j.said), fmt.Sprintf("task %s, list at version %d", j.task.ID, list.Version)}, nil
	})
}

// remove takes away what was added.
func (j *journey) remove(ctx context.Context) (sighting, error) {
	began, n := time.Now(), 0
	for _, task := range []tasklist.Task{j.task, j.ring} {
		if task.ID == "" {
			continue
		}
		_, err := until(ctx, func(ctx context.Context) (struct{}, error) {
			var done struct{}
			return done, j.api.ask(ctx, http.MethodDelete, j.api.at("/v1/tasks/"+url.PathEscape(task.ID), nil), nil, &done)
		})
		if err != nil {
			return sighting{}, fmt.Errorf("task %s stays in list %s: %w", task.ID, j.api.user, err)
		}
		n++
	}
	if n == 0 {
		return sighting{}, errNotTried
	}
	return sighting{time.Since(began), fmt.Sprintf("%d tasks removed", n)}, nil
}
