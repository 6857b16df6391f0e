package hosting

import (
	"context"
	"net"
	"sync"
	"testing"
	"time"

	pb "github.com/dapr/dapr/pkg/proto/runtime/v1"
	"github.com/dapr/go-sdk/client"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"
)

// sidecar speaks as much of daprd's gRPC as these tests need.
type sidecar struct {
	pb.UnimplementedDaprServer

	mu      sync.Mutex
	state   map[string][]byte
	saves   int
	streams int        // how often the actor stream was opened
	hosting bool       // it is open now
	end     codes.Code // end the first actor stream like this
}

func startSidecar(t *testing.T) (*sidecar, client.Client) {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &sidecar{state: map[string][]byte{}}
	server := grpc.NewServer()
	pb.RegisterDaprServer(server, s)
	served := make(chan error, 1)
	go func() { served <- server.Serve(ln) }()
	t.Cleanup(func() {
		server.Stop()
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
	_, port, _ := net.SplitHostPort(ln.Addr().String())
	t.Setenv("DAPR_GRPC_PORT", port) // the SDK's actor container reads it
	dapr, err := client.NewClientWithAddressContext(t.Context(), ln.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(dapr.Close)
	return s, dapr
}

func (s *sidecar) GetActorState(_ context.Context, r *pb.GetActorStateRequest) (*pb.GetActorStateResponse, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return &pb.GetActorStateResponse{Data: s.state[r.ActorId+"/"+r.Key]}, nil
}

func (s *sidecar) ExecuteActorStateTransaction(_ context.Context, r *pb.ExecuteActorStateTransactionRequest) (*emptypb.Empty, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.saves++
	for _, op := range r.Operations {
		if op.OperationType == "delete" {
			delete(s.state, r.ActorId+"/"+op.Key)
		} else {
			s.state[r.ActorId+"/"+op.Key] = op.Value.Value
		}
	}
	return &emptypb.Empty{}, nil
}

func (s *sidecar) GetMetadata(context.Context, *pb.GetMetadataRequest) (*pb.GetMetadataResponse, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := &pb.GetMetadataResponse{ActorRuntime: &pb.ActorRuntime{}}
	if s.hosting {
		m.ActorRuntime.ActiveActors = []*pb.ActiveActorsCount{{Type: "Parrot"}}
	}
	return m, nil
}

func (s *sidecar) SubscribeActorEventsAlpha1(stream pb.Dapr_SubscribeActorEventsAlpha1Server) error {
	if _, err := stream.Recv(); err != nil {
		return err
	}
	s.mu.Lock()
	s.streams++
	first := s.streams == 1
	s.hosting = true
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.hosting = false
		s.mu.Unlock()
	}()
	err := stream.Send(&pb.SubscribeActorEventsResponseAlpha1{
		ResponseType: &pb.SubscribeActorEventsResponseAlpha1_InitialResponse{
			InitialResponse: &pb.SubscribeActorEventsResponseInitialAlpha1{},
		},
	})
	if err != nil {
		return err
	}
	if first && s.end != codes.OK {
		return status.Error(s.end, "made to end")
	}
	<-stream.Context().Done()
	return nil
}

func (s *sidecar) opened() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.streams
}

// eventually waits for a condition for ten seconds.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for range 1000 {
		if ok() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("never: %s", what)
}
