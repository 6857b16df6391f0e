package main

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/errandapp/errand/tests/load/swarm"
	"github.com/errandapp/errand/tests/machine"
)

// goal is the p99, acknowledged to frame, that is wanted in the steady time.
const goal = 100 * time.Millisecond

func (l *running) printMemory(when string, empty, full memory) {
	rows := [][]string{{"", "RSS MiB", "heap", "stacks", "kB a connection: RSS", "heap", "stacks"}}
	for _, app := range []string{"sync", "chat"} {
		e, f := empty[app], full[app]
		row := []string{app, mib(f.rss), mib(f.heap), mib(f.stacks)}
		if empty[app] != (taken{}) {
			for _, grown := range []float64{f.rss - e.rss, f.heap - e.heap, f.stacks - e.stacks} {
				row = append(row, fmt.Sprintf("%.1f", grown/1e3/float64(l.options.clients)))
			}
		}
		rows = append(rows, row)
	}
	table(fmt.Sprintf("Memory, %s, after a collection", when), rows)
}

func mib(bytes float64) string { return fmt.Sprintf("%.1f", bytes/(1<<20)) }

func (l *running) printCPU(before, after machine.Usage, took time.Duration) {
	type line struct {
		name  string
		cores float64
	}
	var lines []line
	for name := range after {
		if cores := (after[name] - before[name]).Seconds() / took.Seconds(); cores >= 0.005 || name == itself {
			lines = append(lines, line{name, cores})
		}
	}
	slices.SortFunc(lines, func(a, b line) int { return int((b.cores - a.cores) * 1e6) })
	rows := [][]string{{"process", "cores"}}
	for _, each := range lines {
		rows = append(rows, []string{each.name, fmt.Sprintf("%.2f", each.cores)})
	}
	table("CPU in the steady time (load is this program)", rows)
	if others := (after[machine.Elsewhere] - before[machine.Elsewhere]).Seconds() / took.Seconds(); others > machine.BusyCores {
		fmt.Printf("  Other programs used %.2f cores: these figures are PROVISIONAL.\n", others)
	}
}

// printLatency splits the samples at the end of the steady time.
func (l *running) printLatency(samples []swarm.Sample, from, to time.Time) {
	var calm, all []time.Duration
	for _, s := range samples {
		all = append(all, s.Took)
		if s.Acked.After(from) && s.Acked.Before(to) {
			calm = append(calm, s.Took)
		}
	}
	rows := [][]string{{"acknowledged to frame", "frames", "p50 ms", "p99", "p99.9", "max"}}
	for _, r := range []struct {
		name  string
		times []time.Duration
	}{{"steady", calm}, {"whole run, kills included", all}} {
		row := []string{r.name, fmt.Sprint(len(r.times))}
		for _, q := range []float64{.5, .99, .999, 1} {
			row = append(row, fmt.Sprintf("%.1f", quantile(r.times, q).Seconds()*1e3))
		}
		rows = append(rows, row)
	}
	table(fmt.Sprintf("From the acknowledgement of a fact (%s) to its frame at a client", l.options.mode), rows)
	verdict := "met"
	if quantile(calm, .99) >= goal {
		verdict = "MISSED"
	}
	fmt.Printf("  p99 below %v in the steady time: %s\n", goal, verdict)
}

func (l *running) printKills(kills []kill) {
	rows := [][]string{{"killed", "answers again after s", "all clients connected after s"}}
	for _, k := range kills {
		rows = append(rows, []string{k.name, fmt.Sprintf("%.1f", k.ready.Seconds()), fmt.Sprintf("%.1f", k.back.Seconds())})
	}
	if len(kills) > 0 {
		table("SIGKILL", rows)
	}
}

// quantile sorts times; 0 when there are none.
func quantile(times []time.Duration, q float64) time.Duration {
	if len(times) == 0 {
		return 0
	}
	slices.Sort(times)
	return times[min(len(times)-1, int(q*float64(len(times))))]
}

func table(title string, rows [][]string) {
	fmt.Printf("\n%s\n", title)
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	for _, row := range rows {
		fmt.Fprintln(w, "  "+strings.Join(row, "\t"))
	}
	_ = w.Flush() // standard output has gone: nobody to tell
}
