package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/errandapp/errand/tests/kafka"
)

// options are the command line.
type options struct {
	mode        string        // http or records
	clients     int           // connections
	lists       int           // which they show, in turn
	rate        float64       // facts a second
	steady      time.Duration // before anything is killed
	calm        time.Duration // after all are back, before the next kill
	syncKills   int
	kafkaKills  int
	direct      bool   // past chat
	compression string // of sync: off, message or context
	addresses   int    // local addresses to connect from
	profile     string // folder for profiles; empty for none
	bin         string // folder of the programs
	broker      kafka.Kind
}

func main() {
	var o options
	flag.StringVar(&o.mode, "mode", "http", "http: POST /v1/tasks; records: facts straight into Kafka")
	flag.IntVar(&o.clients, "clients", 5000, "open connections")
	flag.IntVar(&o.lists, "lists", 0, "lists that they show, in turn; half as many as clients when 0")
	flag.Float64Var(&o.rate, "rate", 200, "facts a second")
	flag.DurationVar(&o.steady, "steady", 30*time.Second, "how long before anything is killed")
	flag.DurationVar(&o.calm, "calm", 5*time.Second, "how long between all being back and the next kill")
	flag.IntVar(&o.syncKills, "sync", 3, "how often sync is killed")
	flag.IntVar(&o.kafkaKills, "kafka", 2, "how often the broker is killed")
	flag.BoolVar(&o.direct, "direct", false, "connect to sync's own port instead of through chat")
	flag.StringVar(&o.compression, "compression", "", "what sync is told to compress: off, message or context; its default when empty")
	flag.IntVar(&o.addresses, "addresses", 4, "loopback addresses to connect from, in turn")
	flag.StringVar(&o.profile, "profile", "", "folder for CPU and heap profiles of sync and chat")
	flag.StringVar(&o.bin, "bin", filepath.Join(root, "bin"), "folder of the programs")
	o.broker = kafka.Embedded
	flag.Var(&o.broker, "broker", "embedded or apache: the Kafka to run")
	flag.Parse()
	if o.lists == 0 {
		o.lists = max(1, o.clients/2)
	}
	ctx, forget := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer forget()
	if err := load(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

// load starts the system, measures, and stops it.
func load(ctx context.Context, o options) (err error) {
	if err := o.check(); err != nil {
		return err
	}
	l, err := start(ctx, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.stop(err != nil)) }()
	return l.measure(ctx)
}

// check names what makes no sense, before anything is started.
func (o *options) check() error {
	var errs []error
	if o.mode != "http" && o.mode != "records" {
		errs = append(errs, fmt.Errorf("-mode %q: http or records", o.mode))
	}
	if o.clients < 1 || o.lists < 1 || o.rate <= 0 {
		errs = append(errs, errors.New("-clients, -lists and -rate are 1 or more"))
	}
	if o.addresses < 0 || o.addresses > 250 {
		errs = append(errs, errors.New("-addresses is at most 250"))
	}
	var files syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &files); err != nil {
		return err
	}
	if need := uint64(2*o.clients + 1000); files.Max < need {
		errs = append(errs, fmt.Errorf("%d connections need %d open files in chat, and ulimit -Hn says %d", o.clients, need, files.Max))
	}
	var err error
	o.bin, err = filepath.Abs(o.bin)
	return errors.Join(append(errs, err)...)
}
