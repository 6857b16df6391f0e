// Command sync keeps every open client up to date.
package main

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/sync/feed"
	"github.com/errandapp/errand/apps/sync/hub"
	"github.com/errandapp/errand/apps/sync/tail"
	"github.com/errandapp/errand/internal/run"
	"github.com/errandapp/errand/internal/run/sidecar"
	"github.com/errandapp/errand/internal/telemetry"
	"github.com/errandapp/errand/internal/ticket"
)

// What is kept of the facts that were told lately.
var memory = feed.Limits{PerList: 256, Lists: 100_000, Bytes: 96 << 20}

func main() { run.Main("sync", work) }

func work(ctx context.Context, log *slog.Logger) error {
	cfg, origins, err := readConfig()
	if err != nil {
		return fmt.Errorf("read the environment: %w", err)
	}
	dapr, err := sidecar.Connect(cfg.Config)
	if err != nil {
		return err
	}
	defer dapr.Close()

	registry := telemetry.NewRegistry()
	clients := hub.New(memory, cfg.Compression, hub.NewFigures(registry))
	keys := ticket.NewKeys(dapr)
	facts := &tail.Tail{
		Brokers: cfg.Kafka, Topic: tasklist.Topic, Publish: clients.Publish,
		Begin: clients.Begin, Lost: clients.Doubt, Log: log, Figures: tail.NewFigures(registry),
	}
	once := ticket.NewOnce(keys)
	once.Log = log
	door := hub.Door{Hub: clients, Tickets: once, Origins: origins, Log: log}

	g := run.NewGroup(ctx)
	g.Go("tail", facts.Run)
	g.Go("clients", clients.Run)
	g.Go("sidecar", func(ctx context.Context) error { return sidecar.Wait(ctx, log, dapr) })
	g.Go("serve", run.Server{
		Listen:   cfg.Listen,
		Handler:  telemetry.NewHTTP("sync", registry, log).Wrap(door.Handler()),
		Checks:   run.Checks{"kafka": facts.Ping, "facts": clients.Check, "tickets": checkTickets(keys)},
		Registry: registry,
		Log:      log,
	}.Run)
	return g.Wait()
}

// checkTickets asks whether the key that tickets are signed with can be had.
func checkTickets(keys *ticket.Keys) run.Check {
	return func(ctx context.Context) error {
		_, _, err := keys.Sign(ctx, "readyz", time.Now())
		return err
	}
}
