package intake

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"sync"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/errandapp/errand/apps/audit/ledger"
	"github.com/errandapp/errand/internal/telemetry"
)

// A session is what a Consumer knows while it is a member of the group.
type session struct {
	*Consumer
	kafka *kgo.Client

	mu     sync.Mutex
	topic  ledger.TopicID  // of the topic whose partitions are assigned
	at     map[int32]int64 // the next offset to record
	behind map[int32]int64 // records that a partition has beyond what is recorded
}

// resume tells the Kafka client where to begin with partitions that were
// just assigned. It asks the ledger for as long as that takes; ctx ends when
// the partitions are taken away again.
func (s *session) resume(ctx context.Context, assigned map[string]map[int32]kgo.Offset) (map[string]map[int32]kgo.Offset, error) {
	partitions := assigned[s.Topic]
	if len(partitions) == 0 {
		return assigned, nil
	}
	for pause := firstPause; ; pause = min(2*pause, longPause) {
		from, err := s.where(ctx, partitions)
		if err == nil {
			for partition, r := range from {
				if r.Lost {
					s.Figures.losses.Inc()
					s.Log.Error("Kafka has lost records that were recorded: reading again all that it has", "partition", partition, "from", r.Offset)
				}
				partitions[partition] = kgo.NewOffset().At(r.Offset)
			}
			s.Log.Info("assigned", "partitions", len(from))
			return assigned, nil
		}
		s.Log.Warn("cannot tell where to go on", telemetry.KeyErr, err, "pause", pause)
		if !sleep(ctx, pause) {
			return nil, ctx.Err()
		}
	}
}

func (s *session) where(ctx context.Context, partitions map[int32]kgo.Offset) (map[int32]ledger.Resume, error) {
	ctx, cancel := context.WithTimeout(ctx, recordTime)
	defer cancel()
	admin := kadm.NewClient(s.kafka)
	id, err := s.topicID(ctx, admin)
	if err != nil {
		return nil, err
	}
	starts, err := admin.ListStartOffsets(ctx, s.Topic)
	if err != nil {
		return nil, fmt.Errorf("list starts: %w", err)
	}
	ends, err := admin.ListEndOffsets(ctx, s.Topic)
	if err != nil {
		return nil, fmt.Errorf("list ends: %w", err)
	}
	logs := map[int32]ledger.Log{}
	for partition := range partitions {
		start, ok1 := starts.Lookup(s.Topic, partition)
		end, ok2 := ends.Lookup(s.Topic, partition)
		if !ok1 || !ok2 {
			return nil, fmt.Errorf("partition %d: Kafka does not know it", partition)
		}
		if err := errors.Join(start.Err, end.Err); err != nil {
			return nil, fmt.Errorf("partition %d: %w", partition, err)
		}
		logs[partition] = ledger.Log{Start: start.Offset, End: end.Offset, Suspect: s.suspected(partition)}
	}
	from, err := s.Ledger.Resume(ctx, id, logs)
	if err != nil {
		return nil, err
	}
	s.trust(logs)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.topic = id
	for partition, r := range from {
		s.at[partition] = r.Offset
		s.behind[partition] = logs[partition].End - r.Offset
	}
	s.tellLag()
	return from, nil
}

func (s *session) topicID(ctx context.Context, admin *kadm.Client) (ledger.TopicID, error) {
	topics, err := admin.ListTopics(ctx, s.Topic)
	if err != nil {
		return ledger.TopicID{}, fmt.Errorf("describe topic: %w", err)
	}
	detail := topics[s.Topic]
	return ledger.TopicID(detail.ID), detail.Err
}

// gone forgets partitions that now are another member's.
func (s *session) gone(_ context.Context, _ *kgo.Client, lost map[string][]int32) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, partition := range lost[s.Topic] {
		delete(s.at, partition)
		delete(s.behind, partition)
	}
	s.tellLag()
}

// tellLag sets the figure. s.mu is held.
func (s *session) tellLag() {
	var sum int64
	for records := range maps.Values(s.behind) {
		sum += records
	}
	s.Figures.lag.Set(float64(sum))
}
