package runfile

import (
	"os"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// DaprdArgs are the sidecar's flags for a completed app, in the CLI's order.
func (a App) DaprdArgs() []string {
	var args flags
	args.text("config", a.ConfigFile)
	args.text("app-protocol", a.AppProtocol)
	args.text("dapr-listen-addresses", a.APIListenAddresses)
	args.yes("enable-profiling", a.EnableProfiling)
	args.text("log-level", a.LogLevel)
	args.number("app-max-concurrency", a.MaxConcurrency)
	args.text("placement-host-address", value(a.PlacementAddress))
	for _, p := range a.ResourcesPaths {
		args.text("resources-path", p)
	}
	args.yes("app-ssl", a.AppSSL)
	args.text("max-body-size", a.MaxBodySize)
	args.text("read-buffer-size", a.ReadBufferSize)
	args.yes("enable-app-health-check", a.EnableAppHealth)
	args.text("app-health-check-path", a.AppHealthPath)
	args.set("app-health-probe-interval", a.AppHealthInterval)
	args.set("app-health-probe-timeout", a.AppHealthTimeout)
	args.set("app-health-threshold", a.AppHealthThreshold)
	args.yes("enable-api-logging", a.EnableAPILogging)
	args.text("scheduler-host-address", value(a.SchedulerAddress))
	args.text("app-id", a.AppID)
	if a.AppChannelAddress != "127.0.0.1" { // daprd's own default
		args.text("app-channel-address", a.AppChannelAddress)
	}
	args.number("app-port", a.AppPort)
	args.number("dapr-http-port", a.HTTPPort)
	args.number("dapr-grpc-port", a.GRPCPort)
	args.number("profile-port", a.ProfilePort)
	args.number("metrics-port", a.MetricsPort)
	args.text("unix-domain-socket", a.UnixDomainSocket)
	args.number("dapr-internal-grpc-port", a.InternalGRPCPort)
	if mutualTLS(a.ConfigFile) {
		args = append(args, "--enable-mtls", "--sentry-address", "localhost:50001")
	}
	return args
}

type flags []string

func (f *flags) text(name, v string) {
	if v != "" {
		*f = append(*f, "--"+name, v)
	}
}

func (f *flags) yes(name string, v bool) {
	if v {
		*f = append(*f, "--"+name)
	}
}

func (f *flags) number(name string, v int) { f.text(name, strconv.Itoa(v)) }

// set leaves a zero out, for flags whose default is daprd's.
func (f *flags) set(name string, v int) {
	if v != 0 {
		f.number(name, v)
	}
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return strings.TrimSpace(*s)
}

// mutualTLS tells whether the Dapr configuration asks for it. A file that
// cannot be read asks for nothing here: daprd itself will complain about it.
func mutualTLS(configFile string) bool {
	text, err := os.ReadFile(configFile)
	if err != nil {
		return false
	}
	var config struct {
		Spec struct {
			MTLS struct {
				Enabled bool `yaml:"enabled"`
			} `yaml:"mtls"`
		} `yaml:"spec"`
	}
	return yaml.Unmarshal(text, &config) == nil && config.Spec.MTLS.Enabled
}
