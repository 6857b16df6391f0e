package model

import (
	"errors"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/errandapp/errand/internal/telemetry"
)

// Figures is what a Model counts.
type Figures struct {
	asked   *prometheus.CounterVec
	seconds prometheus.Histogram
}

// NewFigures registers errand_model_*.
func NewFigures(reg prometheus.Registerer) *Figures {
	f := &Figures{
		asked: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: telemetry.Namespace, Subsystem: "model", Name: "asked_total",
			Help: "Messages that the language model was to read, by outcome: read, silent, nonsense, late, failed or busy.",
		}, []string{"outcome"}),
		seconds: prometheus.NewHistogram(prometheus.HistogramOpts{
			Namespace: telemetry.Namespace, Subsystem: "model", Name: "seconds",
			Help: "How long it took to answer, or not to.", Buckets: telemetry.Buckets,
		}),
	}
	reg.MustRegister(f.asked, f.seconds)
	return f
}

func (f *Figures) count(err error, took time.Duration) {
	f.asked.WithLabelValues(outcome(err)).Inc()
	if !errors.Is(err, ErrBusy) {
		f.seconds.Observe(took.Seconds())
	}
}

// outcome names how it went.
func outcome(err error) string {
	switch {
	case err == nil:
		return "read"
	case errors.Is(err, ErrSilent):
		return "silent"
	case errors.Is(err, ErrNonsense):
		return "nonsense"
	case errors.Is(err, ErrLate):
		return "late"
	case errors.Is(err, ErrBusy):
		return "busy"
	}
	return "failed"
}
