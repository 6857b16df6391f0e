package host

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	pb "github.com/dapr/dapr/pkg/proto/runtime/v1"
	actorerr "github.com/dapr/go-sdk/actor/error"
	"github.com/dapr/go-sdk/client"

	"github.com/errandapp/errand/actors/tasklist"
)

// Settings of the actor type. Drain is off: daprd blocks the whole type while
// it drains, and the draining turns then wait for their own state calls.
// Reentrancy is off too: a list never calls itself.
const (
	IdleTimeout = 10 * time.Minute
	checkEvery  = 2 * time.Second
)

// Stream hosts the lists over the stream that this process opens to its
// sidecar. There is no inbound port, so nothing can call an actor past
// Dapr's per-actor lock. It returns when ctx ends.
//
// The SDK opens a broken stream again, except when its error reads
// "canceled": then it stops without a word. So the sidecar is asked, every
// checkEvery, whether it knows the type, and the stream is opened anew when
// it twice does not.
func (a *Lists) Stream(ctx context.Context, dapr client.Client, log *slog.Logger) error {
	for ctx.Err() == nil {
		stop, err := dapr.SubscribeActorEvents(ctx, streamed{a}, client.ActorEventSubscriptionOptions{
			ActorIdleTimeout:      IdleTimeout,
			DrainRebalancedActors: new(bool),
		})
		if err != nil {
			log.WarnContext(ctx, "actor stream not open", "err", err)
			pause(ctx, checkEvery/4)
			continue
		}
		log.InfoContext(ctx, "actor stream open", "type", tasklist.ActorType)
		watch(ctx, dapr)
		if err := stop(); err != nil {
			log.DebugContext(ctx, "actor stream had ended", "err", err)
		}
	}
	return nil
}

// watch returns when ctx ends, or when the sidecar answers, but twice in a
// row does not know the actor type.
func watch(ctx context.Context, dapr client.Client) {
	unknown := 0
	for unknown < 2 && pause(ctx, checkEvery) {
		hosted, err := Hosted(ctx, dapr)
		switch {
		case err == nil && !hosted:
			unknown++
		default:
			unknown = 0 // the SDK reconnects to a sidecar that is away
		}
	}
}

// Hosted asks the sidecar whether this process hosts lists for it.
func Hosted(ctx context.Context, dapr client.Client) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, checkEvery)
	defer cancel()
	meta, err := dapr.GrpcClient().GetMetadata(ctx, &pb.GetMetadataRequest{})
	if err != nil {
		return false, fmt.Errorf("ask the sidecar: %w", err)
	}
	for _, t := range meta.GetActorRuntime().GetActiveActors() {
		if t.GetType() == tasklist.ActorType {
			return true, nil
		}
	}
	return false, nil
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

// streamed is Lists in the shape that the SDK calls.
type streamed struct{ lists *Lists }

func (s streamed) RegisteredActorTypes() []string { return []string{tasklist.ActorType} }

func (s streamed) InvokeActorMethod(ctx context.Context, _, id, method string, payload []byte) ([]byte, actorerr.ActorErr) {
	reply, err := s.lists.Invoke(ctx, id, method, payload)
	if err != nil {
		return nil, actorerr.ErrActorInvokeFailed
	}
	return reply, actorerr.Success
}

func (s streamed) InvokeReminder(ctx context.Context, _, id, name string, _ []byte) actorerr.ActorErr {
	if err := s.lists.Remind(ctx, id, name); err != nil {
		return actorerr.ErrActorInvokeFailed // Dapr rings again
	}
	return actorerr.Success
}

func (s streamed) InvokeTimer(ctx context.Context, _, id, name string, _ []byte) actorerr.ActorErr {
	if err := s.lists.Fire(ctx, id, name); err != nil {
		return actorerr.ErrActorInvokeFailed
	}
	return actorerr.Success
}

func (s streamed) Deactivate(_ context.Context, _, id string) actorerr.ActorErr {
	s.lists.Deactivate(id)
	return actorerr.Success
}
