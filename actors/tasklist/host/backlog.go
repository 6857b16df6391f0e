package host

import (
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// A backlog knows how many facts of the active lists are untold, and how long
// the oldest has waited: the first thing to look at when Kafka is ill. Lists
// that are not active, because their host died, are not in it; their wake-up
// brings them back within a minute (cover).
type backlog struct {
	now func() time.Time

	mu      sync.Mutex
	tellers map[string]*teller // by list
}

var (
	untoldFacts = prometheus.NewDesc("errand_outbox_facts",
		"Facts of active lists that the broker has not taken yet.", nil, nil)
	untoldSeconds = prometheus.NewDesc("errand_outbox_oldest_seconds",
		"How long the oldest of them has waited; 0 when there is none.", nil, nil)
)

func newBacklog(now func() time.Time) *backlog {
	return &backlog{now: now, tellers: map[string]*teller{}}
}

// watch counts a list's teller in, in place of an earlier one of the list.
func (b *backlog) watch(list string, t *teller) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.tellers[list] = t
}

// forget counts a list out.
func (b *backlog) forget(list string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.tellers, list)
}

// Describe and Collect make it a prometheus.Collector.
func (b *backlog) Describe(to chan<- *prometheus.Desc) {
	to <- untoldFacts
	to <- untoldSeconds
}

// Collect looks at every active list.
func (b *backlog) Collect(to chan<- prometheus.Metric) {
	facts, oldest := b.untold()
	to <- prometheus.MustNewConstMetric(untoldFacts, prometheus.GaugeValue, float64(facts))
	to <- prometheus.MustNewConstMetric(untoldSeconds, prometheus.GaugeValue, oldest.Seconds())
}

func (b *backlog) untold() (facts int, oldest time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.now()
	for _, t := range b.tellers {
		n, since := t.untold()
		facts += n
		if n > 0 {
			oldest = max(oldest, now.Sub(since))
		}
	}
	return facts, oldest
}
