package channel

import (
	"context"
	"time"

	"github.com/dapr/go-sdk/client"
)

// Where facts go that cannot be read, as in components/subscription.yaml.
const (
	PubSub      = "facts"
	DeadLetters = "tasklist.facts.dead"
)

// deadTime bounds one dead letter.
const deadTime = 5 * time.Second

// publisher is the part of a Dapr client that Dead needs.
type publisher interface {
	PublishEvent(ctx context.Context, pubsub, topic string, data any, opts ...client.PublishEventOption) error
}

// Dead puts facts among the dead letters.
type Dead struct{ dapr publisher }

// NewDead publishes to the topic DeadLetters.
func NewDead(dapr publisher) Dead { return Dead{dapr: dapr} }

// Bury publishes what was delivered as it is.
func (d Dead) Bury(ctx context.Context, raw []byte) error {
	ctx, cancel := context.WithTimeout(ctx, deadTime)
	defer cancel()
	return d.dapr.PublishEvent(ctx, PubSub, DeadLetters, raw,
		client.PublishEventWithContentType("application/json"), client.PublishEventWithRawPayload())
}
