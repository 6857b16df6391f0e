package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/google/uuid"

	"github.com/errandapp/errand/actors/tasklist"
)

// soon is how far ahead the task is due, at least.
const soon = 3 * time.Second

// rings adds a task that is due soon and waits until it came due: for the
// frame, or, where there is no line, until the list says so.
func (j *journey) rings(ctx context.Context) (sighting, error) {
	if j.task.ID == "" {
		return sighting{}, errNotTried
	}
	due := time.Now().Add(j.ahead + soon + time.Second - 1).UTC().Truncate(time.Second)
	if err := j.addDue(ctx, due); err != nil {
		return sighting{}, fmt.Errorf("add a task due at %s: %w", due.Format(time.TimeOnly), err)
	}
	if j.live {
		got, err := j.socket.await(ctx, cameDue, j.ring.ID)
		if err != nil {
			return sighting{}, err
		}
		return j.lateness(got.fact.Time, got.at, got.where), nil
	}
	rang, err := until(ctx, func(ctx context.Context) (time.Time, error) {
		task, err := j.readTask(ctx)
		if err == nil && task.CameDueAt.IsZero() {
			err = errors.New("the list says that it has not come due")
		}
		return task.CameDueAt, err
	})
	if err != nil {
		return sighting{}, err
	}
	return j.lateness(rang, time.Now(), "seen in the list, for nothing comes over the socket"), nil
}

func (j *journey) lateness(rang, here time.Time, where string) sighting {
	what := fmt.Sprintf("came due %d ms after %s, %s", rang.Sub(j.ring.DueAt).Milliseconds(), j.ring.DueAt.Format("15:04:05Z07:00"), where)
	return sighting{here.Sub(j.due), what}
}

// addDue adds the task. Sent again under the same id it is added once.
func (j *journey) addDue(ctx context.Context, due time.Time) error {
	task := map[string]any{
		"id": uuid.Must(uuid.NewV7()).String(), "title": j.title + ", at its second",
		"due": tasklist.Due{Date: due.Format(time.DateOnly), Time: due.Format(time.TimeOnly), TimeZone: "UTC"},
	}
	answer, err := until(ctx, func(ctx context.Context) (tasklist.Task, error) {
		var answer struct{ Task tasklist.Task }
		err := j.api.ask(ctx, http.MethodPost, j.api.at("/v1/tasks", nil), task, &answer)
		return answer.Task, err
	})
	if err != nil {
		return err
	}
	if !answer.DueAt.Equal(due) {
		return fmt.Errorf("it was taken as due at %s", answer.DueAt)
	}
	j.ring, j.due = answer, due.Add(-j.ahead)
	return nil
}

func (j *journey) readTask(ctx context.Context) (tasklist.Task, error) {
	var answer struct{ Task tasklist.Task }
	err := j.api.ask(ctx, http.MethodGet, j.api.at("/v1/tasks/"+url.PathEscape(j.ring.ID), nil), nil, &answer)
	return answer.Task, err
}
