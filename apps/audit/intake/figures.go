package intake

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"github.com/errandapp/errand/apps/audit/ledger"
	"github.com/errandapp/errand/internal/telemetry"
)

// Figures is what the intake counts.
type Figures struct {
	lag     prometheus.Gauge
	batch   prometheus.Histogram
	seconds prometheus.Histogram
	facts   prometheus.Counter
	repeats prometheus.Counter
	rejects prometheus.Counter
	fenced  prometheus.Counter
	retries prometheus.Counter
	losses  prometheus.Counter
}

// NewFigures registers errand_audit_*.
func NewFigures(reg prometheus.Registerer) *Figures {
	counter := func(name, help string) prometheus.Counter {
		c := prometheus.NewCounter(prometheus.CounterOpts{Namespace: telemetry.Namespace, Subsystem: "audit", Name: name, Help: help})
		reg.MustRegister(c)
		return c
	}
	histogram := func(name, help string, buckets []float64) prometheus.Histogram {
		h := prometheus.NewHistogram(prometheus.HistogramOpts{
			Namespace: telemetry.Namespace, Subsystem: "audit", Name: name, Help: help, Buckets: buckets,
		})
		reg.MustRegister(h)
		return h
	}
	f := &Figures{
		lag: prometheus.NewGauge(prometheus.GaugeOpts{
			Namespace: telemetry.Namespace, Subsystem: "audit", Name: "lag_records",
			Help: "Records of this member's partitions that are not recorded yet, as last seen.",
		}),
		batch:   histogram("batch_records", "Records in one transaction.", []float64{1, 3, 10, 30, 100, 300, 1000, maxBatch}),
		seconds: histogram("batch_seconds", "From poll to commit of one transaction.", telemetry.Buckets),
		facts:   counter("facts_total", "Facts recorded."),
		repeats: counter("repeats_total", "Facts that Kafka had twice."),
		rejects: counter("rejects_total", "Records that were no facts."),
		fenced:  counter("fenced_total", "Records that another member had recorded."),
		retries: counter("retries_total", "Tries to record that failed."),
		losses:  counter("losses_total", "Partitions in which Kafka lost what was recorded."),
	}
	reg.MustRegister(f.lag)
	return f
}

// tell says what became of a batch: figures, one log line, one for every
// reject, and a span in the trace of every fact.
func (s *session) tell(ctx context.Context, began time.Time, records int, t ledger.Tally) {
	took := time.Since(began)
	s.Figures.batch.Observe(float64(records))
	s.Figures.seconds.Observe(took.Seconds())
	s.Figures.facts.Add(float64(t.Facts))
	s.Figures.repeats.Add(float64(t.Repeats))
	s.Figures.fenced.Add(float64(t.Fenced))
	s.Figures.rejects.Add(float64(len(t.Rejects)))
	for _, r := range t.Rejects {
		s.Log.Error("rejected", "partition", r.Partition, "offset", r.Offset, "size", len(r.Value), telemetry.KeyErr, r.Reason)
	}
	s.Log.Info("recorded", telemetry.KeyEvents, t.Facts, "records", records, "repeats", t.Repeats, "fenced", t.Fenced,
		"rejects", len(t.Rejects), telemetry.KeyMS, took.Milliseconds())

	tracer := otel.Tracer("github.com/errandapp/errand/audit")
	for _, parent := range t.TraceParents {
		of := propagation.TraceContext{}.Extract(ctx, propagation.MapCarrier{"traceparent": parent})
		_, span := tracer.Start(of, "audit.record", trace.WithTimestamp(began), trace.WithSpanKind(trace.SpanKindConsumer))
		span.End()
	}
}
