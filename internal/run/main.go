// Package run is the frame of every process of Errand: it starts, serves,
// and stops in order when it is told to.
//
//	func main() {
//		run.Main("audit", func(ctx context.Context, log *slog.Logger) error {
//			g := run.NewGroup(ctx)
//			g.Go("consume", consumer.Run)
//			g.Go("serve", run.Server{Listen: cfg.Listen, Handler: routes, Checks: checks, Registry: reg, Log: log}.Run)
//			return g.Wait()
//		})
//	}
package run

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/caarlos0/env/v11"

	"github.com/errandapp/errand/internal/telemetry"
)

// StopTime is how long a process has to stop after it was told to.
const StopTime = 5 * time.Second

// Main runs a process until work returns, and ends the program: with 0 when
// work returned nil or was stopped by a signal, else with 1 and a log line.
//
// SIGINT and SIGTERM cancel the ctx of work; a second one kills the process.
// Logs, traces and profiles are set up from the environment: see
// telemetry.Config and profiling.
func Main(name string, work func(ctx context.Context, log *slog.Logger) error) {
	if err := frame(name, work); err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", name, err)
		os.Exit(1)
	}
}

func frame(name string, work func(context.Context, *slog.Logger) error) error {
	ctx, forget := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer forget()
	context.AfterFunc(ctx, forget) // from here on a signal kills

	cfg, err := env.ParseAs[telemetry.Config]()
	if err != nil {
		return fmt.Errorf("read the environment: %w", err)
	}
	log, stop, err := telemetry.Start(ctx, name, cfg)
	if err != nil {
		return err
	}
	defer func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if err := stop(ctx); err != nil {
			log.Warn("traces were left unsent", telemetry.KeyErr, err)
		}
	}()

	profiles, err := env.ParseAs[profiling]()
	if err != nil {
		return fmt.Errorf("read the environment: %w", err)
	}
	hide, err := profiles.start(log)
	if err != nil {
		return err
	}
	defer hide()

	log.Info("starting", "pid", os.Getpid())
	err = work(ctx, log)
	if err != nil && (ctx.Err() == nil || !errors.Is(err, context.Canceled)) {
		log.Error("stopped", telemetry.KeyErr, err)
		return err
	}
	log.Info("stopped")
	return nil
}
