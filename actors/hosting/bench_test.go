package hosting

import (
	"fmt"
	"testing"
)

func BenchmarkTurn(b *testing.B) {
	ids := make([]string, 1000)
	for i := range ids {
		ids[i] = fmt.Sprint("list-", i)
	}
	for _, actors := range []int{1, len(ids)} {
		b.Run(fmt.Sprintf("actors=%d", actors), func(b *testing.B) {
			c := newCounters()
			b.ReportAllocs()
			b.RunParallel(func(pb *testing.PB) {
				for i := 0; pb.Next(); i++ {
					if _, err := c.Turn(b.Context(), ids[i%actors], count); err != nil {
						b.Error(err)
					}
				}
			})
		})
	}
}
