package main

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/remote"
)

const (
	batchSize = tasklist.MaxBatch
	sayEvery  = 10 * time.Second // how the seeding gets on
)

// do sends one command until it is answered: consumers of what is seeded may
// keep the machine from answering in time.
func (b *running) do(ctx context.Context, p *people, list string, v tasklist.Verb) (tasklist.Reply, error) {
	c := tasklist.Command{ID: uuid.Must(uuid.NewV7()).String(), Verb: v}
	for try := 0; ; try++ {
		reply, err := b.lists.Do(ctx, list, c)
		if err == nil {
			p.acknowledged(list, reply.Version)
			return reply, nil
		}
		if !errors.Is(err, remote.ErrUnavailable) || ctx.Err() != nil || try == 10 {
			return reply, err
		}
	}
}

// seed fills the lists side by side through the commands that people use:
// what is saved is what years of use would have saved.
func (b *running) seed(ctx context.Context, p *people, lists []*sized) error {
	began := time.Now()
	var facts atomic.Int64
	all := 0
	for _, l := range lists {
		all += l.open + 2*b.options.done
	}
	saying, stop := context.WithCancel(ctx)
	defer stop()
	go func() {
		for {
			select {
			case <-saying.Done():
				return
			case <-time.After(sayEvery):
				fmt.Printf("seeding: %d of %d facts after %.0f s\n", facts.Load(), all, time.Since(began).Seconds())
			}
		}
	}()
	group, seeding := errgroup.WithContext(ctx)
	for _, l := range lists {
		group.Go(func() error {
			for from := 0; from < l.open; from += batchSize {
				if err := b.seedOpen(seeding, p, l, from, min(from+batchSize, l.open)); err != nil {
					return err
				}
				facts.Add(int64(min(batchSize, l.open-from)))
			}
			for from := 0; from < b.options.done; from += batchSize / 2 {
				n := min(batchSize/2, b.options.done-from)
				if err := b.seedDone(seeding, p, l.list, n); err != nil {
					return err
				}
				facts.Add(int64(2 * n))
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	took := time.Since(began)
	if err := b.awaitAudit(ctx, p); err != nil {
		return err
	}
	audited := time.Since(began)
	if err := b.awaitNotify(ctx); err != nil {
		return err
	}
	fmt.Printf("seeded %d facts in %.0f s; the audit had them %.0f s later, and notify %.0f s\n",
		all, took.Seconds(), (audited - took).Seconds(), (time.Since(began) - took).Seconds())
	return nil
}

// seedOpen adds the tasks from … to of a list. Some of them come again daily,
// in even distances.
func (b *running) seedOpen(ctx context.Context, p *people, l *sized, from, to int) error {
	var verbs []tasklist.Verb
	for i := from; i < to; i++ {
		t := variedTask(i)
		if i%max(1, l.open/repeating) == 0 && len(l.series) < repeating {
			t.Recurrence = &tasklist.Recurrence{Rule: "FREQ=DAILY"}
			l.series = append(l.series, t.ID)
		}
		verbs = append(verbs, t)
	}
	_, err := b.do(ctx, p, l.list, tasklist.Batch{Verbs: verbs})
	return err
}

// seedDone adds tasks and completes them.
func (b *running) seedDone(ctx context.Context, p *people, list string, n int) error {
	var verbs []tasklist.Verb
	for i := range n {
		t := variedTask(i)
		verbs = append(verbs, t, tasklist.CompleteTask{ID: t.ID})
	}
	_, err := b.do(ctx, p, list, tasklist.Batch{Verbs: verbs})
	return err
}

// variedTask is a task as lists have them: every third is for work, and each
// priority has a fifth. It rings long after the measurement.
func variedTask(i int) tasklist.AddTask {
	t := newTask(time.Time{})
	t.Title = fmt.Sprintf("Ask %d people about the plan for the summer", i)
	t.Priority = tasklist.Priority(i % 5)
	t.Labels = [][]string{{"work"}, {"home"}, {"garden", "weekend"}}[i%3]
	t.Project = []string{"", "move", "tax", "party"}[i%4]
	day := time.Now().AddDate(0, 0, 30+i*7%300)
	t.Due = &tasklist.Due{Date: day.Format(time.DateOnly), TimeZone: "Europe/Berlin"}
	return t
}
