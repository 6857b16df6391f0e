package tail

import (
	"context"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"github.com/errandapp/errand/apps/sync/feed"
	"github.com/errandapp/errand/internal/telemetry"
)

// batch publishes what one poll brought.
func (t *Tail) batch(ctx context.Context, fetches kgo.Fetches, warm *warming) {
	if fetches.NumRecords() == 0 {
		return
	}
	began, facts, bad := time.Now(), 0, 0
	live := warm.done()
	fetches.EachRecord(func(r *kgo.Record) {
		if t.at.take(r.Partition, r.Offset) {
			t.Log.Error("facts are missing", "partition", r.Partition, "offset", r.Offset)
			t.lost()
		}
		defer warm.took(r.Partition, r.Offset)
		f, err := parse(r.Value)
		if err != nil {
			bad++
			t.Figures.bad.Inc()
			t.Log.Error("no fact", "partition", r.Partition, "offset", r.Offset, telemetry.KeyErr, err)
			return
		}
		facts++
		t.Publish(f.Data.List, f.Data.Version, feed.Told(f.Data.Version, r.Value))
		if live {
			t.told(ctx, began, f)
		}
	})
	t.Log.Debug("told", telemetry.KeyEvents, facts, "bad", bad, telemetry.KeyMS, time.Since(began).Milliseconds())
}

// told notes how old a fact was, and continues its trace.
func (t *Tail) told(ctx context.Context, began time.Time, f head) {
	t.Figures.age.Observe(max(0, time.Since(f.Time).Seconds()))
	if f.TraceParent == "" {
		return
	}
	ctx = propagation.TraceContext{}.Extract(ctx, propagation.MapCarrier{"traceparent": f.TraceParent})
	_, span := otel.Tracer("github.com/errandapp/errand/sync").
		Start(ctx, "sync.tell", trace.WithTimestamp(began), trace.WithSpanKind(trace.SpanKindConsumer))
	span.End()
}
