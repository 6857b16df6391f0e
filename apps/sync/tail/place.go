package tail

import (
	"context"
	"errors"
	"fmt"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
)

// A place is how far the tail has read which topic.
type place struct {
	topic kadm.TopicID
	next  map[int32]int64 // offset of each partition's next record
}

// take moves on to a record, and reports whether records before it were
// missed: this topic is never compacted and has no transactions, so its
// offsets have no gaps. Offsets that were read already are no news.
func (p *place) take(partition int32, offset int64) (missed bool) {
	next, known := p.next[partition]
	if p.next == nil {
		p.next = map[int32]int64{}
	}
	if !known || offset >= next {
		p.next[partition] = offset + 1
	}
	return known && offset > next
}

// forget begins a partition anew.
func (p *place) forget(partition int32) { delete(p.next, partition) }

// A warming is what is still to be read of what happened before.
type warming struct {
	ends map[int32]int64 // by partition: the offset to be reached
}

func (w *warming) done() bool { return len(w.ends) == 0 }

// took notes that a record was published.
func (w *warming) took(partition int32, offset int64) {
	if end, ok := w.ends[partition]; ok && offset+1 >= end {
		delete(w.ends, partition)
	}
}

// ends asks where the partitions end now. When the topic is another one than
// before, facts may have been missed: it was made anew.
func (t *Tail) ends(ctx context.Context, kafka *kgo.Client) (*warming, error) {
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	admin := kadm.NewClient(kafka)
	topics, err := admin.ListTopics(ctx, t.Topic)
	if err != nil {
		return nil, fmt.Errorf("look for the topic: %w", err)
	}
	topic, w := topics[t.Topic], &warming{ends: map[int32]int64{}}
	if errors.Is(topic.Err, kerr.UnknownTopicOrPartition) {
		return w, nil // nothing has been told yet
	}
	if topic.Err != nil {
		return nil, fmt.Errorf("look for the topic: %w", topic.Err)
	}
	if t.at.topic != topic.ID {
		again := t.at.next != nil
		t.at = place{topic: topic.ID}
		if again {
			t.Log.Error("the topic was made anew")
			t.lost()
		}
	}
	starts, err := admin.ListStartOffsets(ctx, t.Topic)
	if err == nil {
		err = starts.Error()
	}
	if err != nil {
		return nil, fmt.Errorf("where partitions start: %w", err)
	}
	ends, err := admin.ListEndOffsets(ctx, t.Topic)
	if err == nil {
		err = ends.Error()
	}
	if err != nil {
		return nil, fmt.Errorf("where partitions end: %w", err)
	}
	ends.Each(func(end kadm.ListedOffset) {
		if start, ok := starts.Lookup(t.Topic, end.Partition); ok && end.Offset > start.Offset {
			w.ends[end.Partition] = end.Offset
		}
	})
	return w, nil
}
