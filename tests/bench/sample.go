package main

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sync"
	"time"
)

// A sample is what became of many calls.
type sample struct {
	times  []time.Duration // of those that went well
	took   time.Duration   // all together
	failed int
	err    error // one of the failures
}

func (s *sample) add(other sample) {
	s.times = append(s.times, other.times...)
	s.took += other.took
	s.failed += other.failed
	if s.err == nil {
		s.err = other.err
	}
}

func (s sample) rate() float64 {
	if s.took == 0 {
		return 0
	}
	return float64(len(s.times)) / s.took.Seconds()
}

// quantile is the smallest time that a share q of all does not exceed.
func quantile(times []time.Duration, q float64) time.Duration {
	if len(times) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(times))
	return sorted[max(0, int(math.Ceil(q*float64(len(sorted))))-1)]
}

func ms(d time.Duration) string { return fmt.Sprintf("%.1f", float64(d)/float64(time.Millisecond)) }

// closedLoop lets c workers call one after the other for a while. Worker w
// makes the calls w, w+c, w+2c, … Calls under way at the end are waited for.
func closedLoop(ctx context.Context, c int, d time.Duration, call func(ctx context.Context, n int) error) sample {
	began := time.Now()
	each := make([]sample, c)
	var workers sync.WaitGroup
	for w := range c {
		workers.Go(func() {
			s := &each[w]
			for n := w; time.Since(began) < d && ctx.Err() == nil; n += c {
				at := time.Now()
				if err := call(ctx, n); err != nil {
					s.failed++
					s.err = err
					continue
				}
				s.times = append(s.times, time.Since(at))
			}
		})
	}
	workers.Wait()
	total := sample{}
	for _, s := range each {
		total.times = append(total.times, s.times...)
		total.failed += s.failed
		if total.err == nil {
			total.err = s.err
		}
	}
	total.took = time.Since(began)
	return total
}
