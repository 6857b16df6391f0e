package host

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/errandapp/errand/actors/tasklist"
)

// maxBuffered is how many facts wait in the producer while Kafka is away.
// What finds no room stays in the outboxes of its list.
const maxBuffered = 20_000

// linger is how long a fact waits for others to share its way to the broker:
// a tenth of what people notice, and half the work for everybody behind it.
const linger = 5 * time.Millisecond

// Kafka produces facts. It is idempotent and waits for all replicas before it
// calls a fact told; a fact is never given up while the process lives.
type Kafka struct {
	client  *kgo.Client
	metrics *Metrics
	made    chan struct{} // the topic is not the one that the client knew
}

// NewKafka makes a producer for the brokers, host:port each. It does not
// need them to be there yet.
func NewKafka(brokers []string, m *Metrics, log *slog.Logger) (*Kafka, error) {
	client, err := kgo.NewClient(
		kgo.SeedBrokers(brokers...),
		kgo.ClientID("errand-tasks"),
		kgo.DefaultProduceTopic(tasklist.Topic),
		kgo.RequiredAcks(kgo.AllISRAcks()),
		kgo.ProducerLinger(linger),
		kgo.MaxBufferedRecords(maxBuffered),
		kgo.UnknownTopicRetries(-1),
		kgo.RetryBackoffFn(backoff),
		kgo.MetadataMinAge(250*time.Millisecond),
		kgo.WithLogger(kafkaLog{log}),
	)
	if err != nil {
		return nil, fmt.Errorf("kafka: %w", err)
	}
	return &Kafka{client, m, make(chan struct{}, 1)}, nil
}

// backoff keeps the pause short after a broker is back.
func backoff(tries int) time.Duration {
	return min(100*time.Millisecond<<min(tries, 5), 2*time.Second)
}

// TryProduce implements Producer.
func (k *Kafka) TryProduce(list string, raw []byte, done func(error)) bool {
	if k.client.BufferedProduceRecords() >= maxBuffered {
		return false
	}
	record := &kgo.Record{
		Key: []byte(list), Value: raw,
		Headers: []kgo.RecordHeader{{Key: "content-type", Value: []byte(tasklist.ContentType)}},
	}
	k.client.TryProduce(context.Background(), record, func(_ *kgo.Record, err error) {
		outcome := "told"
		if err != nil {
			outcome = "failed"
		}
		if errors.Is(err, kerr.UnknownTopicID) {
			k.renew()
		}
		k.metrics.told.WithLabelValues(outcome).Inc()
		done(err)
	})
	return true
}

// renew asks KeepTopics, which must not be waited for here, to let the client
// forget a topic that was deleted and made anew.
func (k *Kafka) renew() {
	select {
	case k.made <- struct{}{}:
	default: // it was asked already
	}
}

// Ping asks a broker for a sign of life.
func (k *Kafka) Ping(ctx context.Context) error { return k.client.Ping(ctx) }

// Close gives what is buffered a moment to leave, and lets go. What does not
// leave is in the outboxes.
func (k *Kafka) Close(ctx context.Context) error {
	err := k.client.Flush(ctx)
	k.client.Close()
	return err
}

// kafkaLog passes what the client warns of to the log.
type kafkaLog struct{ log *slog.Logger }

func (l kafkaLog) Level() kgo.LogLevel { return kgo.LogLevelWarn }

func (l kafkaLog) Log(level kgo.LogLevel, msg string, keyvals ...any) {
	if level == kgo.LogLevelError {
		l.log.Error("kafka: "+msg, keyvals...)
		return
	}
	l.log.Warn("kafka: "+msg, keyvals...)
}
