package host

import (
	"context"
	"encoding/json"
	"fmt"

	"golang.org/x/sync/errgroup"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/actors/hosting"
)

// loadWidth is how many pages are read at the same time.
const loadWidth = 32

// load reads the conversation, unless it is in memory.
func (t *talk) load(ctx context.Context) error {
	if t.loaded {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, stepTime)
	defer cancel()
	raw, err := t.deps.Store.Get(ctx, t.id, hosting.HeadKey)
	if err != nil {
		return fmt.Errorf("load: %w", err)
	}
	h, err := readHead(raw)
	if err != nil {
		return fmt.Errorf("load: %w", err)
	}
	pages, err := loadPages(ctx, t.deps.Store, t.id, h)
	if err != nil {
		return fmt.Errorf("load: %w", err)
	}
	t.state = conversation.State{Memory: h.Memory, Settled: h.Settled, Turns: h.Turns, Pages: pages}
	t.revision, t.loaded = h.Revision, true
	return nil
}

func loadPages(ctx context.Context, s hosting.Store, id string, h head) ([]*conversation.Page, error) {
	if h.Last == 0 {
		return nil, nil
	}
	pages := make([]*conversation.Page, h.Last-h.First+1)
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(loadWidth)
	for i := range pages {
		p := &conversation.Page{Number: h.First + uint32(i)}
		pages[i] = p
		group.Go(func() error {
			raw, err := s.Get(ctx, id, pageKey(p.Number))
			if err != nil {
				return err
			}
			if err := json.Unmarshal(raw, p); err != nil {
				return fmt.Errorf("read %s: %w", pageKey(p.Number), err)
			}
			return nil
		})
	}
	return pages, group.Wait()
}

// forget drops the memory of this process; the next turn reads again.
func (t *talk) forget() {
	t.loaded, t.state, t.revision = false, conversation.State{}, 0
}
