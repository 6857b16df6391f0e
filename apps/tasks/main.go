// Command tasks hosts the actors: a task list and a conversation for each
// person.
package main

import (
	"context"
	"log/slog"
	"time"

	"github.com/errandapp/errand/actors/conversation"
	talks "github.com/errandapp/errand/actors/conversation/host"
	"github.com/errandapp/errand/actors/hosting"
	"github.com/errandapp/errand/actors/tasklist"
	"github.com/errandapp/errand/actors/tasklist/host"
	"github.com/errandapp/errand/internal/run"
	"github.com/errandapp/errand/internal/run/sidecar"
	"github.com/errandapp/errand/internal/telemetry"
)

func main() { run.Main("tasks", tasks) }

func tasks(ctx context.Context, log *slog.Logger) error {
	cfg, err := readConfig()
	if err != nil {
		return err
	}
	listen, err := cfg.listen()
	if err != nil {
		return err
	}
	registry := telemetry.NewRegistry()
	metrics := host.NewMetrics(registry)

	kafka, err := host.NewKafka(cfg.Kafka, metrics, log)
	if err != nil {
		return err
	}
	defer leave(ctx, kafka, log)

	dapr, err := sidecar.Connect(cfg.Config)
	if err != nil {
		return err
	}
	defer dapr.Close()

	// No actor may be served before stale hosts are fenced off.
	if err := raiseFence(ctx, cfg.Postgres, log); err != nil {
		return err
	}
	types := hosting.Types{
		tasklist.ActorType:     host.OnDapr(dapr, host.Deps{Producer: kafka, Metrics: metrics, Log: log, Traced: telemetry.Exporting(), Now: cfg.now}),
		conversation.ActorType: talks.OnDapr(dapr, talks.Deps{Metrics: talks.NewMetrics(registry), Log: log, Now: cfg.now}),
	}

	g := run.NewGroup(ctx)
	g.Go("topics", func(ctx context.Context) error { return kafka.KeepTopics(ctx, cfg.topics(), log) })
	server := run.Server{Listen: listen, Registry: registry, Log: log, Checks: run.Checks{
		"actors": func(ctx context.Context) error { return hosted(ctx, types, dapr) },
	}}
	if cfg.Host == overHTTP {
		server.Handler = types.HTTP(cfg.AppToken)
	} else {
		g.Go("actors", func(ctx context.Context) error { return types.Stream(ctx, dapr, log) })
	}
	g.Go("serve", server.Run)
	return g.Wait()
}

// leave gives the last facts a moment to reach Kafka.
func leave(ctx context.Context, kafka *host.Kafka, log *slog.Logger) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	if err := kafka.Close(ctx); err != nil {
		log.Warn("facts stay in the outboxes", "err", err)
	}
}
