package main

import (
	"errors"
	"fmt"
	"net"

	"github.com/caarlos0/env/v11"

	"github.com/errandapp/errand/apps/sync/hub"
	"github.com/errandapp/errand/internal/run"
	"github.com/errandapp/errand/internal/run/sidecar"
)

// Config is all that sync takes from its environment.
type Config struct {
	// Kafka is where the facts come from: host:port, or several with commas.
	Kafka []string `env:"ERRAND_KAFKA" envDefault:"127.0.0.1:9092"`
	// Origins are the origins, beside the server's own, whose pages may
	// connect: https://errand.example.com, several with commas.
	Origins []string `env:"ERRAND_ORIGINS"`
	// Compression says which frames are compressed: off; message: those above
	// 512 bytes, each by itself; context: those above 128, each knowing the
	// connection's earlier ones. See docs/decisions/0008.
	Compression hub.Compression `env:"ERRAND_COMPRESSION" envDefault:"off"`

	run.Listen     // ERRAND_LISTEN_HOST, APP_PORT (8081)
	sidecar.Config // DAPR_HTTP_PORT, DAPR_GRPC_PORT, DAPR_API_TOKEN
}

// readConfig reads the environment; its error names every mistake in it.
func readConfig() (Config, hub.Origins, error) {
	cfg := Config{Listen: run.Listen{Port: 8081}}
	mistakes := []error{env.Parse(&cfg)}
	for _, broker := range cfg.Kafka {
		if _, _, err := net.SplitHostPort(broker); err != nil {
			mistakes = append(mistakes, fmt.Errorf("ERRAND_KAFKA: %w", err))
		}
	}
	origins, err := hub.NewOrigins(cfg.Origins)
	if err != nil {
		mistakes = append(mistakes, fmt.Errorf("ERRAND_ORIGINS: %w", err))
	}
	return cfg, origins, errors.Join(mistakes...)
}
