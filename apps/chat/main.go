// Chat answers people: the public API, the conversation, the page. It keeps
// nothing itself; see README.md.
package main

import (
	"context"
	"io/fs"
	"log/slog"
	"os"
	"time"

	"github.com/google/uuid"

	conversations "github.com/errandapp/errand/actors/conversation/remote"
	"github.com/errandapp/errand/actors/tasklist/remote"
	"github.com/errandapp/errand/apps/chat/model"
	"github.com/errandapp/errand/apps/chat/understand/cli"
	"github.com/errandapp/errand/internal/run"
	"github.com/errandapp/errand/internal/run/sidecar"
	"github.com/errandapp/errand/internal/telemetry"
	"github.com/errandapp/errand/internal/ticket"
	"github.com/errandapp/errand/ui"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == "understand" {
		os.Exit(cli.Main(os.Args[2:]))
	}
	run.Main("chat", work)
}

func work(ctx context.Context, log *slog.Logger) error {
	cfg, err := readConfig()
	if err != nil {
		return err
	}
	dapr, err := sidecar.Connect(cfg.Config)
	if err != nil {
		return err
	}
	defer dapr.Close()

	registry := telemetry.NewRegistry()
	reader := model.New(model.Dapr{Client: dapr}, model.NewFigures(registry), log)
	chat := &app{
		lists:   remote.New(dapr),
		talks:   conversations.New(dapr),
		model:   reader,
		tickets: ticket.NewKeys(dapr),
		apps:    newInvoker(cfg.Config),
		now:     time.Now,
		newID:   func() string { return uuid.Must(uuid.NewV7()).String() },
		log:     log,
	}
	routes, err := chat.routes(doors{hosts: cfg.AllowedHosts, sync: &cfg.Sync, page: page()})
	if err != nil {
		return err
	}

	g := run.NewGroup(ctx)
	g.Go("serve", run.Server{
		Listen:   cfg.Listen,
		Handler:  telemetry.NewHTTP("chat", registry, log).Wrap(routes),
		Checks:   run.Checks{"sidecar": sidecar.Check(dapr)},
		Registry: registry,
		Log:      log,
	}.Run)
	g.Go("model", reader.Watch)
	g.Go("sidecar", func(ctx context.Context) error { return sidecar.Wait(ctx, log, dapr) })
	return g.Wait()
}

// page is the built user interface.
func page() fs.FS { return ui.Assets() }
