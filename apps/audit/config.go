package main

import (
	"cmp"
	"errors"
	"fmt"
	"net"
	"strings"
	"unicode"

	"github.com/caarlos0/env/v11"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/errandapp/errand/internal/run"
	"github.com/errandapp/errand/internal/run/sidecar"
)

// Config is all that audit takes from its environment.
type Config struct {
	// Postgres is the URL of the database that keeps the audit, in a schema
	// of that name, which this user makes.
	Postgres string `env:"ERRAND_POSTGRES" envDefault:"postgres://postgres@127.0.0.1:5432/errand"`
	// AppPostgres is the same database for a user who may do no more than
	// audit's daily work: add rows and read them. Empty: ERRAND_POSTGRES
	// itself, whose sessions then take on the role of such a user.
	AppPostgres string `env:"ERRAND_AUDIT_POSTGRES"`
	// Kafka is where the facts come from: host:port, or several with commas.
	Kafka []string `env:"ERRAND_KAFKA" envDefault:"127.0.0.1:9092"`
	// Group is the consumer group whose members share the work.
	Group string `env:"ERRAND_AUDIT_GROUP" envDefault:"audit"`
	// Origin is the log's name, in its checkpoints and keys. It counts when
	// the database makes the key.
	Origin string `env:"ERRAND_AUDIT_ORIGIN" envDefault:"errand/audit"`
	// SecretStore is the Dapr secret store whose secret audit has the
	// signing-key of the log. "none": the database keeps a key.
	SecretStore string `env:"ERRAND_AUDIT_SECRET_STORE" envDefault:"secrets"`
	// KeepMonths is how many months are kept beside the current one. 0: all,
	// for ever.
	KeepMonths int `env:"ERRAND_AUDIT_KEEP_MONTHS" envDefault:"0"`
	// AppToken, when set, must come with every question, as dapr-api-token:
	// then only the sidecar, which has it too, can ask.
	AppToken string `env:"APP_API_TOKEN"`
	// Listen is where questions are answered: ERRAND_LISTEN_HOST, and
	// APP_PORT, which Dapr gives.
	run.Listen
	// The sidecar is asked for the signing key.
	sidecar.Config
}

// readConfig reads the environment; its error names every mistake in it.
func readConfig() (Config, error) {
	cfg := Config{Listen: run.Listen{Port: 8082}}
	mistakes := []error{env.Parse(&cfg)}
	if _, err := pgxpool.ParseConfig(cfg.Postgres); err != nil {
		mistakes = append(mistakes, fmt.Errorf("ERRAND_POSTGRES: %w", err))
	}
	if _, err := pgxpool.ParseConfig(cfg.AppPostgres); err != nil {
		mistakes = append(mistakes, fmt.Errorf("ERRAND_AUDIT_POSTGRES: %w", err))
	}
	if cfg.KeepMonths < 0 {
		mistakes = append(mistakes, errors.New("ERRAND_AUDIT_KEEP_MONTHS: 0 for all, or a number of months"))
	}
	if err := checkOrigin(cfg.Origin); err != nil {
		mistakes = append(mistakes, fmt.Errorf("ERRAND_AUDIT_ORIGIN: %w", err))
	}
	for _, broker := range cfg.Kafka {
		if _, _, err := net.SplitHostPort(broker); err != nil {
			mistakes = append(mistakes, fmt.Errorf("ERRAND_KAFKA: %w", err))
		}
	}
	return cfg, errors.Join(mistakes...)
}

// App is the URL for daily work.
func (c Config) App() string { return cmp.Or(c.AppPostgres, c.Postgres) }

// AppUser is who does the daily work, when that is somebody of its own.
func (c Config) AppUser() string {
	if c.AppPostgres == "" {
		return ""
	}
	config, err := pgxpool.ParseConfig(c.AppPostgres)
	if err != nil {
		return "" // readConfig has said so
	}
	return config.ConnConfig.User
}

// checkOrigin says what is wrong with a log's name.
func checkOrigin(name string) error {
	if name == "" || strings.ContainsFunc(name, unicode.IsSpace) || strings.Contains(name, "+") {
		return errors.New("a log has a name without spaces and plus signs, as example.org/audit")
	}
	return nil
}
