package run

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"
)

// A Group owns goroutines: when one ends with an error all are told to stop,
// and Wait waits for every one of them.
type Group struct {
	group *errgroup.Group
	ctx   context.Context
}

// NewGroup owns goroutines until ctx is done or one of them fails.
func NewGroup(ctx context.Context) *Group {
	g, ctx := errgroup.WithContext(ctx)
	return &Group{group: g, ctx: ctx}
}

// Go starts work, which must return soon after its ctx is done. name stands
// before the error it returns. A return of nil leaves the others running.
func (g *Group) Go(name string, work func(context.Context) error) {
	g.group.Go(func() error {
		if err := work(g.ctx); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	})
}

// Wait waits for all and returns the first error.
func (g *Group) Wait() error { return g.group.Wait() }
