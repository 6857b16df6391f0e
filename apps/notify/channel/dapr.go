// Package channel takes notices to people through Dapr's output bindings,
// and keeps what notify remembers in a Dapr state store.
package channel

import (
	"context"

	"github.com/dapr/go-sdk/client"
	"go.opentelemetry.io/otel/propagation"
)

// Names of the Dapr components.
const (
	MailBinding    = "mail"
	WebhookBinding = "webhook"
	StateStore     = "shared"
)

// binder is the part of a Dapr client that a channel needs.
type binder interface {
	InvokeOutputBinding(context.Context, *client.InvokeBindingRequest) error
}

// traceparent is the W3C trace context of ctx, or empty.
func traceparent(ctx context.Context) string {
	carrier := propagation.MapCarrier{}
	propagation.TraceContext{}.Inject(ctx, carrier)
	return carrier["traceparent"]
}
