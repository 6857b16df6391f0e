package host

import (
	"errors"
	"sync"
	"time"
)

// A Producer hands facts to Kafka. It does not wait for the broker.
type Producer interface {
	// TryProduce takes a record and later calls done once: with nil when the
	// broker has it for good, with an error when it was given up. Records of
	// one list are delivered in the order in which they were taken. It
	// returns false, and never calls done, when it has no room now.
	TryProduce(list string, raw []byte, done func(error)) bool
}

var errNoRoom = errors.New("the producer has no room")

// pauseFlush is how soon facts that could not be handed over are tried again.
const pauseFlush = 2 * time.Second

// A teller keeps count of how far one list's facts were told. The turn hands
// facts over; the producer's answers come from its own goroutine.
type teller struct {
	mu     sync.Mutex
	handed uint64 // the newest version handed to the producer
	told   uint64 // the newest version that the broker has, with all before it

	now    func() time.Time
	waits  []time.Time // since when each version above told waits, in order
	newest uint64      // told + len(waits)
}

// newTeller starts below the first fact of an outbox.
func newTeller(o outbox, version uint64, now func() time.Time) *teller {
	from := version
	if facts := o.after(0); len(facts) > 0 {
		from = facts[0].version - 1
	}
	return &teller{handed: from, told: from, newest: from, now: now}
}

// hand gives the producer what it has not been given of the outbox. It
// reports false when something is left over.
func (t *teller) hand(p Producer, list string, o outbox) bool {
	t.await(o)
	for _, e := range o.after(t.given()) {
		// Counted before it is handed over, for the answer may be here first;
		// and only behind the one before it, which may just have been given up.
		if !t.take(e.version) {
			return false
		}
		if !p.TryProduce(list, e.raw, func(err error) { t.answer(e.version, err) }) {
			t.answer(e.version, errNoRoom)
			return false
		}
	}
	return true
}

// await notes since when the outbox's new facts wait.
func (t *teller) await(o outbox) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for range o.after(t.newest) {
		t.waits = append(t.waits, t.now())
		t.newest++
	}
}

// untold is how many facts the broker has not taken, and since when the
// oldest of them waits.
func (t *teller) untold() (facts int, since time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.waits) == 0 {
		return 0, time.Time{}
	}
	return len(t.waits), t.waits[0]
}

func (t *teller) given() uint64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.handed
}

func (t *teller) take(version uint64) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.handed != version-1 {
		return false
	}
	t.handed = version
	return true
}

// answer counts what became of a fact. One that was given up is handed over
// again with all that follow it; what was said of those meanwhile does not
// count, for told has no gaps.
func (t *teller) answer(version uint64, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case err != nil:
		t.handed = max(t.told, min(t.handed, version-1))
	case version == t.told+1:
		t.told = version
		t.waits = t.waits[1:]
	}
}

// upTo is the newest version of which the broker has all.
func (t *teller) upTo() uint64 {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.told
}
