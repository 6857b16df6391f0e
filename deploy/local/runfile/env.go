package runfile

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Env is what a completed app gets on top of the environment of whoever starts
// it, as KEY=value. The file's own `env` comes last and so wins over the ports.
// The sidecar gets none of it.
func (a App) Env() []string {
	env := []string{
		"APP_ID=" + a.AppID,
		"APP_CHANNEL_ADDRESS=" + a.AppChannelAddress,
	}
	for _, p := range []struct {
		key    string
		number int
	}{
		{"APP_PORT", a.AppPort},
		{"DAPR_HTTP_PORT", a.HTTPPort},
		{"DAPR_GRPC_PORT", a.GRPCPort},
		{"DAPR_METRICS_PORT", a.MetricsPort},
	} {
		if p.number > 0 {
			env = append(env, p.key+"="+strconv.Itoa(p.number))
		}
	}
	if p := a.protocol(); p != "" {
		env = append(env, "APP_PROTOCOL="+p)
	}
	for _, k := range slices.Sorted(maps.Keys(a.UserEnv)) {
		env = append(env, k+"="+a.UserEnv[k])
	}
	return env
}

// protocol is appProtocol in small letters, with appSSL's older way of saying
// https and grpcs; empty when Dapr does not know it.
func (a App) protocol() string {
	p := strings.ToLower(a.AppProtocol)
	switch p {
	case "":
		return "http"
	case "http", "grpc":
		if a.AppSSL {
			return p + "s"
		}
		return p
	case "https", "grpcs", "h2c":
		return p
	}
	return ""
}

// Argv is the app's command as the CLI runs it, in appDirPath: through a shell
// that finds it and then becomes it. Nil when the app has no command: then only
// its sidecar runs.
func (a App) Argv() []string {
	if len(a.Command) == 0 {
		return nil
	}
	return append([]string{"sh", "-c", `exec "$@"`, "sh"}, a.Command...)
}
