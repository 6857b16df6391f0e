package main

import (
	"context"
	"log/slog"
	"time"

	"github.com/errandapp/errand/actors/hosting"
)

// again is the pause between tries to raise the fence.
const again = 500 * time.Millisecond

// raiseFence tries until the state table is there: the sidecar makes it.
func raiseFence(ctx context.Context, postgres string, log *slog.Logger) error {
	for {
		err := hosting.RaiseFence(ctx, postgres)
		if err == nil || ctx.Err() != nil {
			return ctx.Err()
		}
		log.WarnContext(ctx, "fence not raised yet", "err", err)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(again):
		}
	}
}
