package channel

import (
	"bytes"
	"context"
	"crypto/ecdh"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/SherClockHolmes/webpush-go"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/notify/tell"
)

// Bounds of web push.
const (
	pushTime = 10 * time.Second
	pushTTL  = 24 * time.Hour // how long the push service keeps a message for a browser that is away
	maxBody  = 700            // characters of a message's text: push services take 4 KB in all
)

// Push sends messages to browsers (RFC 8030, 8291, 8292). It does so itself:
// every browser has an address of its own, which a person gave us. Dapr's HTTP
// binding has one address, and could not look at where a name leads before it
// connects.
type Push struct {
	secrets *Secrets
	subject string // how the push service reaches us: an e-mail address
	client  *http.Client
	local   bool
}

// NewPush sends for the operator at an e-mail address. local lets endpoints
// be on this machine, for development.
func NewPush(secrets *Secrets, subject string, local bool) *Push {
	return &Push{secrets: secrets, subject: subject, client: publicClient(pushTime, local), local: local}
}

// Name is the channel's name.
func (p *Push) Name() string { return tell.Push }

// Sorry is for the person.
func (p *Push) Sorry() string { return "The browser's push service did not take it." }

// pushed is what the service worker reads; see ui/public/sw.js.
type pushed struct {
	Tag   string `json:"tag"` // a message with the same tag takes the place of the one before it
	Title string `json:"title"`
	Body  string `json:"body"`
	Task  string `json:"task,omitempty"`
}

// Send sends a notice to one browser.
func (p *Push) Send(ctx context.Context, n tell.Notice, r tell.Route) error {
	if err := PublicURL(r.Device.Endpoint, p.local); err != nil {
		return &tell.Failure{Err: err, Gone: true, Words: "Its address is not one of a push service."}
	}
	private, err := p.secrets.Get(ctx, VAPIDKey)
	if err != nil {
		return err
	}
	public, err := PublicKey(private)
	if err != nil {
		return err
	}
	raw, err := payload(n)
	if err != nil {
		return err
	}
	res, err := webpush.SendNotificationWithContext(ctx, raw, &webpush.Subscription{
		Endpoint: r.Device.Endpoint, Keys: webpush.Keys{Auth: r.Device.Auth, P256dh: r.Device.P256dh},
	}, &webpush.Options{
		HTTPClient: p.client, Subscriber: p.subject, VAPIDPrivateKey: private, VAPIDPublicKey: public,
		Topic: shortID(n.ID), TTL: int(pushTTL / time.Second), Urgency: pushUrgency(n.Priority),
	})
	if err != nil {
		if errors.Is(err, errNotPublic) {
			return &tell.Failure{Err: err, Gone: true, Words: "Its address is not one of a push service."}
		}
		return err
	}
	_, _ = io.Copy(io.Discard, io.LimitReader(res.Body, 1<<16)) // only so that the connection can be used again
	_ = res.Body.Close()
	if res.StatusCode == http.StatusNotFound || res.StatusCode == http.StatusGone {
		return &tell.Failure{Err: fmt.Errorf("the answer was %d", res.StatusCode), Gone: true, Words: "This browser takes no messages any more."}
	}
	return answered(res.StatusCode, res.Header.Get("Retry-After"), time.Now())
}

// payload is a message as the service worker reads it; of a long text the end
// is left out.
func payload(n tell.Notice) ([]byte, error) {
	body := summary(n)
	if runes := []rune(body); len(runes) > maxBody {
		body = string(runes[:maxBody-1]) + "…"
	}
	var raw bytes.Buffer
	out := json.NewEncoder(&raw)
	out.SetEscapeHTML(false) // else each & and < has six bytes
	if err := out.Encode(pushed{Tag: shortID(n.ID), Title: subject(n), Body: body, Task: n.Task}); err != nil {
		return nil, fmt.Errorf("write notice: %w", err)
	}
	return raw.Bytes(), nil
}

func pushUrgency(p tasklist.Priority) webpush.Urgency {
	if p == tasklist.Low {
		return webpush.UrgencyNormal
	}
	return webpush.UrgencyHigh
}

// PublicKey is the VAPID key that browsers subscribe with, of the private one;
// both are base64url.
func PublicKey(private string) (string, error) {
	raw, err := base64.RawURLEncoding.DecodeString(private)
	if err != nil {
		return "", fmt.Errorf("the VAPID key is not base64url")
	}
	key, err := ecdh.P256().NewPrivateKey(raw)
	if err != nil {
		return "", fmt.Errorf("the VAPID key is not one of P-256")
	}
	return base64.RawURLEncoding.EncodeToString(key.PublicKey().Bytes()), nil
}
