package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
)

// restarts is how often tasks forgets all lists; each list is then read once.
const restarts = 6

// activate measures how long a list takes to be read into memory, and what it
// takes up there. The first list that a new process reads warms it up and
// does not count.
func (b *running) activate(ctx context.Context, p *people, lists []*sized) error {
	warm := newPeople("warm", 1)
	for range 2 * batchSize {
		if err := warm.add(ctx, b.addOverActor, warm.lists[0], time.Time{}); err != nil {
			return err
		}
	}
	for round := range restarts {
		if err := b.system.Restart(ctx, "tasks"); err != nil {
			return err
		}
		if err := b.question(ctx, warm.lists[0]); err != nil {
			return err
		}
		order := slices.Clone(lists)
		if round%2 == 1 {
			slices.Reverse(order)
		}
		for _, l := range order {
			if err := b.activateOne(ctx, l); err != nil {
				return fmt.Errorf("%d open tasks: %w", l.open, err)
			}
		}
	}
	for _, l := range lists {
		if len(l.activations) < restarts/2 {
			return fmt.Errorf("%d open tasks: other lists woke up beside it %d times", l.open, restarts-len(l.activations))
		}
	}
	return nil
}

func (b *running) activateOne(ctx context.Context, l *sized) error {
	alive, inUse, err := b.heap(ctx)
	if err != nil {
		return err
	}
	before, err := b.readHost(ctx)
	if err != nil {
		return err
	}
	if err := b.question(ctx, l.list); err != nil {
		return err
	}
	after, err := b.readHost(ctx)
	if err != nil {
		return err
	}
	mean, n := after.mean(before, "errand_activation_seconds", "")
	if n != 1 {
		return nil // a wake-up was quicker, or brought another list: this one is not counted
	}
	aliveThen, inUseThen, err := b.heap(ctx)
	if err != nil {
		return err
	}
	l.activations = append(l.activations, mean)
	l.aliveMiB = append(l.aliveMiB, aliveThen-alive)
	l.inUseMiB = append(l.inUseMiB, inUseThen-inUse)
	return nil
}

// question asks for one task, which takes the whole list in memory.
func (b *running) question(ctx context.Context, list string) error {
	_, err := b.lists.List(ctx, list, tasklist.Query{Limit: 1})
	return err
}
