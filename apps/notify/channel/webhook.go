package channel

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/dapr/go-sdk/client"

	"github.com/errandapp/errand/apps/notify/tell"
)

// IDHeader carries the notice's id, by which the receiver of a webhook knows
// a repeat.
const IDHeader = "Errand-Notification-Id"

// Webhook posts notices as JSON through the HTTP binding. Any answer but 2xx
// is a failure.
type Webhook struct{ dapr binder }

// NewWebhook posts to the URL that the component has.
func NewWebhook(dapr binder) *Webhook { return &Webhook{dapr: dapr} }

// Name is the channel's name.
func (w *Webhook) Name() string { return "webhook" }

// Sorry is for the person.
func (w *Webhook) Sorry() string { return "The webhook did not answer with success." }

// Send posts a notice.
func (w *Webhook) Send(ctx context.Context, n tell.Notice) error {
	body, err := json.Marshal(n)
	if err != nil {
		return fmt.Errorf("write notice: %w", err)
	}
	return w.dapr.InvokeOutputBinding(ctx, &client.InvokeBindingRequest{
		Name:      WebhookBinding,
		Operation: "post",
		Data:      body,
		Metadata: map[string]string{ // those that begin with a capital are headers
			"Content-Type": "application/json; charset=utf-8",
			IDHeader:       n.ID,
			"traceparent":  traceparent(ctx),
		},
	})
}
