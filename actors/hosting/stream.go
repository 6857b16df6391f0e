package hosting

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	pb "github.com/dapr/dapr/pkg/proto/runtime/v1"
	actorerr "github.com/dapr/go-sdk/actor/error"
	"github.com/dapr/go-sdk/client"
)

// Stream hosts the types over the stream that this process opens to its
// sidecar. There is no inbound port, so nothing can call an actor past
// Dapr's per-actor lock. It returns when ctx ends.
//
// The SDK opens a broken stream again, except when its error reads
// "canceled": then it stops without a word. So the sidecar is asked, every
// checkEvery, whether it knows the types, and the stream is opened anew when
// it twice does not.
func (t Types) Stream(ctx context.Context, dapr client.Client, log *slog.Logger) error {
	for ctx.Err() == nil {
		stop, err := dapr.SubscribeActorEvents(ctx, streamed{t}, client.ActorEventSubscriptionOptions{
			ActorIdleTimeout:      IdleTimeout,
			DrainRebalancedActors: new(bool),
		})
		if err != nil {
			log.WarnContext(ctx, "actor stream not open", "err", err)
			pause(ctx, checkEvery/4)
			continue
		}
		log.InfoContext(ctx, "actor stream open", "types", t.names())
		t.watch(ctx, dapr)
		if err := stop(); err != nil {
			log.DebugContext(ctx, "actor stream had ended", "err", err)
		}
	}
	return nil
}

// watch returns when ctx ends, or when the sidecar answers, but twice in a
// row does not know all types.
func (t Types) watch(ctx context.Context, dapr client.Client) {
	unknown := 0
	for unknown < 2 && pause(ctx, checkEvery) {
		hosted, err := t.Hosted(ctx, dapr)
		switch {
		case err == nil && !hosted:
			unknown++
		default:
			unknown = 0 // the SDK reconnects to a sidecar that is away
		}
	}
}

// Hosted asks the sidecar whether this process hosts all types for it.
func (t Types) Hosted(ctx context.Context, dapr client.Client) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, checkEvery)
	defer cancel()
	meta, err := dapr.GrpcClient().GetMetadata(ctx, &pb.GetMetadataRequest{})
	if err != nil {
		return false, fmt.Errorf("ask the sidecar: %w", err)
	}
	known := map[string]bool{}
	for _, active := range meta.GetActorRuntime().GetActiveActors() {
		known[active.GetType()] = true
	}
	for name := range t {
		if !known[name] {
			return false, nil
		}
	}
	return true, nil
}

// pause waits, and reports false when ctx ended first.
func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

// streamed is Types in the shape that the SDK calls.
type streamed struct{ types Types }

// RegisteredActorTypes is asked for whenever a stream is opened, by the SDK too
// when it opens one anew.
func (s streamed) RegisteredActorTypes() []string {
	s.types.begin()
	return s.types.names()
}

func (s streamed) InvokeActorMethod(ctx context.Context, name, id, method string, payload []byte) ([]byte, actorerr.ActorErr) {
	actors, err := s.types.of(name)
	if err != nil {
		return nil, actorerr.ErrActorTypeNotFound
	}
	reply, err := actors.Invoke(ctx, id, method, payload)
	return reply, said(err)
}

func (s streamed) InvokeReminder(ctx context.Context, name, id, reminder string, _ []byte) actorerr.ActorErr {
	actors, err := s.types.of(name)
	if err != nil {
		return actorerr.ErrActorTypeNotFound
	}
	return said(actors.Remind(ctx, id, reminder))
}

func (s streamed) InvokeTimer(ctx context.Context, name, id, timer string, _ []byte) actorerr.ActorErr {
	actors, err := s.types.of(name)
	if err != nil {
		return actorerr.ErrActorTypeNotFound
	}
	return said(actors.Fire(ctx, id, timer))
}

func (s streamed) Deactivate(_ context.Context, name, id string) actorerr.ActorErr {
	actors, err := s.types.of(name)
	if err != nil {
		return actorerr.ErrActorTypeNotFound
	}
	actors.Deactivate(id)
	return actorerr.Success
}

// said makes Dapr ring again after an error.
func said(err error) actorerr.ActorErr {
	if err != nil {
		return actorerr.ErrActorInvokeFailed
	}
	return actorerr.Success
}
