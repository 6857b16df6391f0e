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
	"go.opentelemetry.io/otel/propagation"
	"google.golang.org/grpc"
	"google.golang.org/grpc/backoff"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"

	"github.com/errandapp/errand/internal/run"
	"github.com/errandapp/errand/internal/telemetry"
)

// Config says where the sidecar is; it is part of an app's config. Dapr gives
// all of it.
type Config struct {
	HTTP  int    `env:"DAPR_HTTP_PORT" envDefault:"3500"`
	GRPC  int    `env:"DAPR_GRPC_PORT" envDefault:"50001"`
	Token string `env:"DAPR_API_TOKEN"` // empty: the sidecar asks for none
}

// TokenHeader carries the token, in HTTP and in gRPC.
const TokenHeader = "dapr-api-token"

const (
	maxMessage = 64 << 20               // bytes in one answer: a list of MaxTasks fits
	retryFirst = 100 * time.Millisecond // how soon a lost connection is tried again,
	retryLast  = time.Second            // and how late; gRPC's own default goes to 2 minutes
	askEvery   = time.Second
	sayEvery   = 10 * time.Second
)

// Connect makes a client at once, whether the sidecar is there or not; it
// connects when it can, and again after the sidecar was away. Until then
// calls fail as unavailable.
func Connect(cfg Config) (client.Client, error) {
	addr := net.JoinHostPort("127.0.0.1", strconv.Itoa(cfg.GRPC))
	wait := backoff.DefaultConfig
	wait.BaseDelay, wait.MaxDelay = retryFirst, retryLast
	opts := []grpc.DialOption{
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithConnectParams(grpc.ConnectParams{Backoff: wait, MinConnectTimeout: retryLast}),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(maxMessage), grpc.MaxCallSendMsgSize(maxMessage)),
	}
	opts = append(opts,
		grpc.WithUnaryInterceptor(func(ctx context.Context, method string, req, reply any, cc *grpc.ClientConn, call grpc.UnaryInvoker, o ...grpc.CallOption) error {
			return call(outgoing(ctx, cfg.Token), method, req, reply, cc, o...)
		}),
		grpc.WithStreamInterceptor(func(ctx context.Context, desc *grpc.StreamDesc, cc *grpc.ClientConn, method string, open grpc.Streamer, o ...grpc.CallOption) (grpc.ClientStream, error) {
			return open(outgoing(ctx, cfg.Token), desc, cc, method, o...)
		}))
	conn, err := grpc.NewClient("passthrough:///"+addr, opts...)
	if err != nil {
		return nil, fmt.Errorf("connect to the Dapr sidecar at %s: %w", addr, err)
	}
	return client.NewClientWithConnection(conn), nil
}

// outgoing is ctx with the token, and with the trace that the sidecar's own
// spans go on with: the SDK carries neither.
func outgoing(ctx context.Context, token string) context.Context {
	if token != "" {
		ctx = metadata.AppendToOutgoingContext(ctx, TokenHeader, token)
	}
	carrier := propagation.MapCarrier{}
	propagation.TraceContext{}.Inject(ctx, carrier)
	for name, value := range carrier {
		ctx = metadata.AppendToOutgoingContext(ctx, name, value)
	}
	return ctx
}

// asked is the question that tells whether a sidecar is there.
type asked interface {
	GetMetadata(context.Context) (*client.GetMetadataResponse, error)
}

// Wait returns nil once the sidecar answers, and says in the log every now
// and then that it does not yet. The error is ctx's.
func Wait(ctx context.Context, log *slog.Logger, dapr asked) error {
	began, said := time.Now(), time.Time{}
	for {
		err := Check(dapr)(ctx)
		if err == nil {
			log.Info("connected to the Dapr sidecar", telemetry.KeyMS, time.Since(began).Milliseconds())
			return nil
		}
		if ctx.Err() != nil {
			return fmt.Errorf("wait for the Dapr sidecar: %w", ctx.Err())
		}
		if time.Since(said) > sayEvery {
			said = time.Now()
			log.Warn("waiting for the Dapr sidecar: start this process with make run or dapr run", telemetry.KeyErr, err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(askEvery):
		}
	}
}

// Check asks whether the sidecar answers, for /readyz.
func Check(dapr asked) run.Check {
	return func(ctx context.Context) error {
		ctx, cancel := context.WithTimeout(ctx, run.CheckTime)
		defer cancel()
		_, err := dapr.GetMetadata(ctx)
		return err
	}
}
