package tell

import (
	"context"
	"sync"
)

// boxes are the boxes that are being written by this replica. Another replica
// is met by a box's etag; but when a hundred tries of one list fail together
// they come again together, and with nothing but etags most of them would give
// up, and send again what had been sent.
type boxes struct {
	mu   sync.Mutex
	held map[string]chan struct{} // by list; closed when it is free again
}

// hold waits until nobody else here writes the box of a list.
func (b *boxes) hold(ctx context.Context, list string) (free func(), err error) {
	for {
		b.mu.Lock()
		busy, ok := b.held[list]
		if !ok {
			if b.held == nil {
				b.held = map[string]chan struct{}{}
			}
			mine := make(chan struct{})
			b.held[list] = mine
			b.mu.Unlock()
			return func() {
				b.mu.Lock()
				defer b.mu.Unlock()
				delete(b.held, list)
				close(mine)
			}, nil
		}
		b.mu.Unlock()
		select {
		case <-busy:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
