package main

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
)

const (
	added   = "errand.task.added"
	cameDue = "errand.task.came_due"
)

// onTopic waits for the fact on the topic itself; where that cannot be read,
// for one who must have read it there: audit, which notes the place, or sync.
func (j *journey) onTopic(ctx context.Context) (sighting, error) {
	if j.task.ID == "" {
		return sighting{}, errNotTried
	}
	if j.topic != nil {
		return j.from(ctx, j.topic.seen)
	}
	entry, err := j.entry(ctx)
	if err == nil {
		return sighting{time.Since(j.said), fmt.Sprintf("partition %d offset %d, as audit noted", entry.Partition, entry.Offset)}, nil
	}
	got, fromSync := j.from(ctx, j.socket.seen)
	if fromSync != nil {
		return sighting{}, fmt.Errorf("audit: %w; sync: %w", err, fromSync)
	}
	got.what += ", so sync has read it"
	return got, nil
}

// inAudit waits for the fact in the audit.
func (j *journey) inAudit(ctx context.Context) (sighting, error) {
	if j.task.ID == "" {
		return sighting{}, errNotTried
	}
	entry, err := j.entry(ctx)
	if err != nil {
		return sighting{}, err
	}
	return sighting{time.Since(j.said), fmt.Sprintf("%s, recorded %s", entry.Fact.ID, entry.RecordedAt.Format("15:04:05.000Z07:00"))}, nil
}

// onSocket waits for the frame.
func (j *journey) onSocket(ctx context.Context) (sighting, error) {
	if j.task.ID == "" {
		return sighting{}, errNotTried
	}
	got, err := j.from(ctx, j.socket.seen)
	j.live = err == nil
	return got, err
}

func (j *journey) from(ctx context.Context, s *seen) (sighting, error) {
	a, err := s.await(ctx, added, j.task.ID)
	if err != nil {
		return sighting{}, err
	}
	return sighting{a.at.Sub(j.said), a.where}, nil
}

// An entry is a fact in the audit, and where on the topic it was read.
type entry struct {
	Fact       tasklist.Fact
	RecordedAt time.Time
	Partition  int32
	Offset     int64
}

// entry waits until the audit has the fact once.
func (j *journey) entry(ctx context.Context) (entry, error) {
	return until(ctx, func(ctx context.Context) (entry, error) {
		var history struct{ Entries []entry }
		at := j.api.at("/v1/history", url.Values{"task": {j.task.ID}})
		if err := j.api.ask(ctx, http.MethodGet, at, nil, &history); err != nil {
			return entry{}, err
		}
		if n := len(history.Entries); n != 1 || history.Entries[0].Fact.Type != added {
			return entry{}, fmt.Errorf("%d entries about the task, not one", n)
		}
		return history.Entries[0], nil
	})
}
