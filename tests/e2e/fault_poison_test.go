//go:build e2e

package e2e

import (
	"bytes"
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/errandapp/errand/actors/tasklist"
)

// poisonHeader marks the records that a test writes and nobody can read.
const poisonHeader = "errand-test-poison"

func isPoison(r *kgo.Record) bool {
	for _, h := range r.Headers {
		if h.Key == poisonHeader {
			return true
		}
	}
	return false
}

// TestPoison puts records that are no facts between the facts of a list that
// is written and watched. They stand in the way of nobody, audit keeps
// each of them with its reason, and notify puts what it cannot read among the
// dead letters, with its reason.
func TestPoison(t *testing.T) {
	mend(t)
	topic := readKafka(t)
	l := startLoad(t, 12, 4, overAPI(t))
	watched := l.lists[0]
	frames, _ := watch(t, person{t, watched}, 0)
	l.await(30)
	mark := uuid.NewString()
	poisons := map[string][]byte{
		"nothing":              nil,
		"no text":              {0xff, 0xfe, 0x00},
		"half a fact":          []byte(`{"specversion":"1.0","mark":"` + mark),
		"no fact":              []byte(`{"mark":"` + mark + `"}`),
		"a list":               []byte(`["` + mark + `"]`),
		"nobody's":             []byte(`{"specversion":"1.0","id":"x/1","source":"urn:x","type":"errand.task.added","mark":"` + mark + `","data":{}}`),
		"a version below one":  fmt.Appendf(nil, `{"specversion":"1.0","id":"%s/0","source":%q,"type":"errand.task.added","data":{"list":%q,"version":0},"mark":%q}`, watched, tasklist.Source, watched, mark),
		"very much of nothing": append(bytes.Repeat([]byte("x"), 900_000), mark...),
	}
	kafka, err := kgo.NewClient(brokers(), kgo.ProducerBatchMaxBytes(1_000_000), kgo.ProducerBatchCompression(kgo.NoCompression()))
	must(t, err)
	defer kafka.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	places := map[string]*kgo.Record{}
	for what, value := range poisons {
		r := &kgo.Record{Topic: tasklist.Topic, Key: []byte(watched), Value: value, Headers: []kgo.RecordHeader{
			{Key: poisonHeader, Value: []byte(mark)}, {Key: "content-type", Value: []byte(tasklist.ContentType)},
		}}
		must(t, kafka.ProduceSync(ctx, r).FirstErr())
		places[what] = r
		l.await(12)
	}
	who := due(t, 13)
	l.await(100)
	sizes := l.checkAll(topic)
	within(t, 30*time.Second, "every frame", func() error {
		if n := uint64(len(frames.of(watched))); n != sizes[watched] {
			return fmt.Errorf("%d frames of %d", n, sizes[watched])
		}
		return nil
	})
	for _, p := range who {
		within(t, 60*time.Second, "the receipts of "+p.user, func() error { return toldOnce(p) })
	}
	dead := deadLetters(t, func(r *kgo.Record) bool { return bytes.Contains(r.Value, []byte(mark)) }, 3)
	for _, r := range dead {
		reason := ""
		for _, h := range r.Headers {
			if h.Key == "errand-dead-reason" {
				reason = string(h.Value)
			}
		}
		if reason == "" {
			t.Errorf("a dead letter has no reason: %.80q, headers %v", r.Value, r.Headers)
		}
	}
	for what, at := range places {
		within(t, 20*time.Second, "audit keeps "+what, func() error {
			n, err := query[int](`select count(*) from audit.rejects where partition = $1 and "offset" = $2 and reason <> '' and size = length($3::bytea) and bytes = substring($3::bytea for length(bytes))`,
				at.Partition, at.Offset, append([]byte{}, poisons[what]...))
			if err == nil && n != 1 {
				err = fmt.Errorf("%d rejects", n)
			}
			return err
		})
	}
}

// deadLetters waits for so many that are meant.
func deadLetters(t *testing.T, meant func(*kgo.Record) bool, n int) (found []*kgo.Record) {
	t.Helper()
	kafka, err := kgo.NewClient(brokers(), kgo.ConsumeTopics(tasklist.Topic+".dead"))
	must(t, err)
	defer kafka.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	for len(found) < n {
		fetches := kafka.PollFetches(ctx)
		if ctx.Err() != nil {
			t.Fatalf("%d dead letters of %d", len(found), n)
		}
		fetches.EachRecord(func(r *kgo.Record) {
			if meant(r) {
				found = append(found, r)
			}
		})
	}
	return found
}
