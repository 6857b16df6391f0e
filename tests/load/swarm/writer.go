package swarm

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

// A Write makes the next fact of a list, identified by n, and calls acked
// once it is acknowledged. It returns when it knows; the error says that it
// does not know whether the fact was made. again says that n was tried before.
type Write func(ctx context.Context, list int, n int, again bool, acked func(version uint64)) error

// A Writer makes facts at a steady rate, list after list, whether or not
// answers keep up. A list has one write under way at a time.
type Writer struct {
	Swarm  *Swarm
	Rate   float64 // a second
	Write  Write
	Failed atomic.Int64 // tries whose outcome was not known, or that were refused
	Late   atomic.Int64 // turns that were left out because the list was still busy
	Made   atomic.Int64

	busy []atomic.Bool
	wait sync.WaitGroup
}

// tryAgain is the pause between two tries of one write.
const tryAgain = 200 * time.Millisecond

// Run writes until ctx is done, and then until everything under way is
// acknowledged, or limit has passed.
func (w *Writer) Run(ctx context.Context, limit time.Duration) error {
	w.busy = make([]atomic.Bool, len(w.Swarm.lists))
	began := time.Now()
	writing, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	var left atomic.Int64
	for n := 0; ; n++ {
		at := began.Add(time.Duration(float64(n) / w.Rate * float64(time.Second)))
		select {
		case <-ctx.Done():
			defer time.AfterFunc(limit, cancel).Stop()
			w.wait.Wait()
			if left.Load() > 0 {
				return errors.New("writes were not acknowledged in time")
			}
			return nil
		case <-time.After(time.Until(at)):
		}
		list := n % len(w.busy)
		if !w.busy[list].CompareAndSwap(false, true) {
			w.Late.Add(1)
			continue
		}
		w.wait.Go(func() {
			defer w.busy[list].Store(false)
			if !w.one(writing, list, n) {
				left.Add(1)
			}
		})
	}
}

// one writes until the write is acknowledged. Only the first try is timed: an
// answer to a later one does not say when the fact was made.
func (w *Writer) one(ctx context.Context, list, n int) bool {
	for again := false; ; again = true {
		err := w.Write(ctx, list, n, again, func(version uint64) {
			at := time.Now()
			if again {
				at = time.Time{}
			}
			w.Swarm.Acked(list, version, at)
		})
		if err == nil {
			w.Made.Add(1)
			return true
		}
		w.Failed.Add(1)
		select {
		case <-ctx.Done():
			return false
		case <-time.After(tryAgain):
		}
	}
}
