// Command local runs the whole system on this machine; it is behind `make run`.
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

	"github.com/errandapp/errand/deploy/local/broker"
	"github.com/errandapp/errand/deploy/local/secrets"
	"github.com/errandapp/errand/deploy/local/stack"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == "kafka" { // ourselves, as the broker
		os.Exit(broker.Main(os.Args[2:]))
	}
	if len(os.Args) > 1 && os.Args[1] == "secrets" { // for `dapr run -f .`
		os.Exit(makeSecrets())
	}
	os.Exit(run())
}

// makeSecrets makes .errand/secrets.json, and says where it is.
func makeSecrets() int {
	file, err := filepath.Abs(filepath.Join(".errand", "secrets.json"))
	if err == nil {
		err = secrets.Ensure(file, os.Getenv)
	}
	if err != nil {
		return fail(err)
	}
	fmt.Printf("export %s=%s\n", secrets.Variable, file)
	return 0
}

func run() int {
	var o stack.Options
	flag.StringVar(&o.File, "f", "dapr.yaml", "run file, as for `dapr run -f`")
	flag.StringVar(&o.Data, "data", ".errand", "folder for data and logs, kept between runs")
	flag.StringVar(&o.Bin, "bin", "bin", "folder with our build of daprd, placement and scheduler")
	flag.BoolVar(&o.FreePorts, "free-ports", false, "ignore the ports in the run file and take free ones")
	flag.Parse()
	self, err := os.Executable()
	if err != nil {
		return fail(err)
	}
	o.Kafka = []string{self, "kafka"}

	ctx, release := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer release()
	system, err := stack.Start(ctx, o)
	if errors.Is(err, context.Canceled) {
		return 0 // stopped while it was starting
	}
	if err != nil {
		return fail(err)
	}
	fmt.Printf("\n  Errand is ready in %.1f s: %s\n  Ctrl-C stops it.\n\n", system.Took.Seconds(), system.URL)
	<-ctx.Done()
	release() // a second Ctrl-C ends us at once, and the kernel ends our children
	if err := system.Stop(); err != nil {
		return fail(err)
	}
	return 0
}

func fail(err error) int {
	fmt.Fprintln(os.Stderr, "errand:", err)
	return 1
}
