package channel

import (
	"context"
	"time"

	"github.com/dapr/go-sdk/client"
)

// Topics beside the facts' own, as in components/subscription.yaml and
// components/again.yaml. Tasks makes them with the other.
const (
	PubSub      = "facts"
	Again       = "tasklist.facts.again"
	DeadLetters = "tasklist.facts.dead"
)

// publishTime bounds one fact.
const publishTime = 5 * time.Second

// publisher is the part of a Dapr client that Topics needs.
type publisher interface {
	PublishEvent(ctx context.Context, pubsub, topic string, data any, opts ...client.PublishEventOption) error
}

// Topics puts facts aside, each as it came.
type Topics struct{ dapr publisher }

// NewTopics publishes to Again and DeadLetters.
func NewTopics(dapr publisher) Topics { return Topics{dapr: dapr} }

// Later puts a fact where it is brought again until it is told.
func (t Topics) Later(ctx context.Context, list string, fact []byte) error {
	return t.publish(ctx, Again, fact, map[string]string{"rawPayload": "true", "partitionKey": list})
}

// Bury puts a fact among the dead letters.
func (t Topics) Bury(ctx context.Context, fact []byte) error {
	return t.publish(ctx, DeadLetters, fact, map[string]string{"rawPayload": "true"})
}

func (t Topics) publish(ctx context.Context, topic string, fact []byte, meta map[string]string) error {
	// What came with the fact may be over; where it goes has time of its own.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), publishTime)
	defer cancel()
	return t.dapr.PublishEvent(ctx, PubSub, topic, fact,
		client.PublishEventWithContentType("application/cloudevents+json"), client.PublishEventWithMetadata(meta))
}
