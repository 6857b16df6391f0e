package intake

import (
	"context"
	"errors"
	"maps"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/errandapp/errand/apps/audit/ledger"
	"github.com/errandapp/errand/internal/telemetry"
)

// record puts a batch into the ledger: again until it is known to be there.
func (s *session) record(ctx context.Context, fetches kgo.Fetches) error {
	began := time.Now()
	batch := s.batch(fetches)
	for pause := firstPause; ; pause = min(2*pause, longPause) {
		tally, err := s.try(ctx, batch)
		if err == nil {
			s.moved(fetches)
			s.tell(ctx, began, len(batch.Records), tally)
			return s.sameTopic(ctx, batch.Topic, tally)
		}
		if errors.Is(err, ledger.ErrBehind) {
			return err // the next session asks where to go on
		}
		s.Figures.retries.Inc()
		s.Log.Warn("recording failed", "records", len(batch.Records), telemetry.KeyErr, err, "pause", pause)
		if !sleep(ctx, pause) {
			return ctx.Err()
		}
	}
}

func (s *session) batch(fetches kgo.Fetches) ledger.Batch {
	b := ledger.Batch{Records: make([]ledger.Record, 0, fetches.NumRecords())}
	fetches.EachRecord(func(r *kgo.Record) {
		b.Records = append(b.Records, ledger.Record{Partition: r.Partition, Offset: r.Offset, Value: r.Value})
	})
	s.mu.Lock()
	defer s.mu.Unlock()
	b.Topic, b.At = s.topic, maps.Clone(s.at)
	return b
}

func (s *session) try(ctx context.Context, b ledger.Batch) (ledger.Tally, error) {
	ctx, cancel := context.WithTimeout(ctx, recordTime)
	defer cancel()
	return s.Ledger.Record(ctx, b)
}

// sameTopic begins a new session when records were fenced because the topic
// was deleted and made again: their offsets are another topic's.
func (s *session) sameTopic(ctx context.Context, topic ledger.TopicID, tally ledger.Tally) error {
	if tally.Fenced == 0 {
		return nil
	}
	now, err := s.topicID(ctx, kadm.NewClient(s.kafka))
	if err == nil && now != topic {
		err = errors.New("the topic is not the one that was assigned")
	}
	return err
}

// moved notes how far a recorded batch went.
func (s *session) moved(fetches kgo.Fetches) {
	s.mu.Lock()
	defer s.mu.Unlock()
	fetches.EachPartition(func(p kgo.FetchTopicPartition) {
		if n := len(p.Records); n > 0 {
			s.at[p.Partition] = p.Records[n-1].Offset + 1
			s.behind[p.Partition] = p.HighWatermark - s.at[p.Partition]
		}
	})
	s.tellLag()
}
