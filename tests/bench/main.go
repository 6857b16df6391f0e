package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/errandapp/errand/tests/machine"
)

// options are the command line.
type options struct {
	only    string        // measurements to make; empty for all
	rounds  int           // turns of each way to write, at each concurrency
	each    time.Duration // a turn
	profile string        // folder for CPU profiles; empty for none
	bin     string        // folder of the programs
	done    int           // completed tasks of each list, where sizes are compared
}

func (o options) wants(measurement string) bool {
	return o.only == "" || strings.Contains(","+o.only+",", ","+measurement+",")
}

func main() {
	var o options
	flag.StringVar(&o.only, "only", "", "some of writes,facts,reminders,storm,audit,sizes; all when empty")
	flag.IntVar(&o.rounds, "rounds", 4, "turns of each way to write, at each concurrency")
	flag.DurationVar(&o.each, "each", 3*time.Second, "how long a turn takes")
	flag.StringVar(&o.profile, "profile", "", "folder for CPU profiles of the apps and their sidecars, taken while 16 write over HTTP, and in the storm")
	flag.StringVar(&o.bin, "bin", filepath.Join(root, "bin"), "folder of the programs, to compare two builds")
	flag.IntVar(&o.done, "done", 50_000, "completed tasks of each list, where sizes are compared; fewer for a quick look")
	flag.Parse()
	ctx, forget := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer forget()
	if err := bench(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// bench starts the system, measures, and stops it.
func bench(ctx context.Context, o options) (err error) {
	on, err := machine.Describe()
	if err != nil {
		return err
	}
	fmt.Println(on)
	if o.bin, err = filepath.Abs(o.bin); err != nil {
		return err
	}
	b, err := start(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.stop(err != nil)) }()
	before, err := b.cpu()
	if err != nil {
		return err
	}
	began := time.Now()
	for _, m := range []struct {
		name    string
		measure func(context.Context) error
	}{
		{"writes", b.writes},
		{"facts", b.facts},
		{"reminders", b.reminders},
		{"storm", b.storm},
		{"audit", b.audit}, // it stops the other apps
		{"sizes", b.sizes}, // last: it stops tasks again and again
	} {
		if o.wants(m.name) {
			if err := m.measure(ctx); err != nil {
				return fmt.Errorf("%s: %w", m.name, err)
			}
		}
	}
	b.goals.print()
	after, err := b.cpu()
	if err != nil {
		return err
	}
	sayOthers((after[machine.Elsewhere] - before[machine.Elsewhere]).Seconds() / time.Since(began).Seconds())
	return nil
}
