// Package remote calls a task list from another app, through Dapr.
//
// A call has a deadline, and is sent again under the same command id when
// its outcome is unknown: the list decides to nothing when it has seen it.
package remote

import (
	"context"
	"encoding/json"
	"fmt"

	"go.opentelemetry.io/otel/propagation"

	"github.com/errandapp/errand/actors/tasklist"
)

// Lists calls task lists.
type Lists struct{ dapr Invoker }

// New calls lists through a Dapr client, which stays the caller's to close.
func New(dapr Invoker) Lists { return Lists{dapr: dapr} }

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
	reply, err := Call[tasklist.Reply](ctx, l.dapr, tasklist.ActorType, list, method, message)
	if err == nil && reply.Refusal != nil {
		err = reply.Refusal
	}
	return reply, err
}

// traceparent is the W3C trace context of ctx, or empty.
func traceparent(ctx context.Context) string {
	carrier := propagation.MapCarrier{}
	propagation.TraceContext{}.Inject(ctx, carrier)
	return carrier["traceparent"]
}
