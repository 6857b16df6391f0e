package main

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/errandapp/errand/actors/tasklist"
)

// A topic keeps the facts of one list that are written from now on, read by
// a client of its own, in no group.
type topic struct {
	*seen
	stop    context.CancelFunc
	reading sync.WaitGroup
}

// openTopic finds the ends of the topic and reads on from there; ctx is for
// the opening only. What goes wrong is told to those who wait for a fact.
func openTopic(ctx context.Context, brokers, list string) *topic {
	t := &topic{seen: newSeen()}
	reading, stop := context.WithCancel(context.WithoutCancel(ctx))
	t.stop = stop
	client, err := kgo.NewClient(kgo.SeedBrokers(strings.Split(brokers, ",")...))
	if err != nil {
		t.end(fmt.Errorf("ERRAND_KAFKA: %w", err))
		return t
	}
	ends, err := kadm.NewClient(client).ListEndOffsets(ctx, tasklist.Topic)
	if err == nil {
		err = ends.Error()
	}
	if err != nil {
		client.Close()
		t.end(fmt.Errorf("the ends of %s at %s: %w", tasklist.Topic, brokers, err))
		return t
	}
	client.AddConsumePartitions(ends.KOffsets())
	t.reading.Go(func() {
		defer client.Close()
		for reading.Err() == nil {
			t.take(client.PollFetches(reading), list)
		}
	})
	return t
}

func (t *topic) close() {
	t.stop()
	t.reading.Wait()
}

// take keeps what is of the list.
func (t *topic) take(fetches kgo.Fetches, list string) {
	fetches.EachRecord(func(r *kgo.Record) {
		if string(r.Key) != list {
			return
		}
		fact, err := tasklist.ParseFact(r.Value)
		if err != nil {
			t.end(fmt.Errorf("partition %d offset %d: %w", r.Partition, r.Offset, err))
			return
		}
		t.put(fact, fmt.Sprintf("partition %d offset %d, read from the topic", r.Partition, r.Offset))
	})
}
