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

	mu    sync.Mutex
	lists map[string]counted
}

// A counted list is the one of its name that is active. A turn may go on, and
// read anew, with a list that was let go of; that one counts no more.
type counted struct {
	list   *list
	teller *teller // nil while it has read nothing
}

var (
	untoldFacts = prometheus.NewDesc("errand_outbox_facts",
		"Facts of active lists that the broker has not taken yet.", nil, nil)
	untoldSeconds = prometheus.NewDesc("errand_outbox_oldest_seconds",
		"How long the oldest of them has waited; 0 when there is none.", nil, nil)
)

func newBacklog(now func() time.Time) *backlog {
	return &backlog{now: now, lists: map[string]counted{}}
}

// begin counts a list in, in place of an earlier one of its name.
func (b *backlog) begin(l *list) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.lists[l.id] = counted{list: l}
}

// watch looks at an active list's teller from now on; nil is none.
func (b *backlog) watch(l *list, t *teller) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.lists[l.id].list == l {
		b.lists[l.id] = counted{l, t}
	}
}

// forget counts a list out.
func (b *backlog) forget(list string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.lists, list)
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
	for _, c := range b.lists {
		if c.teller == nil {
			continue
		}
		n, since := c.teller.untold()
		facts += n
		if n > 0 {
			oldest = max(oldest, now.Sub(since))
		}
	}
	return facts, oldest
}
