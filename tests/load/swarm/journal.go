package swarm

import (
	"sync"
	"time"
)

// A list is one person's list, and when each version of it was acknowledged.
type list struct {
	name string

	mu    sync.Mutex
	acked []time.Time // by version; zero when that is not known
	last  uint64      // the highest that was acknowledged
}

// ack notes an acknowledgement.
func (l *list) ack(version uint64, at time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for uint64(len(l.acked)) <= version {
		l.acked = append(l.acked, time.Time{})
	}
	l.acked[version] = at
	l.last = max(l.last, version)
}

func (l *list) at() uint64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.last
}

// A seen is a fact that a client was told.
type seen struct {
	version uint64
	at      time.Time
}

// A Sample is one fact at one client: when it was acknowledged and how long
// after that its frame was there.
type Sample struct {
	Acked time.Time
	Took  time.Duration // 0 when the frame was there before the answer
}

// samples pairs what was seen with what was acknowledged.
func (l *list) samples(all []seen) []Sample {
	l.mu.Lock()
	defer l.mu.Unlock()
	var out []Sample
	for _, s := range all {
		if s.version < uint64(len(l.acked)) && !l.acked[s.version].IsZero() {
			out = append(out, Sample{l.acked[s.version], max(0, s.at.Sub(l.acked[s.version]))})
		}
	}
	return out
}
