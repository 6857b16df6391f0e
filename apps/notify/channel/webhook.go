package channel

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/errandapp/errand/apps/notify/tell"
)

// Headers of a webhook (Standard Webhooks 1.0). The id is the notice's, by
// which the receiver knows a repeat.
const (
	WebhookID        = "Webhook-Id"
	WebhookTimestamp = "Webhook-Timestamp" // Unix seconds of the try
	WebhookSignature = "Webhook-Signature" // v1,<base64>
)

// Webhook posts notices as JSON through the HTTP binding, signed.
type Webhook struct {
	dapr    binder
	secrets *Secrets
	now     func() time.Time
}

// NewWebhook posts to the URL that the component has.
func NewWebhook(dapr binder, secrets *Secrets, now func() time.Time) *Webhook {
	return &Webhook{dapr: dapr, secrets: secrets, now: now}
}

// Name is the channel's name.
func (w *Webhook) Name() string { return tell.Webhook }

// Sorry is for the person.
func (w *Webhook) Sorry() string { return "The webhook did not answer with success." }

// A hooked is the body of a webhook: the same at every try.
type hooked struct {
	Type      string      `json:"type"` // task.came_due or test
	ID        string      `json:"id"`
	Timestamp time.Time   `json:"timestamp"` // when it rang
	Data      tell.Notice `json:"data"`
}

// Send posts a notice.
func (w *Webhook) Send(ctx context.Context, n tell.Notice, _ tell.Route) error {
	body := hooked{Type: "task.came_due", ID: n.ID, Timestamp: n.RangAt, Data: n}
	if n.Kind == tell.Test {
		body.Type = "test"
	}
	raw, err := json.Marshal(body)
	if err != nil {
		return fmt.Errorf("write notice: %w", err)
	}
	secret, err := w.secrets.Get(ctx, WebhookSecret)
	if err != nil {
		return err
	}
	at := w.now()
	signature, err := Sign(secret, n.ID, at, raw)
	if err != nil {
		return err
	}
	return post(ctx, w.dapr, WebhookBinding, raw, map[string]string{
		WebhookID: n.ID, WebhookTimestamp: strconv.FormatInt(at.Unix(), 10), WebhookSignature: signature,
	})
}

// Sign is the signature of a webhook: HMAC-SHA256 of id.timestamp.body under
// a secret that reads whsec_<base64 of 24 to 64 bytes>.
func Sign(secret, id string, at time.Time, body []byte) (string, error) {
	encoded, ok := strings.CutPrefix(secret, "whsec_")
	key, err := base64.StdEncoding.DecodeString(encoded)
	if !ok || err != nil || len(key) < 24 || len(key) > 64 {
		return "", errors.New("the secret of the webhook is not whsec_ and 24 to 64 bytes in base64")
	}
	mac := hmac.New(sha256.New, key)
	fmt.Fprintf(mac, "%s.%d.", id, at.Unix())
	mac.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil)), nil
}
