package stack

import (
	"context"
	"fmt"
	"maps"
	"slices"
)

// Replica starts an app of the run file once more, with a sidecar of its own,
// under the same app id and on free ports, and returns when both are ready. Its
// processes are called name and name/daprd. env is put on top of the
// app's own, NAME=value each.
func (s *System) Replica(ctx context.Context, appID, name string, env map[string]string) (App, error) {
	i := slices.IndexFunc(s.Apps, func(a App) bool { return a.Name == appID })
	if i < 0 {
		return App{}, fmt.Errorf("there is no app %q", appID)
	}
	if slices.Contains(s.Names(), name+"/daprd") || !isApp(name) {
		return App{}, fmt.Errorf("replica of %q: the name %q is taken", appID, name)
	}
	app, at := s.file.Apps[i], App{Name: name}
	app.UserEnv = maps.Clone(app.UserEnv)
	var err error
	pick := func(use string) (port int) {
		if err == nil {
			port, err = s.ports.pick(name+" "+use, 0)
		}
		return port
	}
	app.HTTPPort, app.GRPCPort = pick("http"), pick("grpc")
	app.InternalGRPCPort, app.MetricsPort = pick("internal"), pick("metrics")
	if app.AppPort > 0 {
		app.AppPort = pick("app")
		at.Port, at.URL = app.AppPort, fmt.Sprintf("http://127.0.0.1:%d", app.AppPort)
	} else {
		address := fmt.Sprintf("127.0.0.1:%d", pick("admin"))
		app.UserEnv[adminVariable], at.Admin = address, "http://"+address
	}
	if err != nil {
		return App{}, err
	}
	maps.Copy(app.UserEnv, env)
	at.DaprHTTP = fmt.Sprintf("http://127.0.0.1:%d", app.HTTPPort)
	at.DaprHTTPPort, at.DaprGRPCPort = app.HTTPPort, app.GRPCPort
	at.InternalPort, at.MetricsPort = app.InternalGRPCPort, app.MetricsPort

	sidecar, process, err := s.pair(app, at)
	if err != nil {
		return App{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, s.options.Timeout)
	defer cancel()
	return at, s.startPair(ctx, app, sidecar, process)
}
