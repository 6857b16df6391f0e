// Package channel takes notices to people, as far as it can through Dapr's
// output bindings, and keeps what notify remembers in Dapr's state store,
// scheduler and topics.
package channel

import (
	"context"
	"strconv"
	"time"

	"github.com/dapr/go-sdk/client"
	"go.opentelemetry.io/otel/propagation"
)

// Names of the Dapr components.
const (
	MailBinding    = "mail"
	WebhookBinding = "webhook"
	NtfyBinding    = "ntfy"
	StateStore     = "shared"
	SecretStore    = "secrets"
)

// binder is the part of a Dapr client that a channel needs.
type binder interface {
	InvokeBinding(context.Context, *client.InvokeBindingRequest) (*client.BindingEvent, error)
}

// traceparent is the W3C trace context of ctx, or empty.
func traceparent(ctx context.Context) string {
	carrier := propagation.MapCarrier{}
	propagation.TraceContext{}.Inject(ctx, carrier)
	return carrier["traceparent"]
}

// post sends a body through an HTTP binding. Headers begin with a capital.
// The binding is asked to take any answer for success, for only then it passes
// on the status and the headers.
func post(ctx context.Context, dapr binder, binding string, body []byte, headers map[string]string) error {
	meta := map[string]string{"errorIfNot2XX": "false", "traceparent": traceparent(ctx), "Content-Type": "application/json; charset=utf-8"}
	for k, v := range headers {
		meta[k] = v
	}
	res, err := dapr.InvokeBinding(ctx, &client.InvokeBindingRequest{Name: binding, Operation: "post", Data: body, Metadata: meta})
	if err != nil {
		return err
	}
	status, err := strconv.Atoi(res.Metadata["statusCode"])
	if err != nil {
		return err
	}
	return answered(status, res.Metadata["Retry-After"], time.Now())
}
