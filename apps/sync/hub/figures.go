package hub

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/errandapp/errand/internal/telemetry"
)

// Figures is what the hub counts.
type Figures struct {
	clients, lists, bytes                            prometheus.Gauge
	facts, old, frames, resyncs, slow, dead, refused prometheus.Counter
}

// NewFigures registers errand_sync_*.
func NewFigures(reg prometheus.Registerer) *Figures {
	gauge := func(name, help string) prometheus.Gauge {
		g := prometheus.NewGauge(prometheus.GaugeOpts{Namespace: telemetry.Namespace, Subsystem: "sync", Name: name, Help: help})
		reg.MustRegister(g)
		return g
	}
	counter := func(name, help string) prometheus.Counter {
		c := prometheus.NewCounter(prometheus.CounterOpts{Namespace: telemetry.Namespace, Subsystem: "sync", Name: name, Help: help})
		reg.MustRegister(c)
		return c
	}
	return &Figures{
		clients: gauge("clients", "Open connections."),
		lists:   gauge("memory_lists", "Lists of which facts are kept."),
		bytes:   gauge("memory_bytes", "Bytes that are kept of them."),
		facts:   counter("facts_total", "Facts that were news."),
		old:     counter("old_facts_total", "Facts that came twice or late."),
		frames:  counter("frames_total", "Frames put into clients' queues."),
		resyncs: counter("resyncs_total", "Times that a client was told to resync."),
		slow:    counter("slow_total", "Clients that were closed because they could not keep up."),
		dead:    counter("dead_total", "Clients that did not answer a heartbeat."),
		refused: counter("refused_total", "Connections refused because there were too many."),
	}
}
