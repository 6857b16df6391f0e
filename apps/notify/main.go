// Command notify tells people what came due.
package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/errandapp/errand/apps/notify/channel"
	"github.com/errandapp/errand/internal/run"
	"github.com/errandapp/errand/internal/run/sidecar"
	"github.com/errandapp/errand/internal/telemetry"
)

func main() { run.Main("notify", work) }

func work(ctx context.Context, log *slog.Logger) error {
	cfg, err := readConfig()
	if err != nil {
		return fmt.Errorf("read the environment: %w", err)
	}
	dapr, err := sidecar.Connect(cfg.Config)
	if err != nil {
		return err
	}
	defer dapr.Close()

	registry := telemetry.NewRegistry()
	entry, components := wire(cfg, dapr, outside{now: time.Now, newName: rand.Text, log: log, registry: registry})
	log.Info("channels", "components", components)

	g := run.NewGroup(ctx)
	g.Go("sidecar", func(ctx context.Context) error { return sidecar.Wait(ctx, log, dapr) })
	g.Go("serve", run.Server{
		Listen:   cfg.Listen,
		Handler:  telemetry.NewHTTP("notify", registry, log).Wrap(entry.Handler()),
		Checks:   run.Checks{"components": channel.Loaded(dapr, components)},
		Registry: registry,
		Log:      log,
	}.Run)
	return g.Wait()
}

// outside is what a process is given from outside.
type outside struct {
	now      func() time.Time
	newName  func() string
	log      *slog.Logger
	registry prometheus.Registerer
}
