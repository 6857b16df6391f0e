package proc

import (
	"slices"
	"time"
)

const (
	firstDelay  = 250 * time.Millisecond
	longDelay   = 10 * time.Second
	steadyAfter = time.Minute // running this long makes the next delay short again
)

// pace spaces restarts out: each delay is twice the one before, and there are
// at most limit restarts in any minute.
type pace struct {
	limit int
	delay time.Duration
	past  []time.Time // of the last restarts, at most limit of them
}

// next is how long to wait before the restart of a process that began and ended
// at these times.
func (p *pace) next(began, ended time.Time) time.Duration {
	if p.delay == 0 || ended.Sub(began) >= steadyAfter {
		p.delay = firstDelay
	} else {
		p.delay = min(2*p.delay, longDelay)
	}
	delay := p.delay
	if len(p.past) == p.limit {
		delay = max(delay, p.past[0].Add(time.Minute).Sub(ended))
		p.past = slices.Delete(p.past, 0, 1)
	}
	p.past = append(p.past, ended.Add(delay))
	return delay
}
