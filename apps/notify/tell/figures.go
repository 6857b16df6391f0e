package tell

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/errandapp/errand/internal/telemetry"
)

// Figures is what a Teller counts.
type Figures struct {
	told    *prometheus.CounterVec
	dead    *prometheus.CounterVec
	tooOld  prometheus.Counter
	late    prometheus.Histogram
	seconds prometheus.Histogram
}

// NewFigures registers errand_notify_*.
func NewFigures(reg prometheus.Registerer) *Figures {
	f := &Figures{
		told: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: telemetry.Namespace, Subsystem: "notify", Name: "told_total",
			Help: "Tries to send a notification by channel and outcome, sent or failed.",
		}, []string{"channel", "outcome"}),
		dead: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: telemetry.Namespace, Subsystem: "notify", Name: "dead_letters_total",
			Help: "Notifications that were given up, by channel and reason: refused or exhausted; without a channel unreadable.",
		}, []string{"channel", "reason"}),
		tooOld: prometheus.NewCounter(prometheus.CounterOpts{
			Namespace: telemetry.Namespace, Subsystem: "notify", Name: "too_old_total",
			Help: "Due moments that had passed too long ago to be told.",
		}),
		late: prometheus.NewHistogram(prometheus.HistogramOpts{
			Namespace: telemetry.Namespace, Subsystem: "notify", Name: "lateness_seconds",
			Help: "From the due moment to its message being handed over.", Buckets: append(telemetry.Buckets, 60, 600, 3600),
		}),
		seconds: prometheus.NewHistogram(prometheus.HistogramOpts{
			Namespace: telemetry.Namespace, Subsystem: "notify", Name: "turn_seconds",
			Help: "How long one delivery took.", Buckets: telemetry.Buckets,
		}),
	}
	reg.MustRegister(f.told, f.dead, f.tooOld, f.late, f.seconds)
	return f
}

// Unreadable counts a fact that could not be read.
func (f *Figures) Unreadable() { f.dead.WithLabelValues("", "unreadable").Inc() }
