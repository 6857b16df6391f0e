package main

import (
	"context"
	"errors"
	"time"
)

// A station is a place that the message comes by.
type station struct {
	name  string
	hint  string        // what to look at when the message does not come by
	since string        // what its time counts from, when that is not the message
	limit time.Duration // for the message to come by
	look  func(context.Context) (sighting, error)
}

// A sighting says that the message came by.
type sighting struct {
	after time.Duration
	what  string
}

// An unreachable station cannot be looked at from here. That is no fault.
type unreachable string

func (u unreachable) Error() string { return string(u) }

// errNotTried is of stations that cannot be reached without an earlier one.
var errNotTried = errors.New("not tried")

// An outcome is what came of looking at a station.
type outcome struct {
	station
	sighting
	err error
}

// missing reports whether the message should have been seen, and was not.
func (o outcome) missing() bool {
	var far unreachable
	return o.err != nil && !errors.As(o.err, &far) && !errors.Is(o.err, errNotTried)
}

// visit looks at a station within its limit.
func (s station) visit(ctx context.Context) outcome {
	ctx, cancel := context.WithTimeout(ctx, s.limit)
	defer cancel()
	seen, err := s.look(ctx)
	return outcome{s, seen, err}
}

const (
	pollEvery = 10 * time.Millisecond
	tryTime   = 12 * time.Second // for one try of many; chat itself gives up after 10 s
)

// until tries until it succeeds, or the answer is final, or ctx ends. The
// error is what the last try said that was not cut off.
func until[T any](ctx context.Context, try func(context.Context) (T, error)) (T, error) {
	var last error
	for {
		one, cancel := context.WithTimeout(ctx, tryTime)
		v, err := try(one)
		cancel()
		if err == nil {
			return v, nil
		}
		if last == nil || !errors.Is(err, context.DeadlineExceeded) {
			last = err
		}
		var refused *problem
		if ctx.Err() != nil || errors.As(err, &refused) && refused.final() {
			return v, last
		}
		select {
		case <-ctx.Done():
			return v, last
		case <-time.After(pollEvery):
		}
	}
}
