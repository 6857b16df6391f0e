package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
	"golang.org/x/sync/errgroup"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/tests/machine"
)

// Reminders that are all due in the same second.
const (
	stormLists = 1000
	stormEach  = 10
	stormLead  = 50 * time.Second // to set them all
	stormEnd   = 3 * time.Minute  // for the last of them
	stormAfter = 5 * time.Second  // in which something could come twice
)

// A rain is what came of the storm, by the fact's id.
type rain struct {
	mu      sync.Mutex
	decided map[string]time.Time // as the fact says
	arrived map[string]shown     // at a Kafka reader of our own
	err     error                // what could not be read
}

func (r *rain) take(record *kgo.Record, now time.Time) {
	fact, err := tasklist.ParseFact(record.Value)
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case err != nil:
		r.err = err
	case fact.Type == dueType:
		r.decided[fact.ID] = fact.Time
		r.arrived[fact.ID] = r.arrived[fact.ID].again(now)
	}
}

// storm sets the reminders, waits for all to ring and to be told, and says
// when the last one was.
func (b *running) storm(ctx context.Context) error {
	r := &rain{decided: map[string]time.Time{}, arrived: map[string]shown{}}
	stop, err := b.readTopic(ctx, r.take)
	if err != nil {
		return err
	}
	defer stop()
	p := newPeople("storm", stormLists)
	due := time.Now().Add(stormLead).Truncate(resolution)
	began := time.Now()
	if err := b.setStorm(ctx, p, due); err != nil {
		return err
	}
	took := time.Since(began)
	if err := b.awaitAudit(ctx, p); err != nil {
		return err
	}
	if time.Now().After(due) {
		return fmt.Errorf("the machine is too slow for this: setting %d reminders took %v", stormLists*stormEach, took)
	}
	// Adding made stormEach facts in each list: the next ones ring.
	ids := map[string]bool{}
	for _, list := range p.lists {
		for i := range stormEach {
			ids[fmt.Sprintf("%s/%d", list, stormEach+1+i)] = true
		}
	}
	time.Sleep(time.Until(due))
	others := b.hook.count()
	before, err := b.cpu()
	if err != nil {
		return err
	}
	collect := func() error { return nil }
	if b.options.profile != "" {
		if collect, err = b.startProfiles(ctx, "storm"); err != nil {
			return err
		}
	}
	for deadline := time.Now().Add(stormEnd); b.hook.count()-others < len(ids) && time.Now().Before(deadline); {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
	after, err := b.cpu()
	if err != nil {
		return err
	}
	wall := time.Since(due)
	if err := collect(); err != nil {
		return err
	}
	time.Sleep(stormAfter)
	stop()
	return b.printStorm(r, ids, due, took, wall, before, after)
}

// setStorm sets all reminders, each list's in one command.
func (b *running) setStorm(ctx context.Context, p *people, due time.Time) error {
	group, setting := errgroup.WithContext(ctx)
	group.SetLimit(atOnceSet)
	for _, list := range p.lists {
		group.Go(func() error {
			var verbs []tasklist.Verb
			for range stormEach {
				verbs = append(verbs, newTask(due))
			}
			_, err := b.do(setting, p, list, tasklist.Batch{Verbs: verbs})
			return err
		})
	}
	return group.Wait()
}

func (b *running) printStorm(r *rain, ids map[string]bool, due time.Time, took, wall time.Duration, before, after machine.Usage) error {
	told := b.hook.of(ids)
	var decided, arrived, shownAt []time.Duration
	lost, twice := 0, 0
	for id := range ids {
		if a, ok := r.arrived[id]; ok {
			decided = append(decided, r.decided[id].Sub(due))
			arrived = append(arrived, a.first.Sub(due))
		}
		t, ok := told[id]
		if !ok {
			lost++
			continue
		}
		shownAt = append(shownAt, t.first.Sub(due))
		if t.times > 1 {
			twice++
		}
	}
	rows := [][]string{{"due, and then", "n", "p50 s", "p95", "last"}}
	for _, line := range []struct {
		to    string
		times []time.Duration
	}{
		{"its list says that it came due", decided}, {"its fact is on the topic", arrived}, {"notify has told it (webhook)", shownAt},
	} {
		rows = append(rows, []string{line.to, fmt.Sprint(len(line.times)), seconds(quantile(line.times, .5)), seconds(quantile(line.times, .95)), seconds(quantile(line.times, 1))})
	}
	printTable(fmt.Sprintf("Storm: %d reminders of %d lists, all due in the same second; set in %.1f s", len(ids), stormLists, took.Seconds()), rows)
	names := slices.SortedFunc(maps.Keys(after), func(x, y string) int { return int((after[y] - before[y]) - (after[x] - before[x])) })
	rows = [][]string{{"process", "CPU s", "ms per reminder"}}
	for _, name := range names {
		if used := after[name] - before[name]; used >= wall/100 {
			rows = append(rows, []string{name, seconds(used), fmt.Sprintf("%.2f", used.Seconds()*1000/float64(len(ids)))})
		}
	}
	printTable(fmt.Sprintf("CPU time from the due moment until the last was told, %s s", seconds(wall)), rows)
	b.goals.below("10,000 due in one second: the last on the topic", 10, quantile(arrived, 1).Seconds(), "s")
	b.goals.below("10,000 due in one second: the last told by notify", 10, quantile(shownAt, 1).Seconds(), "s")
	b.goals.atMost("10,000 due in one second: lost", 0, float64(lost), "")
	b.goals.atMost("10,000 due in one second: shown twice", 0, float64(twice), "")
	if r.err != nil || lost > 0 || twice > 0 {
		return fmt.Errorf("%d lost, %d shown twice; topic: %w", lost, twice, r.err)
	}
	return nil
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.2f", d.Seconds()) }
