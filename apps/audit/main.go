// Command audit remembers every fact for ever.
package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"

	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/apps/audit/ask"
	"github.com/errandapp/errand/apps/audit/intake"
	"github.com/errandapp/errand/apps/audit/ledger"
	"github.com/errandapp/errand/apps/audit/seal"
	"github.com/errandapp/errand/internal/run"
	"github.com/errandapp/errand/internal/run/sidecar"
	"github.com/errandapp/errand/internal/telemetry"
)

func main() {
	if len(os.Args) > 1 {
		os.Exit(command(os.Args[1:], console{os.Stdin, os.Stdout, os.Stderr}))
	}
	run.Main("audit", work)
}

func work(ctx context.Context, log *slog.Logger) error {
	cfg, err := readConfig()
	if err != nil {
		return fmt.Errorf("read the environment: %w", err)
	}
	pool, err := ledger.NewPool(ctx, cfg.App())
	if err != nil {
		return fmt.Errorf("ERRAND_POSTGRES: %w", err)
	}
	defer pool.Close()
	// Whoever asks has connections of their own: recording does not wait for them.
	askers, err := ledger.NewPool(ctx, cfg.App())
	if err != nil {
		return fmt.Errorf("ERRAND_POSTGRES: %w", err)
	}
	defer askers.Close()

	registry := telemetry.NewRegistry()
	book := ledger.New(pool)
	schema := ledger.NewSchema(cfg.Postgres, cfg.AppUser(), log)
	consumer := &intake.Consumer{
		Brokers: cfg.Kafka, Topic: tasklist.Topic, Group: cfg.Group,
		Ledger: book, Log: log, Figures: intake.NewFigures(registry),
	}

	dapr, err := sidecar.Connect(cfg.Config)
	if err != nil {
		return err
	}
	defer dapr.Close()
	sealer := &seal.Sealer{
		Book: book, Secrets: dapr, Store: cfg.SecretStore, Name: cfg.Origin, Log: log, Figures: seal.NewFigures(registry),
	}
	keeper := ledger.Keeper{URL: cfg.Postgres, Months: cfg.KeepMonths, Log: log}

	g := run.NewGroup(ctx)
	g.Go("consume", func(ctx context.Context) error {
		if err := schema.Prepare(ctx); err != nil {
			return err
		}
		g.Go("keep", keeper.Run)
		g.Go("seal", sealer.Run)
		return consumer.Run(ctx)
	})
	g.Go("serve", run.Server{
		Listen:   cfg.Listen,
		Handler:  telemetry.NewHTTP("audit", registry, log).Wrap(ask.Handler(ledger.New(askers), cfg.AppToken, log)),
		Checks:   run.Checks{"postgres": pool.Ping, "schema": schema.Ready, "kafka": consumer.Ping},
		Registry: registry,
		Log:      log,
	}.Run)
	return g.Wait()
}
