// Package tail reads the facts of all partitions as they come, as part of no
// consumer group: every sync tells its own clients everything. It begins a
// little back, so that a sync that was just started knows what happened
// lately.
//
// What it promises is small: it publishes the records of each partition in
// their order, maybe some of them again, and where records are missing it
// says so. It notices that by their offsets, and by the topic's id when the
// topic was made anew.
package tail

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/errandapp/errand/apps/sync/feed"
	"github.com/errandapp/errand/internal/telemetry"
)

// Bounds of the tail.
const (
	warmUp       = 4096             // facts of each partition before its end, with which it begins
	warmTime     = 10 * time.Second // for them, once Kafka answers
	askTime      = 5 * time.Second  // for Kafka to say where partitions end
	maxBatch     = 1000             // records between two looks at ctx
	newPartition = 10 * time.Second // after which a new partition is found
	firstPause   = 50 * time.Millisecond
	longPause    = 5 * time.Second // pauses double from the first to this one
)

// A Tail publishes facts. Set all exported fields, then Run it.
type Tail struct {
	Brokers []string
	Topic   string
	Publish func(list string, version uint64, f feed.Frame)
	Begin   func() // called when what happened lately has been published; maybe again
	Lost    func() // called when facts may be missing
	Log     *slog.Logger
	Figures *Figures

	at place // of Run's goroutine

	mu    sync.Mutex
	kafka *kgo.Client // the one that reads, if any
}

// Run reads until ctx is done. It goes on after every failure; then some
// facts are read again, which the feed knows.
func (t *Tail) Run(ctx context.Context) error {
	for pause := firstPause; ; pause = min(2*pause, longPause) {
		began := time.Now()
		err := t.read(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if time.Since(began) > longPause {
			pause = firstPause
		}
		t.Log.Error("the tail begins anew", telemetry.KeyErr, err, "pause", pause)
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(pause):
		}
	}
}

// Ping asks Kafka whether it answers.
func (t *Tail) Ping(ctx context.Context) error {
	t.mu.Lock()
	kafka := t.kafka
	t.mu.Unlock()
	if kafka == nil {
		return errors.New("the tail is not reading")
	}
	return kafka.Ping(ctx)
}

func (t *Tail) read(ctx context.Context) error {
	kafka, err := kgo.NewClient(
		kgo.SeedBrokers(t.Brokers...),
		kgo.ClientID("errand-sync"),
		kgo.ConsumeTopics(t.Topic),
		kgo.ConsumeStartOffset(kgo.NewOffset().AtEnd().Relative(-warmUp)),
		// Nobody can say how far back what was lost goes: what is there is read
		// again, and Lost is called.
		kgo.ConsumeResetOffset(kgo.NewOffset().AtEnd().Relative(-warmUp)),
		kgo.MetadataMaxAge(newPartition),
	)
	if err != nil {
		return err
	}
	t.use(kafka)
	defer kafka.Close()
	defer t.use(nil)
	warm, err := t.ends(ctx, kafka)
	if err != nil {
		return err
	}
	late, begun := time.Now().Add(warmTime), false
	for {
		if !begun && (warm.done() || time.Now().After(late)) {
			begun = true
			t.Begin()
		}
		fetches := t.poll(ctx, kafka, warm)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		for _, failed := range fetches.Errors() {
			if err := t.failed(failed); err != nil {
				return err
			}
		}
		t.batch(ctx, fetches, warm)
	}
}

// poll waits for records; while it is warming up, not for ever.
func (t *Tail) poll(ctx context.Context, kafka *kgo.Client, warm *warming) kgo.Fetches {
	if !warm.done() {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, time.Second)
		defer cancel()
	}
	return kafka.PollRecords(ctx, maxBatch)
}

// failed tells which failures end the client. While it can it goes on by
// itself.
func (t *Tail) failed(f kgo.FetchError) error {
	var loss *kgo.ErrDataLoss
	switch {
	case errors.Is(f.Err, context.DeadlineExceeded): // poll's
		return nil
	case errors.As(f.Err, &loss):
		t.Log.Error("Kafka lost facts", "partition", f.Partition, telemetry.KeyErr, f.Err)
		t.at.forget(f.Partition)
		t.lost()
		return nil
	case errors.Is(f.Err, kerr.UnknownTopicID), !kerr.IsRetriable(f.Err):
		return f.Err // a topic made anew needs a new client
	}
	t.Log.Warn("Kafka", "partition", f.Partition, telemetry.KeyErr, f.Err)
	return nil
}

func (t *Tail) lost() {
	t.Figures.lost.Inc()
	t.Lost()
}

func (t *Tail) use(kafka *kgo.Client) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.kafka = kafka
}
