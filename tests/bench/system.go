package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"

	"github.com/dapr/go-sdk/client"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/errandapp/errand/actors/tasklist/remote"
	"github.com/errandapp/errand/deploy/local/stack"
	"github.com/errandapp/errand/internal/run/sidecar"
	"github.com/errandapp/errand/tests/machine"
)

// A running is the system under measurement, and what measures it.
type running struct {
	options options
	system  *stack.System
	dir     string // everything temporary
	out     *os.File
	http    *http.Client
	db      *pgxpool.Pool // of the system's own database
	probe   client.Client // the probe's sidecar
	peer    client.Client // the peer's sidecar
	lists   remote.Lists  // through the probe
	hook    *hook         // where notifications go
	leave   func() error  // ends the peer's hosting
	goals   goals
}

// start starts the system; on an error nothing is left running.
func start(ctx context.Context, o options) (_ *running, err error) {
	b := &running{options: o}
	defer func() {
		if err != nil {
			err = errors.Join(err, b.stop(true))
		}
	}()
	if b.dir, err = os.MkdirTemp("", "errand-bench-"); err != nil {
		return nil, err
	}
	if err := os.Chmod(b.dir, 0o755); err != nil { // Postgres may run as another user
		return nil, err
	}
	if b.out, err = os.Create(filepath.Join(b.dir, "console.log")); err != nil {
		return nil, err
	}
	if b.hook, err = openHook(); err != nil {
		return nil, err
	}
	file, err := writeRunFile(b.dir, b.hook.url, o)
	if err != nil {
		return nil, err
	}
	b.system, err = stack.Start(ctx, stack.Options{
		File: file, Data: filepath.Join(b.dir, "run"), Bin: o.bin, FreePorts: true, Out: b.out,
		Env: append(os.Environ(), "ERRAND_WEBHOOK_URL="+b.hook.url), // for notify's sidecar
	})
	if err != nil {
		return nil, err
	}
	b.http = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: maxConcurrency, MaxConnsPerHost: maxConcurrency}}
	config, err := pgxpool.ParseConfig(b.system.Postgres)
	if err != nil {
		return nil, err
	}
	config.MaxConns = 16 // as the state store has
	if b.db, err = pgxpool.NewWithConfig(ctx, config); err != nil {
		return nil, err
	}
	if b.probe, err = b.sidecar(probeApp); err != nil {
		return nil, err
	}
	b.lists = remote.New(b.probe)
	if b.peer, err = b.sidecar(peerApp); err != nil {
		return nil, err
	}
	b.leave, err = hostPeer(ctx, b.peer)
	return b, err
}

// itself is what this program is called where CPU time is told.
const itself = "bench"

// cpu is what each process has used so far.
func (b *running) cpu() (machine.Usage, error) { return machine.Used(b.system, itself) }

// sidecar connects as apps do.
func (b *running) sidecar(app string) (client.Client, error) {
	at, err := b.system.App(app)
	if err != nil {
		return nil, err
	}
	return sidecar.Connect(sidecar.Config{GRPC: at.DaprGRPCPort})
}

// stop stops everything; keep leaves the logs for somebody to read.
func (b *running) stop(keep bool) error {
	var errs []error
	if b.leave != nil {
		errs = append(errs, b.leave())
	}
	for _, c := range []client.Client{b.probe, b.peer} {
		if c != nil {
			c.Close()
		}
	}
	if b.db != nil {
		b.db.Close()
	}
	if b.system != nil {
		errs = append(errs, b.system.Stop())
	}
	if b.hook != nil {
		errs = append(errs, b.hook.close())
	}
	if b.out != nil {
		errs = append(errs, b.out.Close())
	}
	if keep {
		fmt.Fprintln(os.Stderr, "the system's logs are in", b.dir)
	} else {
		errs = append(errs, os.RemoveAll(b.dir))
	}
	return errors.Join(errs...)
}
