package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
)

// The lists that are compared, and how often.
var openCounts = []int{10, 1000, 10_000}

const (
	repeating  = 5  // tasks of each list that come again daily
	sizeRounds = 24 // in which all lists take turns
	perRound   = 6  // of each call, in a turn
	pageLimit  = 50
	pageFilter = "#work & (p1 | p2)"
	pageSort   = "due"
)

// A sized is a list of some length, and what was measured of it.
type sized struct {
	list   string
	open   int
	series []string // the open occurrences of what comes again

	add, complete, page             timing
	addBytes, completeBytes         []weight
	activations, aliveMiB, inUseMiB []float64
}

// A timing is how long one call took: to its caller, and inside the actor as
// the mean of each turn.
type timing struct {
	whole  []time.Duration
	inside []float64 // ms
}

// sizes compares short lists with long ones.
func (b *running) sizes(ctx context.Context) error {
	p := newPeople("sizes", len(openCounts))
	var lists []*sized
	for i, open := range openCounts {
		lists = append(lists, &sized{list: p.lists[i], open: open})
	}
	if err := b.seed(ctx, p, lists); err != nil {
		return fmt.Errorf("seed: %w", err)
	}
	for round := range sizeRounds {
		order := slices.Clone(lists)
		if round%2 == 1 {
			slices.Reverse(order)
		}
		for _, l := range order {
			if err := b.sizeTurn(ctx, p, l); err != nil {
				return fmt.Errorf("%d open tasks: %w", l.open, err)
			}
		}
	}
	if err := b.sizeBytes(ctx, p, lists); err != nil {
		return fmt.Errorf("bytes: %w", err)
	}
	if err := b.activate(ctx, p, lists); err != nil {
		return fmt.Errorf("activation: %w", err)
	}
	b.printSizes(lists)
	return nil
}

// sizeTurn lets one list do some of each call. What it adds it completes, not
// timed, so that it keeps its length.
func (b *running) sizeTurn(ctx context.Context, p *people, l *sized) error {
	var added []string
	err := b.timed(ctx, &l.add, "AddTask", func(i int) error {
		t := variedTask(i)
		added = append(added, t.ID)
		_, err := b.do(ctx, p, l.list, t)
		return err
	})
	if err != nil {
		return err
	}
	for _, id := range added {
		if _, err := b.do(ctx, p, l.list, tasklist.CompleteTask{ID: id}); err != nil {
			return err
		}
	}
	err = b.timed(ctx, &l.complete, "CompleteTask", func(i int) error { return b.completeSeries(ctx, p, l, i) })
	if err != nil {
		return err
	}
	return b.timed(ctx, &l.page, tasklist.MethodList, func(int) error {
		r, err := b.lists.List(ctx, l.list, tasklist.Query{Filter: pageFilter, Sort: pageSort, Limit: pageLimit})
		if want := min(pageLimit, r.Total); err == nil && (len(r.Tasks) != want || want == 0) {
			err = fmt.Errorf("a page of %d of %d tasks", len(r.Tasks), r.Total)
		}
		return err
	})
}

// completeSeries completes an occurrence, and finds the next.
func (b *running) completeSeries(ctx context.Context, p *people, l *sized, i int) error {
	at := &l.series[i%len(l.series)]
	reply, err := b.do(ctx, p, l.list, tasklist.CompleteTask{ID: *at})
	if err != nil {
		return err
	}
	for _, t := range reply.Tasks {
		if t.Repeat != nil && !t.Done() {
			*at = t.ID
			return nil
		}
	}
	return fmt.Errorf("%s: no occurrence after %s", l.list, *at)
}

// timed makes a call perRound times, with the clock and with the actor's own.
func (b *running) timed(ctx context.Context, t *timing, method string, call func(i int) error) error {
	before, err := b.readHost(ctx)
	if err != nil {
		return err
	}
	for i := range perRound {
		began := time.Now()
		if err := call(i); err != nil {
			return fmt.Errorf("%s: %w", method, err)
		}
		t.whole = append(t.whole, time.Since(began))
	}
	after, err := b.readHost(ctx)
	if err != nil {
		return err
	}
	mean, n := after.mean(before, "errand_turn_seconds", turns(method))
	if n < perRound {
		return fmt.Errorf("%s: %d calls, and tasks counts %d", method, perRound, n)
	}
	t.inside = append(t.inside, mean)
	return nil
}
