// Command tools builds Dapr's daprd, placement, scheduler and sentry from the
// module in tools/ into bin/; it is behind `make tools`. It builds nothing when
// `dapr init` left a daprd, placement and scheduler of 1.18 or newer, or when
// bin/ is newer than what it is made from.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"

	"github.com/errandapp/errand/deploy/local/stack"
)

func main() {
	root := flag.String("root", ".", "the repository")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, *root); err != nil {
		fmt.Fprintln(os.Stderr, "tools:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, root string) error {
	if bin, ok := stack.Usable(""); ok && hasAll(bin, "daprd", "placement", "scheduler") {
		fmt.Println("Dapr's runtime: using", bin)
		return nil
	}
	source, bin := filepath.Join(root, "tools"), filepath.Join(root, "bin")
	fresh, err := current(source, bin)
	if err != nil {
		return err
	}
	if fresh {
		fmt.Println("Dapr's runtime: up to date in", bin)
		return nil
	}
	return build(ctx, source, bin)
}
