package host

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Metrics are what the host counts.
type Metrics struct {
	turns       *prometheus.HistogramVec // by command and outcome
	activations prometheus.Histogram
	lateness    prometheus.Histogram
	told        *prometheus.CounterVec // by outcome
	fenced      prometheus.Counter
	backlog     *backlog

	topicsMade   *prometheus.CounterVec // by topic
	topicDiffers *prometheus.GaugeVec   // by topic and setting
}

// NewMetrics registers them.
func NewMetrics(r prometheus.Registerer) *Metrics {
	quick := prometheus.ExponentialBuckets(0.0005, 2, 14)
	m := &Metrics{
		turns: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "errand_turn_seconds", Help: "Time a turn of a list took, from call to reply.", Buckets: quick,
		}, []string{"command", "outcome"}),
		activations: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "errand_activation_seconds", Help: "Time to read a list into memory.", Buckets: quick,
		}),
		lateness: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "errand_ring_lateness_seconds", Help: "From a task's due moment to its ring.",
			Buckets: prometheus.ExponentialBuckets(0.001, 3, 14),
		}),
		told: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "errand_facts_told_total", Help: "Facts the broker took (told) or that were given up and are tried again (failed).",
		}, []string{"outcome"}),
		fenced: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "errand_fenced_total", Help: "Saves refused because another host had gone on with the list.",
		}),
		backlog: newBacklog(time.Now),
		topicsMade: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "errand_topics_made_total", Help: "Topics that were missing and were made.",
		}, []string{"topic"}),
		topicDiffers: prometheus.NewGaugeVec(prometheus.GaugeOpts{
			Name: "errand_topic_differs", Help: "1 while a setting of a topic is otherwise than this program would make it.",
		}, []string{"topic", "setting"}),
	}
	r.MustRegister(m.topicsMade, m.topicDiffers)
	r.MustRegister(m.turns, m.activations, m.lateness, m.told, m.fenced, m.backlog)
	return m
}
