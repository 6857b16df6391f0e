package channel

import (
	"context"
	"strconv"
	"time"

	"github.com/dapr/go-sdk/client"

	"github.com/errandapp/errand/apps/notify/tell"
)

// Where dead letters go. Tasks makes the topic with that of the facts.
const (
	PubSub      = "facts"
	DeadLetters = "tasklist.facts.dead"
)

// Kafka headers of a dead letter.
const (
	DeadReason   = "errand-dead-reason"   // unreadable, refused or exhausted
	DeadChannel  = "errand-dead-channel"  // empty: all
	DeadAttempts = "errand-dead-attempts" // how often it was tried
	DeadError    = "errand-dead-error"    // of the last try, in words
)

// publishTime bounds one fact.
const publishTime = 5 * time.Second

// publisher is the part of a Dapr client that Topics needs.
type publisher interface {
	PublishEvent(ctx context.Context, pubsub, topic string, data any, opts ...client.PublishEventOption) error
}

// Topics puts facts among the dead letters, each as it came.
type Topics struct{ dapr publisher }

// NewTopics publishes to DeadLetters.
func NewTopics(dapr publisher) Topics { return Topics{dapr: dapr} }

// Bury puts a fact among the dead letters, with its reason in headers.
func (t Topics) Bury(ctx context.Context, fact []byte, why tell.Why) error {
	// What came with the fact may be over; where it goes has time of its own.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), publishTime)
	defer cancel()
	meta := map[string]string{"rawPayload": "true", DeadReason: why.Reason, DeadAttempts: strconv.Itoa(why.Attempts)}
	if why.Channel != "" {
		meta[DeadChannel] = why.Channel
	}
	if why.Error != "" {
		meta[DeadError] = why.Error
	}
	return t.dapr.PublishEvent(ctx, PubSub, DeadLetters, fact,
		client.PublishEventWithContentType("application/cloudevents+json"), client.PublishEventWithMetadata(meta))
}
