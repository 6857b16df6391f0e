package remote

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/dapr/go-sdk/client"

	"github.com/errandapp/errand/actors/tasklist"
)

// How long a call may take. Attempt bounds one try and Overall all of them. An
// actor that answers, but says that its store or scheduler is away, is asked
// again for Faulty only: that seldom passes within a call.
const (
	Attempt = 3 * time.Second
	Overall = 10 * time.Second
	Faulty  = 2 * time.Second
)

// pauses between tries; the last one goes on until Overall.
var pauses = []time.Duration{20 * time.Millisecond, 100 * time.Millisecond, 300 * time.Millisecond, time.Second}

// ErrUnavailable says that an actor could not be asked, or that it could not
// be known whether it followed. The same call may be sent again later.
var ErrUnavailable = errors.New("the task list cannot be reached right now")

// An Invoker is the part of a Dapr client that remote needs.
type Invoker interface {
	InvokeActor(context.Context, *client.InvokeActorRequest) (*client.InvokeActorResponse, error)
}

// Call calls a method of an actor, which must take the same message twice for
// once. It sends it again until there is an answer without a fault, or the
// time is over: then the error wraps ErrUnavailable.
func Call[R interface{ Failed() tasklist.Fault }](ctx context.Context, dapr Invoker, actorType, id, method string, message any) (R, error) {
	var none R
	payload, err := json.Marshal(message)
	if err != nil {
		return none, fmt.Errorf("write %s: %w", method, err)
	}
	ctx, cancel := context.WithTimeout(ctx, Overall)
	defer cancel()
	began := time.Now()
	for try := 0; ; try++ {
		reply, err := once[R](ctx, dapr, &client.InvokeActorRequest{ActorType: actorType, ActorID: id, Method: method, Data: payload})
		if err == nil {
			return reply, nil
		}
		err = fmt.Errorf("%w: %s: %w", ErrUnavailable, method, err)
		if fault := reply.Failed(); fault == tasklist.FaultBadCall || fault != "" && time.Since(began) > Faulty {
			return reply, err
		}
		select {
		case <-ctx.Done():
			return reply, err
		case <-time.After(pauses[min(try, len(pauses)-1)]):
		}
	}
}

func once[R interface{ Failed() tasklist.Fault }](ctx context.Context, dapr Invoker, call *client.InvokeActorRequest) (reply R, err error) {
	ctx, cancel := context.WithTimeout(ctx, Attempt)
	defer cancel()
	res, err := dapr.InvokeActor(ctx, call)
	if err != nil {
		return reply, err
	}
	if err := json.Unmarshal(res.Data, &reply); err != nil {
		return *new(R), fmt.Errorf("read the reply: %w", err)
	}
	if fault := reply.Failed(); fault != "" {
		return reply, errors.New(string(fault))
	}
	return reply, nil
}
