package stack

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/errandapp/errand/deploy/local/logs"
	"github.com/errandapp/errand/deploy/local/proc"
	"github.com/errandapp/errand/deploy/local/runfile"
)

// findDapr returns placement and scheduler, each unless every app names its own.
func (s *System) findDapr() ([]*proc.Spec, error) {
	var specs []*proc.Spec
	if slices.ContainsFunc(s.file.Apps, func(a runfile.App) bool { return a.PlacementAddress == nil }) {
		spec, err := s.findPlacement()
		if err != nil {
			return nil, err
		}
		specs = append(specs, spec)
	}
	if slices.ContainsFunc(s.file.Apps, func(a runfile.App) bool { return a.SchedulerAddress == nil }) {
		spec, err := s.findScheduler()
		if err != nil {
			return nil, err
		}
		specs = append(specs, spec)
	}
	return specs, nil
}

// findPlacement sets s.placement. Its tables are in memory only.
func (s *System) findPlacement() (*proc.Spec, error) {
	port, err := s.portsFor("placement", "api", "health", "metrics", "raft")
	if err != nil {
		return nil, err
	}
	s.placement = fmt.Sprintf("127.0.0.1:%d", port["api"])
	return s.control("placement", port["health"],
		"--port", strconv.Itoa(port["api"]),
		"--listen-address", "127.0.0.1",
		"--healthz-port", strconv.Itoa(port["health"]),
		"--healthz-listen-address", "127.0.0.1",
		"--metrics-port", strconv.Itoa(port["metrics"]),
		"--metrics-listen-address", "127.0.0.1",
		"--initial-cluster", fmt.Sprintf("dapr-placement-0=127.0.0.1:%d", port["raft"]),
		"--metadata-enabled",
	)
}

// findScheduler sets s.scheduler. Reminders are in an etcd of its own.
func (s *System) findScheduler() (*proc.Spec, error) {
	port, err := s.portsFor("scheduler", "api", "health", "metrics", "etcd", "peer")
	if err != nil {
		return nil, err
	}
	s.scheduler = fmt.Sprintf("127.0.0.1:%d", port["api"])
	s.leader = &leadership{
		etcd:   fmt.Sprintf("http://127.0.0.1:%d", port["etcd"]),
		file:   filepath.Join(s.Data, "scheduler.lease"),
		printf: s.log.Printf,
	}
	spec, err := s.control("scheduler", port["health"],
		"--port", strconv.Itoa(port["api"]),
		"--listen-address", "127.0.0.1",
		"--override-broadcast-host-port", s.scheduler,
		"--healthz-port", strconv.Itoa(port["health"]),
		"--healthz-listen-address", "127.0.0.1",
		"--metrics-port", strconv.Itoa(port["metrics"]),
		"--metrics-listen-address", "127.0.0.1",
		"--etcd-data-dir", filepath.Join(s.Data, "scheduler"),
		"--etcd-client-port", strconv.Itoa(port["etcd"]),
		"--etcd-client-listen-address", "127.0.0.1",
		"--etcd-initial-cluster", fmt.Sprintf("dapr-scheduler-server-0=http://127.0.0.1:%d", port["peer"]),
	)
	if err != nil {
		return nil, err
	}
	command, healthy := spec.Command, spec.Ready
	spec.Command = func() (*exec.Cmd, error) {
		s.leader.begin()
		return command()
	}
	spec.Ready = func(ctx context.Context) error {
		if err := healthy(ctx); err != nil {
			return err
		}
		return s.leader.ready(ctx)
	}
	return spec, nil
}

// control is one of Dapr's two services.
func (s *System) control(name string, health int, args ...string) (*proc.Spec, error) {
	path, err := s.binary(name)
	if err != nil {
		return nil, err
	}
	log, err := s.hub.Stream(name, logs.Warnings)
	if err != nil {
		return nil, err
	}
	return &proc.Spec{
		Name:    name,
		Command: s.command(s.Data, path, args...),
		Ready:   answers(nil, fmt.Sprintf("http://127.0.0.1:%d/healthz", health), mustExist),
		Log:     log,
	}, nil
}

// portsFor picks a port for each use of a process.
func (s *System) portsFor(process string, uses ...string) (map[string]int, error) {
	port := map[string]int{}
	for _, use := range uses {
		n, err := s.ports.pick(process+" "+use, 0)
		if err != nil {
			return nil, err
		}
		port[use] = n
	}
	return port, nil
}
