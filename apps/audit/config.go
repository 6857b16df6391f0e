package main

import (
	"errors"
	"fmt"
	"net"

	"github.com/caarlos0/env/v11"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/errandapp/errand/internal/run"
)

// Config is all that audit takes from its environment.
type Config struct {
	// Postgres is the URL of the database that keeps the audit, in a schema
	// of that name.
	Postgres string `env:"ERRAND_POSTGRES" envDefault:"postgres://postgres@127.0.0.1:5432/errand"`
	// Kafka is where the facts come from: host:port, or several with commas.
	Kafka []string `env:"ERRAND_KAFKA" envDefault:"127.0.0.1:9092"`
	// Group is the consumer group whose members share the work.
	Group string `env:"ERRAND_AUDIT_GROUP" envDefault:"audit"`
	// AppToken, when set, must come with every question, as dapr-api-token:
	// then only the sidecar, which has it too, can ask.
	AppToken string `env:"APP_API_TOKEN"`
	// Listen is where questions are answered: ERRAND_LISTEN_HOST, and
	// APP_PORT, which Dapr gives.
	run.Listen
}

// readConfig reads the environment; its error names every mistake in it.
func readConfig() (Config, error) {
	cfg := Config{Listen: run.Listen{Port: 8082}}
	mistakes := []error{env.Parse(&cfg)}
	if _, err := pgxpool.ParseConfig(cfg.Postgres); err != nil {
		mistakes = append(mistakes, fmt.Errorf("ERRAND_POSTGRES: %w", err))
	}
	for _, broker := range cfg.Kafka {
		if _, _, err := net.SplitHostPort(broker); err != nil {
			mistakes = append(mistakes, fmt.Errorf("ERRAND_KAFKA: %w", err))
		}
	}
	return cfg, errors.Join(mistakes...)
}
