package host

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"

	"github.com/errandapp/errand/actors/tasklist"
)

// Partitions of a topic. More lists than partitions share one, in order. It
// is not a setting: lists would change their partition, and their facts the
// order (docs/decisions/0006).
const Partitions = 12

// keepDead is how long dead letters wait for a person.
const keepDead = 30 * 24 * time.Hour

// How often the topics are looked at.
const (
	lookEvery = 10 * time.Second
	lookAgain = 2 * time.Second // while something is missing or nobody answers
	lookTime  = 10 * time.Second
)

// Topics say what the topics shall be like.
type Topics struct {
	// Retention is how long tasklist.facts keeps a fact.
	Retention time.Duration
	// Replicas of every partition; 0 means as many as there are brokers, three
	// at most.
	Replicas int
	// MinInSync is how many replicas must have a fact before it is told; 0
	// means all but one, at least one.
	MinInSync int
}

// Check names what cannot be, by its variable.
func (t Topics) Check() error {
	var errs []error
	if t.Retention < time.Hour {
		errs = append(errs, fmt.Errorf("ERRAND_KAFKA_RETENTION is %v: it must be at least 1h", t.Retention))
	}
	if t.Replicas < 0 || t.Replicas > math.MaxInt16 {
		errs = append(errs, fmt.Errorf("ERRAND_KAFKA_REPLICAS is %d: it must be 0 or more", t.Replicas))
	}
	if t.MinInSync < 0 || t.Replicas > 0 && t.MinInSync > t.Replicas {
		errs = append(errs, fmt.Errorf("ERRAND_KAFKA_MIN_INSYNC is %d: it must be 0 to ERRAND_KAFKA_REPLICAS", t.MinInSync))
	}
	return errors.Join(errs...)
}

// A topicPlan is what one topic shall be like.
type topicPlan struct {
	name      string
	retention time.Duration
}

// plans are for the facts' own topic, and for the one that notify puts dead
// letters in: it reaches Kafka through Dapr, which makes none.
func (t Topics) plans() []topicPlan {
	return []topicPlan{
		{tasklist.Topic, t.Retention},
		{tasklist.Topic + ".dead", keepDead},
	}
}

// on is t for a cluster of so many brokers.
func (t Topics) on(brokers int) Topics {
	if t.Replicas == 0 {
		t.Replicas = max(1, min(3, brokers))
	}
	if t.MinInSync == 0 {
		t.MinInSync = max(1, t.Replicas-1)
	}
	return t
}

// settings are the topic's own.
func (t Topics) settings(p topicPlan) map[string]string {
	return map[string]string{
		"cleanup.policy":      "delete",
		"min.insync.replicas": strconv.Itoa(t.MinInSync),
		"retention.ms":        strconv.FormatInt(p.retention.Milliseconds(), 10),
	}
}

// KeepTopics makes the topics that are missing, now and whenever they are
// missing again, until ctx ends. One that is otherwise than t says is left as
// it is, and reported. It is for a goroutine of its own: lists work while
// Kafka is away.
func (k *Kafka) KeepTopics(ctx context.Context, t Topics, log *slog.Logger) error {
	reported := map[string]string{}
	for {
		pause := lookEvery
		if err := k.lookAtTopics(ctx, t, reported, log); err != nil && ctx.Err() == nil {
			log.WarnContext(ctx, "topics not there yet", "err", err)
			pause = lookAgain
		}
		select {
		case <-ctx.Done():
			return nil
		case <-k.made:
			// The client holds on to the topic that it knew.
			k.client.PurgeTopicsFromProducing(tasklist.Topic)
		case <-time.After(pause):
		}
	}
}

func (k *Kafka) lookAtTopics(ctx context.Context, t Topics, reported map[string]string, log *slog.Logger) error {
	ctx, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	admin := kadm.NewClient(k.client)
	cluster, err := admin.BrokerMetadata(ctx)
	if err != nil {
		return err
	}
	brokers := len(cluster.Brokers)
	var errs []error
	for _, p := range t.plans() {
		found, err := admin.ListTopics(ctx, p.name)
		if err == nil {
			err = found[p.name].Err
		}
		switch {
		case errors.Is(err, kerr.UnknownTopicOrPartition):
			err = k.makeTopic(ctx, admin, t.on(brokers), p, log)
		case err == nil:
			// A broker that is away at the moment changes nothing about the topic.
			brokers := max(brokers, found[p.name].Partitions.NumReplicas())
			err = k.compareTopic(ctx, admin, t.on(brokers), p, found[p.name], reported, log)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("topic %s: %w", p.name, err))
		}
	}
	return errors.Join(errs...)
}

func (k *Kafka) makeTopic(ctx context.Context, admin *kadm.Client, t Topics, p topicPlan, log *slog.Logger) error {
	if t.MinInSync > t.Replicas {
		return fmt.Errorf("ERRAND_KAFKA_MIN_INSYNC is %d: there are brokers for %d replicas yet", t.MinInSync, t.Replicas)
	}
	settings := map[string]*string{}
	for name, value := range t.settings(p) {
		settings[name] = &value
	}
	_, err := admin.CreateTopic(ctx, Partitions, int16(t.Replicas), settings, p.name)
	if errors.Is(err, kerr.TopicAlreadyExists) { // another host was quicker
		return nil
	}
	if err != nil {
		return err
	}
	k.metrics.topicsMade.WithLabelValues(p.name).Inc()
	log.InfoContext(ctx, "topic made", "topic", p.name, "partitions", Partitions, "replicas", t.Replicas,
		"min.insync.replicas", t.MinInSync, "retention", p.retention)
	return nil
}

// compareTopic reports in what a topic is otherwise than it shall be: with a
// metric, and with one line when that changes.
func (k *Kafka) compareTopic(ctx context.Context, admin *kadm.Client, t Topics, p topicPlan, found kadm.TopicDetail,
	reported map[string]string, log *slog.Logger) error {
	want := t.settings(p)
	want["partitions"], want["replicas"] = strconv.Itoa(Partitions), strconv.Itoa(t.Replicas)
	got := map[string]string{
		"partitions": strconv.Itoa(len(found.Partitions)), "replicas": strconv.Itoa(found.Partitions.NumReplicas()),
	}
	configs, err := admin.DescribeTopicConfigs(ctx, p.name)
	if err == nil && len(configs) == 1 {
		err = configs[0].Err
	}
	if err != nil {
		return err
	}
	for _, config := range configs[0].Configs {
		if _, ok := want[config.Key]; ok {
			got[config.Key] = config.MaybeValue()
		}
	}
	differs := []any{"topic", p.name}
	for _, name := range topicSettings {
		differ := 0.0
		if got[name] != want[name] {
			differ = 1
			differs = append(differs, name, got[name], "wanted "+name, want[name])
		}
		k.metrics.topicDiffers.WithLabelValues(p.name, name).Set(differ)
	}
	if now := fmt.Sprint(differs...); now != reported[p.name] {
		reported[p.name] = now
		if len(differs) > 2 {
			log.WarnContext(ctx, "a topic is otherwise than this program would make it", differs...)
		}
	}
	return nil
}

// topicSettings are what is compared.
var topicSettings = slices.Sorted(slices.Values([]string{
	"partitions", "replicas", "cleanup.policy", "min.insync.replicas", "retention.ms",
}))
