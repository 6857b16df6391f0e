// Package broker is the Kafka that `make run` brings along: kfake, which speaks
// the real protocol, with its log on disk and an fsync for every write. It runs
// as a process of its own, so that tests can kill it like any other broker.
package broker

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/twmb/franz-go/pkg/kfake"
)

// Options are the settings of one broker.
type Options struct {
	Dir        string    // where topics, groups and records are kept
	Port       int       // on 127.0.0.1
	Partitions int       // of a topic whose creator does not say; 0 means 12
	Log        io.Writer // warnings
}

// Run serves until ctx ends, then saves and closes. Topics are made by whoever
// needs them: asking for an unknown topic makes none.
func Run(ctx context.Context, o Options) error {
	if o.Dir == "" || o.Port <= 0 {
		return errors.New("a broker needs -dir and -port")
	}
	if o.Partitions == 0 {
		o.Partitions = 12
	}
	cluster, err := kfake.NewCluster(
		kfake.Ports(o.Port), // one port is one broker
		kfake.ClusterID("errand"),
		kfake.DataDir(o.Dir),
		kfake.SyncWrites(),
		kfake.DefaultNumPartitions(o.Partitions),
		kfake.WithLogger(kfake.BasicLogger(o.Log, kfake.LogLevelWarn)),
	)
	if err != nil {
		return err
	}
	<-ctx.Done()
	cluster.Close()
	return nil
}

// Main is the broker's command line; it returns the exit code.
func Main(args []string) int {
	var o Options
	f := flag.NewFlagSet("kafka", flag.ContinueOnError)
	f.StringVar(&o.Dir, "dir", "", "folder for the data")
	f.IntVar(&o.Port, "port", 0, "port on 127.0.0.1")
	f.IntVar(&o.Partitions, "partitions", 12, "partitions of a topic whose creator does not say")
	if err := f.Parse(args); err != nil {
		return 2
	}
	o.Log = os.Stderr
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := Run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "kafka:", err)
		return 1
	}
	return 0
}
