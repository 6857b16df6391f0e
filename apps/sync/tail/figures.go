package tail

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/errandapp/errand/internal/telemetry"
)

// Figures is what the tail counts.
type Figures struct {
	age  prometheus.Histogram
	bad  prometheus.Counter
	lost prometheus.Counter
}

// NewFigures registers errand_sync_*.
func NewFigures(reg prometheus.Registerer) *Figures {
	f := &Figures{
		age: prometheus.NewHistogram(prometheus.HistogramOpts{
			Namespace: telemetry.Namespace, Subsystem: "sync", Name: "fact_age_seconds",
			Help: "From a fact's decision to its frame being queued.", Buckets: telemetry.Buckets,
		}),
		bad: prometheus.NewCounter(prometheus.CounterOpts{
			Namespace: telemetry.Namespace, Subsystem: "sync", Name: "bad_records_total",
			Help: "Records that were no facts.",
		}),
		lost: prometheus.NewCounter(prometheus.CounterOpts{
			Namespace: telemetry.Namespace, Subsystem: "sync", Name: "lost_total",
			Help: "Times that facts were found missing in Kafka, and all clients were told to resync.",
		}),
	}
	reg.MustRegister(f.age, f.bad, f.lost)
	return f
}
