package main

import (
	"context"
	"fmt"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/errandapp/errand/actors/tasklist"
)

// awaitNotify waits until notify has had every fact that is on the topic now,
// also those that do not ring.
func (b *running) awaitNotify(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	defer cancel()
	client, err := kgo.NewClient(kgo.SeedBrokers(b.system.Kafka))
	if err != nil {
		return err
	}
	defer client.Close()
	admin := kadm.NewClient(client)
	ends, err := admin.ListEndOffsets(ctx, tasklist.Topic)
	if err != nil {
		return fmt.Errorf("end of the topic: %w", err)
	}
	for {
		has, err := admin.FetchOffsets(ctx, "notify")
		if err != nil {
			return fmt.Errorf("offsets of notify: %w", err)
		}
		behind := int64(0)
		ends.Each(func(end kadm.ListedOffset) {
			at, _ := has.Lookup(end.Topic, end.Partition) // none yet is 0
			behind += max(0, end.Offset-at.At)
		})
		if behind == 0 {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("notify lacks %d facts: %w", behind, ctx.Err())
		case <-time.After(200 * time.Millisecond):
		}
	}
}
