package tail

import (
	"log/slog"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/contract/story"
	"github.com/errandapp/errand/apps/sync/feed"
)

// What a fact costs from the record to the feed: a start reads 50,000.
func BenchmarkFact(b *testing.B) {
	raw := story.Bytes(story.EveryType("0197a1b2-c3d4-7e5f-8a9b-000000000001")[0])
	fetches := kgo.Fetches{{Topics: []kgo.FetchTopic{{Topic: tasklist.Topic, Partitions: []kgo.FetchPartition{{
		Records: []*kgo.Record{{Topic: tasklist.Topic, Value: raw}},
	}}}}}}
	t := &Tail{Publish: func(string, uint64, feed.Frame) {}, Lost: func() {}, Log: slog.New(slog.DiscardHandler), Figures: NewFigures(prometheus.NewRegistry())}
	warm := &warming{ends: map[int32]int64{1: 1}}
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		t.batch(b.Context(), fetches, warm)
	}
}
