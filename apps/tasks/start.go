package main

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/dapr/go-sdk/client"

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

// hosted is ready when the sidecar routes all actors to this process.
func hosted(ctx context.Context, types hosting.Types, dapr client.Client) error {
	ok, err := types.Hosted(ctx, dapr)
	if err == nil && !ok {
		err = fmt.Errorf("the sidecar does not host the actors yet")
	}
	return err
}
