package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/contract/story"
)

// A madeFact is a fact, and its bytes on the topic.
type madeFact struct {
	fact tasklist.Fact
	raw  []byte
}

// makeFacts makes n facts, auditEach of each list, as lists make them. What
// they say is the same in all lists.
func makeFacts(name string, n int) []madeFact {
	models := story.Long(name, auditEach)
	facts := make([]madeFact, n)
	for i := range facts {
		f := models[i%auditEach]
		list := fmt.Sprintf("%s-%d", name, i/auditEach)
		f.Data.List, f.PartitionKey, f.ID, f.Time = list, list, fmt.Sprintf("%s/%d", list, f.Data.Version), time.Now()
		facts[i] = madeFact{f, story.Bytes(f)}
	}
	return facts
}

func record(f madeFact) *kgo.Record {
	return &kgo.Record{Topic: tasklist.Topic, Key: []byte(f.fact.Data.List), Value: f.raw}
}

// produce puts facts on the topic.
func (b *running) produce(ctx context.Context, facts []madeFact) error {
	kafka, err := kgo.NewClient(kgo.SeedBrokers(b.system.Kafka))
	if err != nil {
		return err
	}
	defer kafka.Close()
	var mu sync.Mutex
	var failed error
	for _, f := range facts {
		kafka.Produce(ctx, record(f), func(_ *kgo.Record, err error) {
			mu.Lock()
			defer mu.Unlock()
			if failed == nil {
				failed = err
			}
		})
	}
	if err := kafka.Flush(ctx); err != nil {
		return err
	}
	mu.Lock()
	defer mu.Unlock()
	return failed
}

// factToRow tells facts at a steady rate and looks, again and again, which of
// them are rows. The time is from before a fact is sent until its row is seen
// by another session.
func (b *running) factToRow(ctx context.Context) error {
	kafka, err := kgo.NewClient(kgo.SeedBrokers(b.system.Kafka))
	if err != nil {
		return err
	}
	defer kafka.Close()
	n := int(auditRate * auditFor / time.Second)
	facts := makeFacts("steady", n)
	var (
		mu     sync.Mutex
		failed error
		sent   = make(map[string]time.Time, n)
		told   = make(chan struct{})
	)
	var last int64
	if err := b.db.QueryRow(ctx, `select coalesce(max(size), 0) - 1 from audit.batches`).Scan(&last); err != nil {
		return err
	}
	go func() {
		defer close(told)
		tick := time.NewTicker(time.Second / auditRate)
		defer tick.Stop()
		for i := range facts { // turn and turn about: each list's facts in order
			f := facts[i%(n/auditEach)*auditEach+i/(n/auditEach)]
			<-tick.C
			mu.Lock()
			sent[f.fact.ID] = time.Now()
			mu.Unlock()
			kafka.Produce(ctx, record(f), func(_ *kgo.Record, err error) {
				if err != nil {
					mu.Lock()
					failed = err
					mu.Unlock()
				}
			})
		}
	}()
	defer func() { <-told }()
	var times []time.Duration
	for deadline := time.Now().Add(auditFor + auditReady); len(times) < n; time.Sleep(auditSampled) {
		rows, err := b.db.Query(ctx, `select index, list || '/' || version from audit.facts where index > $1`, last)
		if err != nil {
			return err
		}
		for rows.Next() {
			var index int64
			var id string
			if err := rows.Scan(&index, &id); err != nil {
				return err
			}
			last = max(last, index)
			mu.Lock()
			if at, ok := sent[id]; ok {
				times = append(times, time.Since(at))
			}
			mu.Unlock()
		}
		if err := rows.Err(); err != nil {
			return err
		}
		mu.Lock()
		err = failed
		mu.Unlock()
		if err == nil && time.Now().After(deadline) {
			err = fmt.Errorf("%d of %d facts are rows", len(times), n)
		}
		if err != nil {
			return err
		}
	}
	printTable(fmt.Sprintf("Audit: from a fact to its row, at %d facts/s, looked at every %v", auditRate, auditSampled), [][]string{
		{"n", "p50 ms", "p95", "p99", "last"},
		{fmt.Sprint(n), ms(quantile(times, .5)), ms(quantile(times, .95)), ms(quantile(times, .99)), ms(quantile(times, 1))},
	})
	b.goals.below("a fact is a row, p99", 1000, float64(quantile(times, .99))/float64(time.Millisecond), "ms")
	return nil
}
