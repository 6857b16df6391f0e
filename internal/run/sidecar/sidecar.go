// Package sidecar reaches the Dapr sidecar beside the process.
package sidecar

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"strconv"
	"time"

	"github.com/dapr/go-sdk/client"

	"github.com/errandapp/errand/internal/run"
	"github.com/errandapp/errand/internal/telemetry"
)

// Ports of the sidecar; part of an app's config. Dapr gives both.
type Ports struct {
	HTTP int `env:"DAPR_HTTP_PORT" envDefault:"3500"`
	GRPC int `env:"DAPR_GRPC_PORT" envDefault:"50001"`
}

// pause is between two tries to connect.
const pause = time.Second

// Dial connects to the sidecar and waits for it until ctx is done, saying so
// in the log. The client then finds a restarted sidecar again by itself.
func Dial(ctx context.Context, log *slog.Logger, p Ports) (client.Client, error) {
	addr := net.JoinHostPort("127.0.0.1", strconv.Itoa(p.GRPC))
	began := time.Now()
	for {
		dapr, err := client.NewClientWithAddressContext(ctx, addr)
		if err == nil {
			log.Info("connected to the Dapr sidecar", "addr", addr, telemetry.KeyMS, time.Since(began).Milliseconds())
			return dapr, nil
		}
		if ctx.Err() != nil {
			return nil, fmt.Errorf("wait for the Dapr sidecar at %s: %w", addr, ctx.Err())
		}
		log.Warn("waiting for the Dapr sidecar: start this process with dapr run or make run", "addr", addr, telemetry.KeyErr, err)
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
	}
}

// Check asks whether the sidecar answers, for /readyz.
func Check(dapr interface {
	GetMetadata(context.Context) (*client.GetMetadataResponse, error)
}) run.Check {
	return func(ctx context.Context) error {
		_, err := dapr.GetMetadata(ctx)
		return err
	}
}
