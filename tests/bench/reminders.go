package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
	"golang.org/x/sync/errgroup"

	"github.com/errandapp/errand/actors/tasklist"
)

// One reminder each for so many lists, spread over a minute.
const (
	reminders  = 1000
	spread     = time.Minute
	lead       = 15 * time.Second // to set them all
	lastRing   = 60 * time.Second // for those still under way at the end
	dueType    = "errand.task.came_due"
	atOnceSet  = 16
	resolution = time.Second // of due times
)

// A ring is when a task was due, when its list says that it came due, and
// when that arrived here.
type ring struct{ due, fact, arrived time.Time }

// reminders measures how late tasks come due.
func (b *running) reminders(ctx context.Context) error {
	rings := &rung{seen: map[string]ring{}}
	stop, err := b.readTopic(ctx, rings.take)
	if err != nil {
		return err
	}
	defer stop()
	p := newPeople("reminders", reminders)
	first := time.Now().Add(lead).Truncate(resolution)
	began := time.Now()
	group, setting := errgroup.WithContext(ctx)
	group.SetLimit(atOnceSet)
	for i, list := range p.lists {
		due := first.Add(time.Duration(i) * spread / reminders).Truncate(resolution)
		group.Go(func() error { return p.add(setting, b.addOverHTTP, list, due) })
	}
	if err := group.Wait(); err != nil {
		return err
	}
	took := time.Since(began)
	if time.Now().After(first) {
		return fmt.Errorf("the machine is too slow for this: setting %d reminders took %v", reminders, took)
	}
	deadline := first.Add(spread + lastRing)
	for rings.count() < reminders {
		if time.Now().After(deadline) {
			return fmt.Errorf("%d of %d reminders rang", rings.count(), reminders)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
	b.printReminders(rings, took)
	return nil
}

// rung keeps the first ring of each list.
type rung struct {
	mu   sync.Mutex
	seen map[string]ring
	err  error // what could not be read
}

func (r *rung) count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.seen)
}

func (r *rung) take(record *kgo.Record, now time.Time) {
	fact, err := tasklist.ParseFact(record.Value)
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case err != nil:
		r.err = err
	case fact.Type == dueType && fact.Data.Task != nil:
		if _, again := r.seen[fact.Data.List]; !again {
			r.seen[fact.Data.List] = ring{fact.Data.Task.DueAt, fact.Time, now}
		}
	}
}

// readTopic reads the topic from now on, with a consumer of our own, until
// stop is called.
func (b *running) readTopic(ctx context.Context, take func(*kgo.Record, time.Time)) (stop func(), err error) {
	kafka, err := kgo.NewClient(kgo.SeedBrokers(b.system.Kafka), kgo.ConsumeTopics(tasklist.Topic),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtEnd()))
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for ctx.Err() == nil {
			fetches := kafka.PollFetches(ctx)
			now := time.Now()
			fetches.EachRecord(func(record *kgo.Record) { take(record, now) })
		}
	}()
	return sync.OnceFunc(func() { cancel(); <-ended; kafka.Close() }), nil
}

func (b *running) printReminders(r *rung, took time.Duration) {
	var decided, arrived []time.Duration
	for _, one := range r.seen {
		decided = append(decided, one.fact.Sub(one.due))
		arrived = append(arrived, one.arrived.Sub(one.due))
	}
	rows := [][]string{{"from", "to", "p50 ms", "p95", "p99", "max"}}
	for _, line := range []struct {
		to    string
		times []time.Duration
	}{
		{"it came due, as its fact says", decided}, {"the fact arrived at a Kafka reader", arrived},
	} {
		rows = append(rows, []string{"due", line.to, ms(quantile(line.times, .5)), ms(quantile(line.times, .95)), ms(quantile(line.times, .99)), ms(quantile(line.times, 1))})
	}
	printTable(fmt.Sprintf("Reminders: %d lists with one each, over %s in whole seconds; set in %.1f s", reminders, spread, took.Seconds()), rows)
	b.goals.below("reminder lateness, due to fact, p99", 250, float64(quantile(decided, .99))/float64(time.Millisecond), "ms")
	b.goals.below("reminder lateness, due to arrival, p99", 250, float64(quantile(arrived, .99))/float64(time.Millisecond), "ms")
}
