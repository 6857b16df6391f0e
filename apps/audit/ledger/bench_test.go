package ledger_test

import (
	"fmt"
	"log/slog"
	"testing"

	"github.com/errandapp/errand/actors/tasklist/contract/story"
	"github.com/errandapp/errand/apps/audit/ledger"
	"github.com/errandapp/errand/internal/pgtest"
)

// How many facts a second the ledger takes, by the size of the batch.
func BenchmarkRecord(b *testing.B) {
	url := pgtest.Database(b)
	pool, err := ledger.NewPool(b.Context(), url)
	if err != nil {
		b.Fatal(err)
	}
	defer pool.Close()
	if err := ledger.NewSchema(url, "", slog.New(slog.DiscardHandler)).Prepare(b.Context()); err != nil {
		b.Fatal(err)
	}
	l := ledger.New(pool)
	model := story.EveryType("ann")[0]
	lists := 0
	for _, size := range []int{1, 50, 2000} {
		b.Run(fmt.Sprint("batch ", size), func(b *testing.B) {
			lists++
			model.Data.List, model.PartitionKey = fmt.Sprint("list-", lists), fmt.Sprint("list-", lists)
			next := 0
			for b.Loop() {
				b.StopTimer()
				batch := ledger.Batch{Topic: ledger.TopicID{byte(lists)}}
				for range size {
					model.Data.Version = uint64(next) + 1
					model.ID = fmt.Sprintf("%s/%d", model.Data.List, model.Data.Version)
					batch.Records = append(batch.Records, ledger.Record{Offset: int64(next), Value: story.Bytes(model)})
					next++
				}
				b.StartTimer()
				tally, err := l.Record(b.Context(), batch)
				if err != nil || tally.Facts != size {
					b.Fatal(tally.Facts, err)
				}
			}
			b.ReportMetric(float64(size*b.N)/b.Elapsed().Seconds(), "facts/s")
		})
	}
}
