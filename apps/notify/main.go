// Command notify tells people what came due.
package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"time"

	"github.com/dapr/go-sdk/client"

	"github.com/errandapp/errand/apps/notify/channel"
	"github.com/errandapp/errand/apps/notify/door"
	"github.com/errandapp/errand/apps/notify/tell"
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
	channels, components := configured(cfg, dapr)
	teller := &tell.Teller{
		Store: channel.NewStore(dapr), Channels: channels, Now: time.Now, NewName: rand.Text,
		Log: log, Figures: tell.NewFigures(registry),
	}
	entry := door.Door{Teller: teller, Topics: channel.NewTopics(dapr), Token: cfg.AppToken, Log: log}
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

// configured are the channels that are on, and the components that have to
// be there for them.
func configured(cfg Config, dapr client.Client) (on []tell.Channel, components []string) {
	components = []string{channel.StateStore}
	if cfg.SMTPHost != "" {
		on, components = append(on, channel.NewMail(dapr, cfg.MailFrom, cfg.MailTo)), append(components, channel.MailBinding)
	}
	if cfg.WebhookURL != "" {
		on, components = append(on, channel.NewWebhook(dapr)), append(components, channel.WebhookBinding)
	}
	return on, components
}
