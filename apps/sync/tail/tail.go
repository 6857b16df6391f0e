// Package tail reads the facts of all partitions as they come, as part of no
// consumer group: every sync tells its own clients everything. It begins a
// little back, so that a sync that was just started knows what happened
// lately.
package tail

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/sync/feed"
	"github.com/errandapp/errand/internal/telemetry"
)

// Bounds of the tail.
const (
	warmUp       = 10 * time.Minute // how far back it begins
	maxBatch     = 1000             // records between two looks at ctx
	newPartition = 10 * time.Second // after which a new partition is found
	firstPause   = 50 * time.Millisecond
	longPause    = 5 * time.Second // pauses double from the first to this one
)

// A Tail publishes facts. Set all fields, then Run it.
type Tail struct {
	Brokers []string
	Topic   string
	Publish func(list string, version uint64, f feed.Frame)
	Log     *slog.Logger
	Figures *Figures

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
		kgo.ConsumeStartOffset(kgo.NewOffset().AfterMilli(time.Now().Add(-warmUp).UnixMilli())),
		kgo.MetadataMaxAge(newPartition),
	)
	if err != nil {
		return err
	}
	t.use(kafka)
	defer kafka.Close()
	defer t.use(nil)
	for {
		fetches := kafka.PollRecords(ctx, maxBatch)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		for _, failed := range fetches.Errors() {
			var loss *kgo.ErrDataLoss
			if !kerr.IsRetriable(failed.Err) && !errors.As(failed.Err, &loss) {
				return failed.Err
			}
			t.Log.Warn("Kafka", "partition", failed.Partition, telemetry.KeyErr, failed.Err)
		}
		t.batch(ctx, fetches)
	}
}

func (t *Tail) use(kafka *kgo.Client) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.kafka = kafka
}

// batch publishes what one poll brought.
func (t *Tail) batch(ctx context.Context, fetches kgo.Fetches) {
	if fetches.NumRecords() == 0 {
		return
	}
	began, facts, bad := time.Now(), 0, 0
	fetches.EachRecord(func(r *kgo.Record) {
		f, err := tasklist.ParseFact(r.Value)
		if err == nil && !json.Valid(r.Value) {
			err = errors.New("something follows the fact")
		}
		if err != nil {
			bad++
			t.Figures.bad.Inc()
			t.Log.Error("no fact", "partition", r.Partition, "offset", r.Offset, telemetry.KeyErr, err)
			return
		}
		facts++
		t.Publish(f.Data.List, f.Data.Version, feed.Told(f.Data.Version, r.Value))
		t.told(ctx, began, f)
	})
	t.Log.Info("told", telemetry.KeyEvents, facts, "bad", bad, telemetry.KeyMS, time.Since(began).Milliseconds())
}

// told notes how old a fact was, and continues its trace.
func (t *Tail) told(ctx context.Context, began time.Time, f tasklist.Fact) {
	if age := time.Since(f.Time); age < warmUp/2 { // an older one is read to warm up
		t.Figures.age.Observe(age.Seconds())
	}
	if f.TraceParent == "" {
		return
	}
	ctx = propagation.TraceContext{}.Extract(ctx, propagation.MapCarrier{"traceparent": f.TraceParent})
	_, span := otel.Tracer("github.com/errandapp/errand/sync").
		Start(ctx, "sync.tell", trace.WithTimestamp(began), trace.WithSpanKind(trace.SpanKindConsumer))
	span.End()
}
