package tell

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// MaxTold is how many notifications are kept for a person.
const MaxTold = 50

// toldTries bounds how often the list is written anew when others write it
// too.
const toldTries = 10

// A Told is a notification as the person can look it up.
type Told struct {
	Task     string    `json:"task"`
	Version  uint64    `json:"version"` // of the fact that rang
	Title    string    `json:"title"`
	DueAt    time.Time `json:"dueAt"`
	ToldAt   time.Time `json:"toldAt"` // when it was first tried
	Channels []Outcome `json:"channels"`
}

// An Outcome is how telling by one channel went.
type Outcome struct {
	Channel string    `json:"channel"`
	Outcome string    `json:"outcome"` // sent or failed
	At      time.Time `json:"at"`
	Error   string    `json:"error,omitempty"` // words for the person
}

func toldKey(user string) string { return "notify/told/" + user }

// List is what a person was told of late, newest first.
func (t *Teller) List(ctx context.Context, user string) ([]Told, error) {
	list, _, err := t.readTold(ctx, user)
	return list, err
}

// remember puts notifications into the person's list, or the outcomes into
// those that are there. Doing it again changes nothing.
func (t *Teller) remember(ctx context.Context, all []*telling) error {
	user := all[0].List
	var err error
	for try := range toldTries {
		if try > 0 && !pause(ctx, time.Duration(try)*20*time.Millisecond) {
			break
		}
		var (
			list []Told
			etag string
		)
		if list, etag, err = t.readTold(ctx, user); err != nil {
			continue
		}
		for _, o := range all {
			list = withOutcomes(list, o.Notice, o.outcomes, t.Now())
		}
		if err = t.Store.Swap(ctx, toldKey(user), mustJSON(list), etag, 0); err == nil {
			return nil
		}
	}
	return fmt.Errorf("remember what was told: %w", err)
}

func (t *Teller) readTold(ctx context.Context, user string) (list []Told, etag string, err error) {
	raw, etag, err := t.Store.Get(ctx, toldKey(user))
	if err != nil {
		return nil, "", fmt.Errorf("read what was told: %w", err)
	}
	list = []Told{}
	if len(raw) > 0 {
		if err := json.Unmarshal(raw, &list); err != nil {
			return nil, "", fmt.Errorf("read what was told: %w", err)
		}
	}
	return list, etag, nil
}

// withOutcomes is the list with a notification in it, newest first, cut to
// MaxTold. What was sent stays sent, as it was first remembered.
func withOutcomes(list []Told, n Notice, outcomes []Outcome, now time.Time) []Told {
	at := slices.IndexFunc(list, func(o Told) bool { return o.Version == n.Version })
	if at < 0 {
		at = slices.IndexFunc(list, func(o Told) bool { return o.Version < n.Version })
		if at < 0 {
			at = len(list)
		}
		if at == MaxTold {
			return list // older than all that are kept
		}
		list = slices.Insert(list, at, Told{
			Task: n.Task, Version: n.Version, Title: n.Title, DueAt: n.DueAt, ToldAt: now, Channels: []Outcome{},
		})
	}
	for _, o := range outcomes {
		channels := &list[at].Channels
		if i := slices.IndexFunc(*channels, func(c Outcome) bool { return c.Channel == o.Channel }); i < 0 {
			*channels = append(*channels, o)
		} else if (*channels)[i].Outcome != sent {
			(*channels)[i] = o
		}
	}
	return list[:min(len(list), MaxTold)]
}
