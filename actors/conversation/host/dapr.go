package host

import (
	"context"
	"fmt"
	"time"

	"github.com/dapr/go-sdk/client"

	"github.com/errandapp/errand/actors/conversation"
	"github.com/errandapp/errand/actors/hosting"
)

// endTimer is the name of a conversation's one timer.
const endTimer = "end"

// A Timer ends memories.
type Timer interface {
	// After asks for one Fire of the conversation's timer after the pause. A
	// later call replaces an earlier one. It may be lost with the sidecar.
	After(ctx context.Context, id string, pause time.Duration) error
}

// OnDapr makes conversations whose state and timers are the sidecar's.
func OnDapr(dapr client.Client, deps Deps) *Conversations {
	deps.Store = hosting.StoreOf(conversation.ActorType, dapr)
	deps.Timer = daprTimer{dapr}
	return New(deps)
}

type daprTimer struct{ dapr timerClient }

type timerClient interface {
	RegisterActorTimer(context.Context, *client.RegisterActorTimerRequest) error
}

func (t daprTimer) After(ctx context.Context, id string, pause time.Duration) error {
	err := t.dapr.RegisterActorTimer(ctx, &client.RegisterActorTimerRequest{
		ActorType: conversation.ActorType, ActorID: id, Name: endTimer, CallBack: endTimer,
		DueTime: pause.String(),
	})
	if err != nil {
		return fmt.Errorf("set timer of %s: %w", id, err)
	}
	return nil
}
