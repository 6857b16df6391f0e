package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/errandapp/errand/tests/machine"
)

// The steady load under which facts are timed.
const (
	factLists = 16
	factRate  = 150 // a second
	factTime  = 12 * time.Second
	lastFrame = 10 * time.Second // for the frames still under way at the end
)

// A told is one fact on its way: sent, acknowledged, seen in a frame.
type told struct{ sent, acked, seen time.Time }

// A journal keeps facts by list and version.
type journal struct {
	mu    sync.Mutex
	facts map[string]map[uint64]*told
}

func (j *journal) note(list string, version uint64, set func(*told)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.facts[list] == nil {
		j.facts[list] = map[uint64]*told{}
	}
	if j.facts[list][version] == nil {
		j.facts[list][version] = &told{}
	}
	set(j.facts[list][version])
}

// unseen counts facts that were acknowledged and not seen.
func (j *journal) unseen() int {
	j.mu.Lock()
	defer j.mu.Unlock()
	n := 0
	for _, facts := range j.facts {
		for _, f := range facts {
			if !f.acked.IsZero() && f.seen.IsZero() {
				n++
			}
		}
	}
	return n
}

// facts measures the time from the answer to the frame.
func (b *running) facts(ctx context.Context) error {
	p := newPeople("facts", factLists)
	for _, list := range p.lists { // into memory
		if err := p.add(ctx, b.addOverHTTP, list, time.Time{}); err != nil {
			return err
		}
	}
	j := &journal{facts: map[string]map[uint64]*told{}}
	watching, stop := context.WithCancel(ctx)
	defer stop()
	watchers, watching := errgroup.WithContext(watching)
	for _, list := range p.lists {
		frames, err := b.openSocket(ctx, list, 1)
		if err != nil {
			return err
		}
		watchers.Go(func() error {
			return frames.read(watching, func(version uint64) { j.note(list, version, func(t *told) { t.seen = time.Now() }) })
		})
	}
	before, err := b.cpu()
	if err != nil {
		return err
	}
	if err := b.steady(ctx, p, j); err != nil {
		return err
	}
	deadline := time.Now().Add(lastFrame)
	for j.unseen() > 0 {
		if time.Now().After(deadline) {
			return fmt.Errorf("%d acknowledged facts have no frame after %v", j.unseen(), lastFrame)
		}
		time.Sleep(10 * time.Millisecond)
	}
	after, err := b.cpu()
	if err != nil {
		return err
	}
	stop()
	if err := watchers.Wait(); err != nil {
		return err
	}
	b.printFacts(j, before, after)
	return nil
}

// steady adds tasks at the rate, whether or not answers keep up.
func (b *running) steady(ctx context.Context, p *people, j *journal) error {
	group, ctx := errgroup.WithContext(ctx)
	began := time.Now()
	for n := range int(factTime.Seconds() * factRate) {
		at := began.Add(time.Duration(n) * time.Second / factRate)
		select {
		case <-ctx.Done():
			return group.Wait()
		case <-time.After(time.Until(at)):
		}
		list := p.lists[n%len(p.lists)]
		group.Go(func() error {
			sent := time.Now()
			version, err := b.addOverHTTP(ctx, list, newTask(time.Time{}))
			acked := time.Now()
			if err == nil {
				j.note(list, version, func(t *told) { t.sent, t.acked = sent, acked })
			}
			return err
		})
	}
	return group.Wait()
}

func (b *running) printFacts(j *journal, before, after machine.Usage) {
	var answered, shown, whole []time.Duration
	for _, facts := range j.facts {
		for _, f := range facts {
			if f.acked.IsZero() {
				continue
			}
			answered = append(answered, f.acked.Sub(f.sent))
			shown = append(shown, max(0, f.seen.Sub(f.acked))) // a frame may be there before the answer
			whole = append(whole, f.seen.Sub(f.sent))
		}
	}
	rows := [][]string{{"from", "to", "p50 ms", "p95", "p99", "max"}}
	for _, line := range []struct {
		from, to string
		times    []time.Duration
	}{
		{"answer", "frame", shown}, {"request", "answer", answered}, {"request", "frame", whole},
	} {
		rows = append(rows, []string{line.from, line.to, ms(quantile(line.times, .5)), ms(quantile(line.times, .95)), ms(quantile(line.times, .99)), ms(quantile(line.times, 1))})
	}
	printTable(fmt.Sprintf("Facts: %d at %d/s over %d lists, each with an open WebSocket", len(shown), factRate, factLists), rows)
	var busy, others time.Duration
	for name := range after {
		if name == machine.Elsewhere {
			others = after[name] - before[name]
			continue
		}
		busy += after[name] - before[name]
	}
	fmt.Printf("  %.2f cores used, and %.2f by what else runs on the machine\n", busy.Seconds()/factTime.Seconds(), others.Seconds()/factTime.Seconds())
	b.goals.below("fact latency, answer to frame, p99", 100, float64(quantile(shown, .99))/float64(time.Millisecond), "ms")
}
