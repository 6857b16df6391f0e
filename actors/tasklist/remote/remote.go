// Package remote calls a task list from another app, through Dapr.
//
// A call has a deadline, and is sent again under the same command id when
// its outcome is unknown: the list decides to nothing when it has seen it.
package remote

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/dapr/go-sdk/client"
	"go.opentelemetry.io/otel/propagation"

	"github.com/errandapp/errand/actors/tasklist"
)

// How long a call may take. Attempt bounds one try and Overall all of them. A
// list that answers, but says that its store or scheduler is away, is asked
// again for Faulty only: that seldom passes within a call.
const (
	Attempt = 3 * time.Second
	Overall = 10 * time.Second
	Faulty  = 2 * time.Second
)

// pauses between tries; the last one goes on until Overall.
var pauses = []time.Duration{20 * time.Millisecond, 100 * time.Millisecond, 300 * time.Millisecond, time.Second}

// ErrUnavailable says that the list could not be asked, or that it could not
// be known whether it followed. The same command may be sent again later.
var ErrUnavailable = errors.New("the task list cannot be reached right now")

// invoker is the part of a Dapr client that remote needs.
type invoker interface {
	InvokeActor(context.Context, *client.InvokeActorRequest) (*client.InvokeActorResponse, error)
}

// Lists calls task lists.
type Lists struct{ dapr invoker }

// New calls lists through a Dapr client, which stays the caller's to close.
func New(dapr invoker) Lists { return Lists{dapr: dapr} }

// Do sends a command to a list. A refusal comes back as a
// *tasklist.Refusal that errors.As finds, anything else that went wrong as an
// error that wraps ErrUnavailable. The Reply's Version is right in both cases
// where the list was reached.
func (l Lists) Do(ctx context.Context, list string, c tasklist.Command) (tasklist.Reply, error) {
	args, err := json.Marshal(c.Verb)
	if err != nil {
		return tasklist.Reply{}, fmt.Errorf("write command: %w", err)
	}
	return l.call(ctx, list, tasklist.MethodOf(c.Verb), tasklist.Call{
		ID: c.ID, IfVersion: c.IfVersion, TraceParent: traceparent(ctx), Args: args,
	})
}

// List asks a list for its tasks.
func (l Lists) List(ctx context.Context, list string, q tasklist.Query) (tasklist.Reply, error) {
	return l.call(ctx, list, tasklist.MethodList, q)
}

func (l Lists) call(ctx context.Context, list, method string, message any) (tasklist.Reply, error) {
	payload, err := json.Marshal(message)
	if err != nil {
		return tasklist.Reply{}, fmt.Errorf("write %s: %w", method, err)
	}
	ctx, cancel := context.WithTimeout(ctx, Overall)
	defer cancel()
	began := time.Now()
	for try := 0; ; try++ {
		reply, err := l.once(ctx, list, method, payload)
		if err == nil && reply.Refusal != nil {
			return reply, reply.Refusal
		}
		if err == nil {
			return reply, nil
		}
		err = fmt.Errorf("%w: %s: %w", ErrUnavailable, method, err)
		if reply.Fault == tasklist.FaultBadCall || reply.Fault != "" && time.Since(began) > Faulty {
			return reply, err
		}
		select {
		case <-ctx.Done():
			return reply, err
		case <-time.After(pauses[min(try, len(pauses)-1)]):
		}
	}
}

func (l Lists) once(ctx context.Context, list, method string, payload []byte) (tasklist.Reply, error) {
	ctx, cancel := context.WithTimeout(ctx, Attempt)
	defer cancel()
	res, err := l.dapr.InvokeActor(ctx, &client.InvokeActorRequest{
		ActorType: tasklist.ActorType, ActorID: list, Method: method, Data: payload,
	})
	if err != nil {
		return tasklist.Reply{}, err
	}
	var reply tasklist.Reply
	if err := json.Unmarshal(res.Data, &reply); err != nil {
		return tasklist.Reply{}, fmt.Errorf("read the list's reply: %w", err)
	}
	if reply.Fault != "" {
		return reply, errors.New(string(reply.Fault))
	}
	return reply, nil
}

// traceparent is the W3C trace context of ctx, or empty.
func traceparent(ctx context.Context) string {
	carrier := propagation.MapCarrier{}
	propagation.TraceContext{}.Inject(ctx, carrier)
	return carrier["traceparent"]
}
