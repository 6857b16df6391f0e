package main

import (
	"context"
	"log/slog"
	"net"
	"os"
	"time"

	"github.com/dapr/go-sdk/client"

	"github.com/errandapp/errand/actors/tasklist/host"
)

// again is the pause between tries to reach what must be there at the start.
const again = 500 * time.Millisecond

// sidecar connects to the sidecar, waiting for it as long as it takes.
func sidecar(ctx context.Context, log *slog.Logger) (client.Client, error) {
	addr := os.Getenv("DAPR_GRPC_ENDPOINT")
	if addr == "" {
		port := os.Getenv("DAPR_GRPC_PORT")
		if port == "" {
			port = "50001"
		}
		addr = net.JoinHostPort("127.0.0.1", port)
	}
	for {
		dapr, err := client.NewClientWithAddressContext(ctx, addr)
		if err == nil {
			return dapr, nil
		}
		log.WarnContext(ctx, "sidecar not there yet", "addr", addr, "err", err)
		if !wait(ctx) {
			return nil, ctx.Err()
		}
	}
}

// raiseFence tries until the state table is there: the sidecar makes it.
func raiseFence(ctx context.Context, postgres string, log *slog.Logger) error {
	for {
		err := host.RaiseFence(ctx, postgres)
		if err == nil || ctx.Err() != nil {
			return ctx.Err()
		}
		log.WarnContext(ctx, "fence not raised yet", "err", err)
		if !wait(ctx) {
			return ctx.Err()
		}
	}
}

func wait(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(again):
		return true
	}
}
