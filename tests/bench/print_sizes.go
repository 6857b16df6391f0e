package main

import (
	"fmt"
	"slices"
)

// printSizes prints what the lists' lengths cost.
func (b *running) printSizes(lists []*sized) {
	b.printCalls(lists)
	b.printBytes(lists)
	rows := [][]string{{"open tasks", "read into memory, ms: median", "least–most", "n", "alive on the heap, MiB", "heap in use, MiB"}}
	for _, l := range lists {
		rows = append(rows, []string{fmt.Sprint(l.open), fmt.Sprintf("%.1f", median(l.activations)),
			fmt.Sprintf("%.1f–%.1f", slices.Min(l.activations), slices.Max(l.activations)), fmt.Sprint(len(l.activations)),
			fmt.Sprintf("%.2f", median(l.aliveMiB)), fmt.Sprintf("%.2f", median(l.inUseMiB))})
	}
	printTable("Activation, as tasks measures it, and memory: medians of what a list adds after a collection", rows)

	few, many, long := lists[0], lists[1], lists[len(lists)-1]
	b.goals.atMost("AddTask p50, 10,000 open : 10 open", 1.3, ratioOf(long.add, few.add), "")
	b.goals.atMost("CompleteTask (daily) p50, 10,000 open : 10 open", 1.3, ratioOf(long.complete, few.complete), "")
	b.goals.below("a filtered page of 50 out of 10,000, inside the actor", 5, median(long.page.inside), "ms")
	b.goals.below("activation, 1,000 open", 50, median(many.activations), "ms")
	b.goals.below("activation, 10,000 open", 300, median(long.activations), "ms")
	var heaviest int64
	for _, l := range lists {
		heaviest = max(heaviest, most(l.addBytes, weight.size), most(l.completeBytes, weight.size))
	}
	b.goals.atMost("written for a command, the most at any length", 16, float64(heaviest)/1024, "KiB")
	b.goals.below("memory of a list of 10,000", 12, median(long.inUseMiB), "MiB")
}

func (b *running) printCalls(lists []*sized) {
	few := lists[0]
	rows := [][]string{{"call", "open tasks", "p50 ms", "p95", "p50 : at 10 open", "inside the actor, ms", "inside : at 10 open"}}
	for _, call := range []struct {
		name string
		of   func(*sized) timing
	}{
		{"AddTask", func(l *sized) timing { return l.add }},
		{"CompleteTask, daily", func(l *sized) timing { return l.complete }},
		{"page of 50, " + pageFilter, func(l *sized) timing { return l.page }},
	} {
		for _, l := range lists {
			t, least := call.of(l), call.of(few)
			rows = append(rows, []string{call.name, fmt.Sprint(l.open), ms(quantile(t.whole, .5)), ms(quantile(t.whole, .95)),
				fmt.Sprintf("%.2f", ratioOf(t, least)), fmt.Sprintf("%.2f", median(t.inside)),
				fmt.Sprintf("%.2f", median(t.inside)/median(least.inside))})
		}
	}
	printTable(fmt.Sprintf("Sizes: lists with %d done tasks each; %d calls of each kind, in %d rounds, one at a time; inside is the median of the rounds' means",
		b.options.done, sizeRounds*perRound, sizeRounds), rows)
}

func (b *running) printBytes(lists []*sized) {
	rows := [][]string{{"command", "open tasks", "rows", "bytes of values: median", "most", "of it the head", "write-ahead log: median"}}
	for _, command := range []struct {
		name string
		of   func(*sized) []weight
	}{
		{"AddTask", func(l *sized) []weight { return l.addBytes }},
		{"CompleteTask, daily", func(l *sized) []weight { return l.completeBytes }},
	} {
		for _, l := range lists {
			all := command.of(l)
			rows = append(rows, []string{command.name, fmt.Sprint(l.open),
				fmt.Sprint(middle(all, func(w weight) int64 { return int64(w.rows) })),
				fmt.Sprint(middle(all, weight.size)), fmt.Sprint(most(all, weight.size)),
				fmt.Sprint(middle(all, func(w weight) int64 { return w.head })),
				fmt.Sprint(middle(all, func(w weight) int64 { return w.log }))})
		}
	}
	printTable(fmt.Sprintf("Written to Postgres for a command; %d of each, while the audit rests", commandsWeighed), rows)
}

func (w weight) size() int64 { return w.values }

// ratioOf compares two middles.
func ratioOf(t, least timing) float64 {
	return float64(quantile(t.whole, .5)) / float64(quantile(least.whole, .5))
}

// median is the middle one, or the mean of both that are.
func median(all []float64) float64 {
	sorted := slices.Sorted(slices.Values(all))
	return (sorted[(len(sorted)-1)/2] + sorted[len(sorted)/2]) / 2
}
