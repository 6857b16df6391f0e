package intake

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/errandapp/errand/apps/audit/ledger"
	"github.com/errandapp/errand/internal/telemetry"
)

// Ledger is where facts go.
type Ledger interface {
	Resume(ctx context.Context, topic ledger.TopicID, logs map[int32]ledger.Log) (map[int32]ledger.Resume, error)
	Record(context.Context, ledger.Batch) (ledger.Tally, error)
}

// Bounds of the intake.
const (
	maxBatch    = 2000                  // records in one transaction
	atMostEvery = 50 * time.Millisecond // a transaction begins
	recordTime  = 20 * time.Second      // for one try to record
	sessionTime = 10 * time.Second      // after which a dead member's partitions move on
	rebalance   = 30 * time.Second      // for which a member may hold a rebalance back
	firstPause  = 50 * time.Millisecond
	longPause   = 5 * time.Second // pauses double from the first to this one
)

// A Consumer is one member of the group. Set all fields, then Run it.
type Consumer struct {
	Brokers []string
	Topic   string
	Group   string
	Ledger  Ledger
	Log     *slog.Logger
	Figures *Figures

	mu      sync.Mutex
	current *session       // the one that runs, if any
	suspect map[int32]bool // partitions that may have lost records: the next session reads them again
}

// Run consumes until ctx is done. It goes on after every failure.
func (c *Consumer) Run(ctx context.Context) error {
	pause := firstPause
	for {
		began := time.Now()
		err := c.session(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if time.Since(began) > longPause {
			pause = firstPause
		}
		c.Log.Error("the intake begins anew", telemetry.KeyErr, err, "pause", pause)
		if !sleep(ctx, pause) {
			return nil
		}
		pause = min(2*pause, longPause)
	}
}

// Ping asks Kafka whether it answers.
func (c *Consumer) Ping(ctx context.Context) error {
	c.mu.Lock()
	s := c.current
	c.mu.Unlock()
	if s == nil {
		return errors.New("the intake is not running")
	}
	return s.kafka.Ping(ctx)
}

// session is one membership in the group: from joining to leaving.
func (c *Consumer) session(ctx context.Context) error {
	s := &session{Consumer: c, behind: map[int32]int64{}, at: map[int32]int64{}}
	kafka, err := kgo.NewClient(
		kgo.SeedBrokers(c.Brokers...),
		kgo.ClientID("errand-audit"),
		kgo.ConsumerGroup(c.Group),
		kgo.ConsumeTopics(c.Topic),
		kgo.DisableAutoCommit(),
		kgo.BlockRebalanceOnPoll(),
		kgo.SessionTimeout(sessionTime),
		kgo.HeartbeatInterval(sessionTime/5),
		kgo.RebalanceTimeout(rebalance),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()),
		kgo.AdjustFetchOffsetsFn(s.resume),
		kgo.OnPartitionsRevoked(s.gone),
		kgo.OnPartitionsLost(s.gone),
	)
	if err != nil {
		return err
	}
	s.kafka = kafka
	c.mu.Lock()
	c.current = s
	c.mu.Unlock()
	defer func() {
		c.mu.Lock()
		c.current = nil
		c.mu.Unlock()
		kafka.CloseAllowingRebalance()
		c.Figures.lag.Set(0)
	}()
	for {
		began := time.Now()
		if err := s.turn(ctx); err != nil {
			return err
		}
		// A transaction costs much the same for one record as for many: under
		// load let some come together. The first after a pause is not delayed.
		if rest := atMostEvery - time.Since(began); rest > 0 && !sleep(ctx, rest) {
			return ctx.Err()
		}
	}
}

// turn polls one batch and records it.
func (s *session) turn(ctx context.Context) error {
	fetches := s.kafka.PollRecords(ctx, maxBatch)
	defer s.kafka.AllowRebalance()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	for _, failed := range fetches.Errors() {
		var loss *kgo.ErrDataLoss
		switch err := failed.Err; {
		case errors.As(err, &loss):
			s.suspectLoss(failed.Partition)
			return fmt.Errorf("partition %d: %w", failed.Partition, err)
		case errors.Is(err, kerr.UnknownTopicID):
			// Made anew: this client would wait for the one it knew for ever.
			return fmt.Errorf("partition %d: %w", failed.Partition, err)
		case kerr.IsRetriable(err):
			s.Log.Warn("Kafka", "partition", failed.Partition, telemetry.KeyErr, err)
		default:
			return fmt.Errorf("partition %d: %w", failed.Partition, err)
		}
	}
	if fetches.NumRecords() == 0 {
		return nil
	}
	return s.record(ctx, fetches)
}

// sleep waits; false means that ctx is done.
func sleep(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}
