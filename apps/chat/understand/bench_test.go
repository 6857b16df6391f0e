package understand

import (
	"maps"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// BenchmarkDev reads the development messages of up to 200 characters, one per iteration.
func BenchmarkDev(b *testing.B) {
	cases := loadCases(b, "testdata/dev.jsonl")
	short := cases[:0:0]
	for _, c := range cases {
		if len(c.Text) <= 200 {
			short = append(short, c)
		}
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		c := &short[i%len(short)]
		i++
		Understand(c.Text, c.at, c.zone, Context{})
	}
}

// hostile messages of 10,000 characters: each repeats what some recogniser likes best.
func hostile() map[string]string {
	out := map[string]string{}
	for _, s := range []string{"every ", "a", "1 ", "1-", "1/", "in 2 ", "2 days after ", "next year's ", "monday ", "may ", "(", "\"a ", "'a ", "#a ", "+a ", "@", "!high ", "p1 ",
		"http://", "a@a.", "and add ", "; a", "\n- a", "1. a ", "to ", "move a to b ", "remind me ", "remind me 1 day before ", "before ", "tomorrow ", "note: ", "and ", "1h", "at 5 ", "from 1 to ", "the ", "last ",
		"every day until ", "half past ", "quarter ", "🤷", "é", "\u200b", "\u0301", "tomorow ", "every 1st and ", "a week from ", "of ", "-", ".", "x.y ", "5pm utc ", "show ", "what's due ", "mark a done ", "with label a ", "1,", "and 1 ",
		"plz ", "please\n", "ok ", "oh ", "so, ", "argh, ", "now just ", "by the way, ", "thanks ", "thank you, ", "ty ", "if you can, ", "can you please ", "ideally ", "last thing ", "at some point "} {
		out[s] = strings.Repeat(s, 10000/len(s)+1)[:10000]
	}
	return out
}

// BenchmarkMessages reads every case of up to 200 characters and tells the
// times of single messages. The goals are a p50 under 100 µs and a p99 under
// 1 ms; they are measured, not asserted, for machines are shared.
func BenchmarkMessages(b *testing.B) {
	var took []time.Duration
	for b.Loop() {
		took = took[:0]
		for _, file := range []string{"testdata/dev.jsonl", "testdata/own.jsonl", "testdata/suites.jsonl"} {
			for _, c := range loadCases(b, file) {
				if len(c.Text) <= 200 {
					start := time.Now()
					Understand(c.Text, c.at, c.zone, Context{})
					took = append(took, time.Since(start))
				}
			}
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Nanoseconds())/1000, "p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Nanoseconds())/1000, "p99-µs")
	b.ReportMetric(float64(took[len(took)-1].Nanoseconds())/1000, "worst-µs")
}

// BenchmarkHostile reads 10,000 characters of each kind; the goal is 5 ms.
func BenchmarkHostile(b *testing.B) {
	now := time.Date(2026, 6, 17, 10, 0, 0, 0, time.UTC)
	texts := hostile()
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		b.Run(strconv.Quote(name), func(b *testing.B) {
			for b.Loop() {
				Understand(texts[name], now, time.UTC, Context{})
			}
		})
	}
}

// TestAllocationGrowsWithTheText: twice the hostile text takes about twice
// the memory, never four times.
func TestAllocationGrowsWithTheText(t *testing.T) {
	now := time.Date(2026, 6, 17, 10, 0, 0, 0, time.UTC)
	allocated := func(text string) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		Understand(text, now, time.UTC, Context{})
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	for name, text := range hostile() {
		half, whole := allocated(text[:len(text)/2]), allocated(text)
		if const64k := uint64(64 << 10); whole > 3*half+const64k {
			t.Errorf("%q: %d bytes for 5,000 characters, %d for 10,000", name, half, whole)
		}
	}
}
