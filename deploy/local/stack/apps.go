package stack

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os/exec"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/errandapp/errand/deploy/local/proc"
	"github.com/errandapp/errand/deploy/local/runfile"
)

// noAdmin is how long an app without a port may take to open its admin address
// before it is taken to have none.
const noAdmin = 5 * time.Second

// startApps starts every app and sidecar in parallel.
func (s *System) startApps(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, s.options.Timeout)
	defer cancel()
	if err := s.nameResolution(); err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	for i := range s.file.Apps {
		app, at := s.file.Apps[i], s.Apps[i]
		sidecar, process, err := s.pair(app, at)
		if err != nil {
			return err
		}
		group.Go(func() error { return s.startPair(ctx, app, sidecar, process) })
	}
	return group.Wait()
}

// startPair starts a sidecar and its app, if there is one. Like the CLI, it
// starts an app that does not listen after its sidecar, which does not wait for
// it; the others start together, because each waits for the other.
func (s *System) startPair(ctx context.Context, app runfile.App, sidecar, process *proc.Spec) error {
	if app.AppPort > 0 {
		return s.startAll(ctx, sidecar, process)
	}
	if err := s.startAll(ctx, sidecar); err != nil {
		return err
	}
	return s.startAll(ctx, process)
}

// pair is what runs for an app: its sidecar, and its own process if it has one.
func (s *System) pair(app runfile.App, at App) (sidecar, process *proc.Spec, err error) {
	if app.PlacementAddress == nil {
		app.PlacementAddress = &s.placement
	}
	if app.SchedulerAddress == nil {
		app.SchedulerAddress = &s.scheduler
	}
	if sidecar, err = s.sidecar(app, at); err != nil {
		return nil, nil, err
	}
	process, err = s.app(app, at)
	return sidecar, process, err
}

// sidecar is the daprd of an app.
func (s *System) sidecar(app runfile.App, at App) (*proc.Spec, error) {
	path, err := s.daprd(app)
	if err != nil {
		return nil, err
	}
	log, err := s.hub.Stream(at.Name+"/daprd", showSidecar(app.DaprdLog))
	if err != nil {
		return nil, err
	}
	args := app.DaprdArgs()
	if app.APIListenAddresses == "" {
		args = append(args, "--dapr-listen-addresses", "127.0.0.1")
	}
	args = append(args, "--dapr-internal-grpc-listen-address", "127.0.0.1", "--metrics-listen-address", "127.0.0.1")
	if isOurs(path) && !resolvesNames(app.ConfigFile) {
		args = append(args, "--config", s.names)
	}
	var client *http.Client
	if app.UnixDomainSocket != "" {
		client = socketClient(app.UnixDomainSocket, app.AppID)
	}
	env := slices.Clone(s.env)
	if s.getenv("DAPR_HOST_IP") == "" {
		env = append(env, "DAPR_HOST_IP=127.0.0.1") // as the CLI does
	}
	return &proc.Spec{
		Name: at.Name + "/daprd",
		Command: func() (*exec.Cmd, error) {
			cmd := exec.Command(path, args...)
			cmd.Dir, cmd.Env = app.AppDirPath, env
			return cmd, nil
		},
		Ready: answers(client, at.DaprHTTP+"/v1.0/healthz", mustExist),
		Log:   log,
		// Sidecars that meet an empty database at once may trip over each other:
		// Dapr's own migration takes "relation dapr_metadata already exists"
		// (42P07) for fatal. The next try finds the table.
		Tries: 2,
	}, nil
}

// app is the app's own process; nil when the run file gives it no command.
func (s *System) app(app runfile.App, at App) (*proc.Spec, error) {
	argv := app.Argv()
	if argv == nil {
		s.log.Printf("%s has no command: only its sidecar runs", app.AppID)
		return nil, nil
	}
	log, err := s.hub.Stream(at.Name, showApp(app.AppLog))
	if err != nil {
		return nil, err
	}
	env := append(slices.Clone(s.env), app.Env()...)
	var began atomic.Int64 // of the running process, Unix nanoseconds
	return &proc.Spec{
		Name: at.Name,
		Command: func() (*exec.Cmd, error) {
			began.Store(time.Now().UnixNano())
			cmd := exec.Command(argv[0], argv[1:]...)
			cmd.Dir, cmd.Env = app.AppDirPath, env
			return cmd, nil
		},
		Ready: appReady(app, at, &began),
		Log:   log,
		Tries: 2, // its sidecar may not be there yet
	}, nil
}

// appReady asks an app's /readyz; an app that has no such page is ready when it
// accepts connections, one that listens nowhere when it has run for a while.
func appReady(app runfile.App, at App, began *atomic.Int64) func(context.Context) error {
	if at.Port == 0 {
		ask := answers(nil, at.Admin+"/readyz", mayBeNone)
		return func(ctx context.Context) error {
			err := ask(ctx)
			if errors.Is(err, syscall.ECONNREFUSED) && time.Since(time.Unix(0, began.Load())) > noAdmin {
				return nil
			}
			return err
		}
	}
	switch strings.ToLower(app.AppProtocol) {
	case "http", "h2c":
		return answers(nil, at.URL+"/readyz", mayBeNone)
	}
	return listens(fmt.Sprintf("127.0.0.1:%d", at.Port))
}
