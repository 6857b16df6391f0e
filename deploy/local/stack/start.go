package stack

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/errandapp/errand/deploy/local/logs"
	"github.com/errandapp/errand/deploy/local/proc"
	"github.com/errandapp/errand/deploy/local/runfile"
)

// Start starts the system and returns when all of it is ready. On any error,
// and when ctx ends first, everything it had started is stopped again.
// A system that already runs on the same data folder is a *RunningError.
func Start(ctx context.Context, o Options) (_ *System, err error) {
	began := time.Now()
	if err := o.complete(); err != nil {
		return nil, err
	}
	s := &System{options: o, Data: o.Data, LogDir: filepath.Join(o.Data, "logs"), procs: map[string]*proc.Process{}}
	if s.file, err = runfile.Load(o.File); err != nil {
		return nil, err
	}
	if s.lock, err = acquire(o.Data); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Stop())
		}
	}()
	if s.hub, err = logs.Open(o.Out, s.LogDir, s.longestName()); err != nil {
		return nil, err
	}
	if s.log, err = s.hub.Stream("errand", nil); err != nil {
		return nil, err
	}
	if s.ports, err = openPorts(o.Data); err != nil {
		return nil, err
	}
	if err := s.planApps(); err != nil {
		return nil, err
	}
	if err := s.startServers(ctx); err != nil {
		return nil, err
	}
	if err := s.startApps(ctx); err != nil {
		return nil, err
	}
	if s.leader != nil {
		if err := s.leader.remember(ctx); err != nil { // costs 20 s after a crash, no more
			s.log.Printf("who leads the schedulers is unknown: %v", err)
		}
		s.leader.started.Store(true)
	}
	if err := errors.Join(s.ports.save(), s.lock.tell(s.URL)); err != nil {
		return nil, err
	}
	s.Took = time.Since(began)
	s.log.Printf("ready in %.1f s: %s", s.Took.Seconds(), s.URL)
	s.log.Printf("every line of every process is in %s", s.LogDir)
	return s, nil
}

// longestName is the width of the log's first column.
func (s *System) longestName() int {
	width := len("scheduler")
	for _, a := range s.file.Apps {
		width = max(width, len(a.AppID+"/daprd"))
	}
	return width
}

// startServers starts, or finds, what the apps stand on.
func (s *System) startServers(ctx context.Context) error {
	if err := s.giveSecrets(); err != nil {
		return err
	}
	database, err := s.findPostgres(ctx)
	if err != nil {
		return err
	}
	kafka, err := s.findKafka(ctx)
	if err != nil {
		return err
	}
	dapr, err := s.findDapr()
	if err != nil {
		return err
	}
	if err := s.startMail(); err != nil {
		return err
	}
	if err := s.ports.save(); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, s.options.Timeout)
	defer cancel()
	return s.startAll(ctx, append(dapr, database, kafka)...)
}

// startAll starts processes in parallel and waits until all are ready; nil ones
// are servers that somebody else runs.
func (s *System) startAll(ctx context.Context, specs ...*proc.Spec) error {
	group, ctx := errgroup.WithContext(ctx)
	for _, spec := range specs {
		if spec != nil {
			group.Go(func() error { return s.start(ctx, *spec) })
		}
	}
	return group.Wait()
}

// start starts one process and waits until it is ready.
func (s *System) start(ctx context.Context, spec proc.Spec) error {
	began := time.Now()
	spec.PerMinute = s.options.RestartsPerMinute
	p := proc.New(spec)
	s.mu.Lock()
	s.procs[spec.Name] = p
	s.mu.Unlock()
	if err := p.Start(ctx); err != nil {
		return err
	}
	s.log.Printf("%s is ready (%.1f s)", spec.Name, time.Since(began).Seconds())
	return nil
}
