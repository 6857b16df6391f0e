package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// A notification is what the person was told, and how that went.
type notification struct {
	Task     string
	Channels []struct{ Channel, Outcome, Error string }
}

// told waits until the person was told by every channel.
func (j *journey) told(ctx context.Context) (sighting, error) {
	if j.ring.ID == "" {
		return sighting{}, errNotTried
	}
	return until(ctx, func(ctx context.Context) (sighting, error) {
		var answer struct{ Notifications []notification }
		if err := j.api.ask(ctx, http.MethodGet, j.api.at("/v1/notifications", nil), nil, &answer); err != nil {
			return sighting{}, err
		}
		for _, n := range answer.Notifications {
			if n.Task == j.ring.ID {
				what, err := n.outcomes()
				return sighting{time.Since(j.due), what}, err
			}
		}
		return sighting{}, fmt.Errorf("not among the %d notifications", len(answer.Notifications))
	})
}

// outcomes says how each channel did; it is an error that one failed.
func (n notification) outcomes() (string, error) {
	if len(n.Channels) == 0 {
		return "noted; no channel is set up to tell it by", nil
	}
	var all []string
	failed := false
	for _, c := range n.Channels {
		words := c.Channel + " " + c.Outcome
		if c.Error != "" {
			words += " (" + c.Error + ")"
		}
		all = append(all, words)
		failed = failed || c.Outcome != "sent"
	}
	what := strings.Join(all, ", ")
	if failed {
		return "", errors.New(what)
	}
	return what, nil
}
