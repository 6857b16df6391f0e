package stack

import (
	"fmt"
	"slices"

	"github.com/errandapp/errand/deploy/local/runfile"
)

const (
	adminVariable = "ERRAND_ADMIN_ADDR"
	adminPort     = 8084 // the apps' own default
)

// planApps gives every app its ports and sets URL, Apps and the environment.
// Addresses of placement and scheduler stay open until those are known.
func (s *System) planApps() error {
	s.env = slices.Clone(s.options.Env)
	for _, a := range s.file.Apps {
		if !isApp(a.AppID) {
			return fmt.Errorf("app %q: the name is one of our own processes'", a.AppID)
		}
		for _, n := range []int{a.AppPort, a.HTTPPort, a.GRPCPort, a.InternalGRPCPort, a.MetricsPort, a.ProfilePort} {
			s.ports.given[n] = true
		}
	}
	for i := range s.file.Apps {
		a := &s.file.Apps[i]
		ourPlacement := a.PlacementAddress == nil
		ourScheduler := a.SchedulerAddress == nil || *a.SchedulerAddress == ""
		err := a.Complete(func(field string, given int) (int, error) {
			purpose := a.AppID + " " + field
			if given == 0 || s.options.FreePorts {
				return s.ports.pick(purpose, 0)
			}
			return s.ports.claim(purpose, given)
		})
		if err != nil {
			return err
		}
		if ourPlacement {
			a.PlacementAddress = nil
		}
		if ourScheduler {
			a.SchedulerAddress = nil
		}
		app := App{
			Name: a.AppID, Port: a.AppPort,
			DaprHTTP:     fmt.Sprintf("http://127.0.0.1:%d", a.HTTPPort),
			DaprHTTPPort: a.HTTPPort, DaprGRPCPort: a.GRPCPort,
			InternalPort: a.InternalGRPCPort, MetricsPort: a.MetricsPort,
		}
		if a.AppPort > 0 {
			app.URL = fmt.Sprintf("http://127.0.0.1:%d", a.AppPort)
			s.export(urlVariable(a.AppID), app.URL)
			if s.URL == "" || a.AppID == "chat" {
				s.URL = app.URL
			}
		} else if app.Admin, err = s.planAdmin(a); err != nil {
			return err
		}
		s.Apps = append(s.Apps, app)
	}
	return nil
}

// planAdmin says where an app without a port shows its health: where the run
// file or the environment says, else at the apps' default if that is free.
func (s *System) planAdmin(a *runfile.App) (string, error) {
	for _, given := range []string{a.UserEnv[adminVariable], s.getenv(adminVariable)} {
		if given != "" && !s.options.FreePorts {
			return "http://" + given, nil
		}
	}
	preferred := adminPort
	if s.options.FreePorts {
		preferred = 0
	}
	port, err := s.ports.pick(a.AppID+" admin", preferred)
	if err != nil {
		return "", err
	}
	address := fmt.Sprintf("127.0.0.1:%d", port)
	a.UserEnv[adminVariable] = address
	return "http://" + address, nil
}
