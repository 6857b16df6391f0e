package main

import (
	"fmt"
	"net/url"

	"github.com/caarlos0/env/v11"

	"github.com/errandapp/errand/internal/run"
	"github.com/errandapp/errand/internal/run/sidecar"
)

// config is everything that chat reads from its environment, beside the
// levels of telemetry.Config. Defaults run on a laptop.
type config struct {
	run.Listen     // ERRAND_LISTEN_HOST, APP_PORT (8080)
	sidecar.Config // DAPR_HTTP_PORT, DAPR_GRPC_PORT, DAPR_API_TOKEN

	// Sync is where the sync app listens; /v1/sync is passed on to it.
	Sync url.URL `env:"ERRAND_SYNC_URL" envDefault:"http://127.0.0.1:8081"`

	// AllowedHosts are the names, beside loopback ones, under which people
	// reach this server: errand.example.org,errand.local. A page on another
	// name, even one that resolves to this machine, is turned away.
	AllowedHosts []string `env:"ERRAND_ALLOWED_HOSTS"`
}

// readConfig reports every mistake in the environment at once.
func readConfig() (config, error) {
	cfg := config{Listen: run.Listen{Port: 8080}}
	if err := env.Parse(&cfg); err != nil {
		return config{}, fmt.Errorf("read the environment: %w", err)
	}
	if cfg.Sync.Host == "" || cfg.Sync.Scheme != "http" && cfg.Sync.Scheme != "https" {
		return config{}, fmt.Errorf("read the environment: ERRAND_SYNC_URL is %q: it must be like http://127.0.0.1:8081", cfg.Sync.String())
	}
	return cfg, nil
}
