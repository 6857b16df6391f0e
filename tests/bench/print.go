package main

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/errandapp/errand/tests/machine"
)

// printWrites prints the table of writes, the ratios, and where CPU time went.
func (b *running) printWrites(ways []way, all map[int][]result, y *yardstick) {
	fmt.Printf("\nAddTask writes a head of %d, a page of %d and an undo of %d bytes (mean), in one transaction; the yardsticks write the bytes of a list in the middle.\n",
		y.sums.head/y.sums.n, y.sums.page/y.sums.n, y.sums.undo/y.sums.n)
	rows := [][]string{{"at once", "way", "ops/s", "p50 ms", "p95", "p99", "ratio to three upserts", "consumers behind, s", "others' cores"}}
	for _, c := range concurrencies {
		for i, w := range ways {
			r := all[c][i]
			behind := ""
			if w.facts {
				behind = fmt.Sprintf("%.1f", slices.Max(r.behind).Seconds())
			}
			rows = append(rows, []string{fmt.Sprint(c), w.name, fmt.Sprintf("%.0f", r.rate()),
				ms(quantile(r.times, .5)), ms(quantile(r.times, .95)), ms(quantile(r.times, .99)),
				ratio(all[c][overTx].rates, r.rates), behind, fmt.Sprintf("%.2f", max(0, r.cpu[machine.Elsewhere].Seconds()/r.wall.Seconds()))})
		}
	}
	printTable(fmt.Sprintf("Writes: %d rounds of %s each, in turns", b.options.rounds, b.options.each), rows)

	rows = [][]string{{"at once", "bare actor : HTTP", "bare actor : actor call", "actor call : HTTP", "three upserts : bare actor"}}
	for _, c := range concurrencies {
		r := all[c]
		rows = append(rows, []string{fmt.Sprint(c), ratio(r[overPeer].rates, r[overHTTP].rates), ratio(r[overPeer].rates, r[overActor].rates),
			ratio(r[overActor].rates, r[overHTTP].rates), ratio(r[overTx].rates, r[overPeer].rates)})
	}
	printTable("Ratios of ops/s: the middle one of the rounds (least–most)", rows)
	b.printCPU(ways, all)

	b.goals.atLeast("AddTask over HTTP, 1 at once", 250, all[1][overHTTP].rate(), "/s")
	b.goals.atLeast("AddTask over HTTP, 16 at once", 800, all[16][overHTTP].rate(), "/s")
}

// ratio compares the same rounds of two ways.
func ratio(fast, slow []float64) string {
	var all []float64
	for i := range fast {
		all = append(all, fast[i]/slow[i])
	}
	slices.Sort(all)
	return fmt.Sprintf("%.1f (%.1f–%.1f)", (all[(len(all)-1)/2]+all[len(all)/2])/2, all[0], all[len(all)-1])
}

// printCPU says what one write costs each process.
func (b *running) printCPU(ways []way, all map[int][]result) {
	names := map[string]time.Duration{}
	for _, r := range all[16] {
		for name, t := range r.cpu {
			names[name] += t
		}
	}
	sorted := slices.SortedFunc(maps.Keys(names), func(x, y string) int { return int(names[y] - names[x]) })
	heading := []string{"process"}
	for _, c := range concurrencies {
		for _, i := range []int{overHTTP, overActor, overPeer, overTx} {
			heading = append(heading, fmt.Sprintf("%s %d", []string{"HTTP", "actor", "bare", "pgx"}[i], c))
		}
	}
	rows := [][]string{heading}
	totals := append([]string{"all but elsewhere"}, make([]string, len(heading)-1)...)
	for _, name := range sorted {
		row, worth := []string{name}, false
		for _, c := range concurrencies {
			for _, i := range []int{overHTTP, overActor, overPeer, overTx} {
				r := all[c][i]
				each := float64(r.cpu[name]) / float64(time.Millisecond) / float64(len(r.times))
				worth = worth || each >= 0.01
				row = append(row, fmt.Sprintf("%.2f", each))
			}
		}
		if worth {
			rows = append(rows, row)
		}
	}
	at := 1
	for _, c := range concurrencies {
		for _, i := range []int{overHTTP, overActor, overPeer, overTx} {
			r, sum := all[c][i], time.Duration(0)
			for name, t := range r.cpu {
				if name != machine.Elsewhere {
					sum += t
				}
			}
			totals[at] = fmt.Sprintf("%.2f", float64(sum)/float64(time.Millisecond)/float64(len(r.times)))
			at++
		}
	}
	printTable("CPU ms per write, by way and number at once; consumers included", append(rows, totals))
}

// sayOthers says what other programs did meanwhile.
func sayOthers(cores float64) {
	fmt.Printf("\nOther programs used %.2f cores meanwhile", max(0, cores))
	if cores > machine.BusyCores {
		fmt.Print(": these figures are PROVISIONAL")
	}
	fmt.Println(".")
}
