package sidecar

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/dapr/dapr/pkg/proto/runtime/v1"
	"github.com/dapr/go-sdk/client"
	"github.com/google/go-cmp/cmp"
	"go.opentelemetry.io/otel/propagation"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
)

// daprd is a sidecar that knows its metadata and asks for a token.
type daprd struct {
	runtime.UnimplementedDaprServer
}

func (daprd) GetMetadata(ctx context.Context, _ *runtime.GetMetadataRequest) (*runtime.GetMetadataResponse, error) {
	md, _ := metadata.FromIncomingContext(ctx)
	if got := md.Get(TokenHeader); len(got) != 1 || got[0] != "t0ken" {
		return nil, status.Error(codes.Unauthenticated, "no token")
	}
	return &runtime.GetMetadataResponse{Id: "chat"}, nil
}

func serve(t *testing.T, addr string) (stop func()) {
	t.Helper()
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	s := grpc.NewServer()
	runtime.RegisterDaprServer(s, daprd{})
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ln) }()
	return func() {
		s.Stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
}

// A client that was made before its sidecar finds it, and finds the next one
// after it was away.
func TestSidecarComesAndGoes(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := ln.Addr().(*net.TCPAddr).Port
	ln.Close() // nobody is there yet
	dapr, err := Connect(Config{GRPC: port, Token: "t0ken"})
	if err != nil {
		t.Fatal(err)
	}
	defer dapr.Close()
	if err := Check(dapr)(t.Context()); err == nil {
		t.Fatal("a sidecar that is not there answered")
	}
	var log bytes.Buffer
	waited := make(chan error, 1)
	go func() { waited <- Wait(t.Context(), slog.New(slog.NewTextHandler(&log, nil)), dapr) }()
	time.Sleep(50 * time.Millisecond) // let it find nobody; sooner would pass too

	addr := net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
	for range 2 {
		stop := serve(t, addr)
		deadline := time.Now().Add(10 * time.Second)
		for err = Check(dapr)(t.Context()); err != nil && time.Now().Before(deadline); err = Check(dapr)(t.Context()) {
			time.Sleep(20 * time.Millisecond)
		}
		if err != nil {
			t.Fatalf("the sidecar is there and was not found: %v", err)
		}
		if waited != nil {
			if err := <-waited; err != nil || !strings.Contains(log.String(), "connected to the Dapr sidecar") {
				t.Errorf("Wait: %v\n%s", err, log.String())
			}
			waited = nil
		}
		stop()
	}
}

type deaf struct{}

func (deaf) GetMetadata(ctx context.Context) (*client.GetMetadataResponse, error) {
	return nil, errors.New("nobody there")
}

func TestWaitEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	var log bytes.Buffer
	err := Wait(ctx, slog.New(slog.NewTextHandler(&log, nil)), deaf{})
	if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(log.String(), "waiting for the Dapr sidecar") {
		t.Errorf("got %v\n%s", err, log.String())
	}
}

func TestCallsCarryTheTrace(t *testing.T) {
	const parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
	ctx := propagation.TraceContext{}.Extract(t.Context(), propagation.MapCarrier{"traceparent": parent})
	for token, want := range map[string]metadata.MD{
		"":      metadata.Pairs("traceparent", parent),
		"t0ken": metadata.Pairs("traceparent", parent, TokenHeader, "t0ken"),
	} {
		got, _ := metadata.FromOutgoingContext(outgoing(ctx, token))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("token %q: %s", token, diff)
		}
	}
	if got, ok := metadata.FromOutgoingContext(outgoing(t.Context(), "")); ok {
		t.Errorf("without a trace: %v", got)
	}
}
