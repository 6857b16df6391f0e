package stack

import (
	"errors"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/errandapp/errand/deploy/local/proc"
)

// stopTimeout is for everything together.
const stopTimeout = 9500 * time.Millisecond

// stages are the order of stopping. Each has a limit of its own, and the time
// that it does not use goes to the later ones: Postgres, which has most to
// write, usually gets nearly all of it.
var stages = []struct {
	of    func(name string) bool
	limit time.Duration
}{
	{isApp, 4 * time.Second},
	{isSidecar, 2 * time.Second},
	{named("scheduler"), time.Second},
	{named("placement"), 500 * time.Millisecond},
	{named("kafka"), 2 * time.Second},
	{named("postgres"), stopTimeout},
}

// Stop stops the system within 10 s: apps, sidecars, scheduler, placement,
// Kafka, Postgres. What does not go by itself is killed; when Stop returns,
// nothing is left. A second call waits for the first and returns the same.
func (s *System) Stop() error {
	s.stop.Do(func() { s.ended = s.stopAll() })
	return s.ended
}

func (s *System) stopAll() error {
	deadline := time.Now().Add(stopTimeout)
	if s.hub != nil {
		s.hub.Quiet()
	}
	for _, stage := range stages {
		limit := time.Now().Add(stage.limit)
		if limit.After(deadline) {
			limit = deadline
		}
		s.stopStage(stage.of, limit)
	}
	var errs []error
	if s.mail != nil {
		errs = append(errs, s.mail.Close())
	}
	for _, a := range s.file.Apps {
		if a.UnixDomainSocket != "" {
			for _, p := range []string{"http", "grpc"} {
				if err := os.Remove(socket(a.UnixDomainSocket, a.AppID, p)); !os.IsNotExist(err) {
					errs = append(errs, err)
				}
			}
		}
	}
	if s.log != nil {
		s.log.Printf("stopped")
	}
	if s.hub != nil {
		errs = append(errs, s.hub.Close())
	}
	return errors.Join(append(errs, s.lock.release())...)
}

// stopStage stops all processes of one stage in parallel.
func (s *System) stopStage(of func(string) bool, limit time.Time) {
	var stopping sync.WaitGroup
	for _, name := range s.Names() {
		if !of(name) {
			continue
		}
		p, err := s.Process(name)
		if err != nil {
			continue // processes are never removed
		}
		stopping.Go(func() { s.stopOne(p, limit) })
	}
	stopping.Wait()
}

func (s *System) stopOne(p *proc.Process, limit time.Time) {
	began := time.Now()
	if !p.Stop(limit) {
		s.log.Printf("%s did not stop within %.1f s and was killed", p.Name(), time.Since(began).Seconds())
	}
}

func named(want string) func(string) bool { return func(name string) bool { return name == want } }

func isSidecar(name string) bool { return strings.HasSuffix(name, "/daprd") }

func isApp(name string) bool {
	switch name {
	case "scheduler", "placement", "kafka", "postgres":
		return false
	}
	return !isSidecar(name)
}
