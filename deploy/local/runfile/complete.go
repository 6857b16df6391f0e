package runfile

import (
	"fmt"
	"regexp"
	"strings"
)

// Complete fills in what the CLI fills in before it starts an app: a free port
// for every sidecar port that is not given (port is asked with the field's name
// and the number in the file, 0 when there is none, and answers with the number
// to use or why it cannot be had), the default sizes, and the addresses of
// placement and scheduler.
func (a *App) Complete(port func(field string, given int) (int, error)) error {
	a.AppPort = max(a.AppPort, 0)
	for _, p := range []struct {
		field  string
		number *int
		wanted bool
	}{
		{"appPort", &a.AppPort, a.AppPort > 0},
		{"daprHTTPPort", &a.HTTPPort, true},
		{"daprGRPCPort", &a.GRPCPort, true},
		{"metricsPort", &a.MetricsPort, true},
		{"daprInternalGRPCPort", &a.InternalGRPCPort, true},
		{"profilePort", &a.ProfilePort, a.EnableProfiling},
	} {
		if !p.wanted {
			continue
		}
		n, err := port(p.field, max(*p.number, 0))
		if err != nil {
			return fmt.Errorf("app %q: %s: %w", a.AppID, p.field, err)
		}
		*p.number = n
	}
	if a.ProfilePort == 0 {
		a.ProfilePort = -1
	}
	if a.MaxConcurrency < 1 {
		a.MaxConcurrency = -1
	}
	if a.AppProtocol == "" {
		a.AppProtocol = "http"
	}
	var err error
	if a.MaxBodySize, err = quantity(a.MaxBodySize, "4Mi"); err != nil {
		return fmt.Errorf("app %q: maxBodySize: %w", a.AppID, err)
	}
	if a.ReadBufferSize, err = quantity(a.ReadBufferSize, "4Ki"); err != nil {
		return fmt.Errorf("app %q: readBufferSize: %w", a.AppID, err)
	}
	a.PlacementAddress = address(a.PlacementAddress, "localhost:50005", ":50005")
	if a.SchedulerAddress != nil && *a.SchedulerAddress == "" {
		a.SchedulerAddress = nil // a run file cannot turn the scheduler off this way
	}
	a.SchedulerAddress = address(a.SchedulerAddress, "localhost:50006", ":50006")
	return nil
}

// address gives nil its default and a host without a port its port. Blank stays
// blank: it turns the service off.
func address(given *string, def, port string) *string {
	if given == nil {
		return &def
	}
	s := strings.TrimSpace(*given)
	if s != "" && !strings.Contains(s, ":") {
		s += port
	}
	return &s
}

var resourceQuantity = regexp.MustCompile(`^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$`)

// quantity checks a Kubernetes resource quantity. A negative one means "no
// limit" and becomes -1; the others go to daprd as they are written.
func quantity(given, def string) (string, error) {
	if given == "" {
		return def, nil
	}
	if !resourceQuantity.MatchString(given) {
		return "", fmt.Errorf("%q is not a size like 4Mi", given)
	}
	if strings.HasPrefix(given, "-") && strings.Trim(given, "-0.") != "" {
		return "-1", nil
	}
	return given, nil
}
