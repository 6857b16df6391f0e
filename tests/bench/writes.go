package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/errandapp/errand/tests/machine"
)

// concurrencies are how many write at once.
var concurrencies = []int{1, 16, maxConcurrency}

const (
	maxConcurrency = 64
	startTime      = 20 * time.Second // for the peer's actor type to be known
)

// A way is one way to write.
type way struct {
	name  string
	facts bool // it makes facts, which consumers read
	call  func(ctx context.Context, n int) error
}

// A result is what a way did at one concurrency.
type result struct {
	sample
	rates  []float64       // of each round
	behind []time.Duration // how long consumers needed after each round
	cpu    machine.Usage
	wall   time.Duration // that cpu is about
}

// writes measures all ways at all concurrencies.
func (b *running) writes(ctx context.Context) error {
	// As many lists as there are writers at most: a list has one at a time.
	p := newPeople("writes", maxConcurrency)
	ways, yardstick := b.ways(p)
	if err := b.warmUp(ctx, p, yardstick); err != nil {
		return err
	}
	all := map[int][]result{}
	for _, c := range concurrencies {
		results := make([]result, len(ways))
		for round := range b.options.rounds {
			order := make([]int, len(ways))
			for i := range order {
				order[i] = i
			}
			if round%2 == 1 { // so that what drifts drifts for all
				slices.Reverse(order)
			}
			for _, i := range order {
				profiling := b.options.profile != "" && c == 16 && i == 0 && round == 0
				if err := b.turn(ctx, p, ways[i], c, &results[i], profiling); err != nil {
					return fmt.Errorf("%s, %d at once: %w", ways[i].name, c, err)
				}
				if ways[i].facts {
					if err := yardstick.measure(ctx, b, p); err != nil {
						return err
					}
				}
			}
		}
		all[c] = results
	}
	b.printWrites(ways, all, yardstick)
	return nil
}

// turn lets one way write for a while, and waits until consumers have caught
// up.
func (b *running) turn(ctx context.Context, p *people, w way, c int, r *result, profiling bool) error {
	before, err := b.cpu()
	if err != nil {
		return err
	}
	turnBegan := time.Now()
	each := b.options.each
	collect := func() error { return nil }
	if profiling {
		each = max(each, profileTime+time.Second)
		if collect, err = b.startProfiles(ctx, "writes"); err != nil {
			return err
		}
	}
	s := closedLoop(ctx, c, each, w.call)
	if err := collect(); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if s.failed > 0 {
		return fmt.Errorf("%d of %d calls failed: %w", s.failed, s.failed+len(s.times), s.err)
	}
	if w.facts {
		began := time.Now()
		if err := b.awaitAudit(ctx, p); err != nil {
			return err
		}
		r.behind = append(r.behind, time.Since(began))
	}
	after, err := b.cpu()
	if err != nil {
		return err
	}
	if r.cpu == nil {
		r.cpu = machine.Usage{}
	}
	r.cpu.Add(before, after)
	r.wall += time.Since(turnBegan)
	r.add(s)
	r.rates = append(r.rates, s.rate())
	return nil
}

// warmUp brings every list into memory and fills what grows at first, so
// that bytes and times are those of a list in use.
func (b *running) warmUp(ctx context.Context, p *people, y *yardstick) error {
	if err := b.makeYardstick(ctx); err != nil {
		return err
	}
	const each = 8 // tasks: half a page
	group, grouped := errgroup.WithContext(ctx)
	group.SetLimit(16)
	for _, list := range p.lists {
		group.Go(func() error {
			for range each {
				if err := p.add(grouped, b.addOverHTTP, list, time.Time{}); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	if err := b.awaitAudit(ctx, p); err != nil {
		return err
	}
	if err := y.measure(ctx, b, p); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	for {
		err := b.save(ctx, p.lists[0], y.message)
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the peer does not answer: %w", err)
		case <-time.After(100 * time.Millisecond):
		}
	}
}
