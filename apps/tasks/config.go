package main

import (
	"fmt"
	"net"
	"strconv"
	"time"

	"github.com/caarlos0/env/v11"

	"github.com/errandapp/errand/actors/tasklist/host"
	"github.com/errandapp/errand/internal/run"
	"github.com/errandapp/errand/internal/run/sidecar"
)

// Ways to host actors; see docs/decisions/0001.
const (
	overStream = "stream"
	overHTTP   = "http"
)

// config is all that tasks reads from its environment.
type config struct {
	sidecar.Config // DAPR_HTTP_PORT, DAPR_GRPC_PORT, DAPR_API_TOKEN

	// Postgres is the database that the sidecar's state store is in, as a
	// URL. Tasks uses it once, at the start, to raise the fence.
	Postgres string `env:"ERRAND_POSTGRES,required,notEmpty"`
	// Kafka are the brokers that the facts go to, host:port, separated by
	// commas. They need not be there at the start.
	Kafka []string `env:"ERRAND_KAFKA,required,notEmpty"`
	// Retention is how long Kafka keeps a fact: longer than any outage of
	// audit that could go unnoticed, and as long as an erased person's words
	// may stay there (docs/decisions/0006).
	Retention time.Duration `env:"ERRAND_KAFKA_RETENTION" envDefault:"720h"`
	// Replicas of each partition of the topics that tasks makes; 0 means as
	// many as there are brokers, three at most.
	Replicas int `env:"ERRAND_KAFKA_REPLICAS" envDefault:"0"`
	// MinInSync is how many replicas must have a fact before it counts as
	// told; 0 means all but one, at least one.
	MinInSync int `env:"ERRAND_KAFKA_MIN_INSYNC" envDefault:"0"`
	// Host is how the sidecar reaches the actors: stream, over a connection
	// that this process opens, or http, over APP_PORT.
	Host string `env:"ERRAND_ACTOR_HOST" envDefault:"stream"`
	// AppToken is required of calls to APP_PORT when it is set; Dapr sends it.
	AppToken string `env:"APP_API_TOKEN"`
	// AdminAddr is where /healthz, /readyz and /metrics are while actors are
	// hosted over the stream, host:port; port 0 takes a free one.
	AdminAddr string `env:"ERRAND_ADMIN_ADDR" envDefault:"127.0.0.1:8084"`
	// ClockAhead is for tests only: by how much this host's clock is to differ
	// from the machine's, as that of a machine would whose time is not kept.
	ClockAhead time.Duration `env:"ERRAND_TEST_CLOCK_AHEAD" envDefault:"0"`
	// ListenHost and AppPort are where Dapr calls the actors, and the rest is
	// served, when they are hosted over http.
	ListenHost string `env:"ERRAND_LISTEN_HOST" envDefault:"127.0.0.1"`
	AppPort    int    `env:"APP_PORT"`
}

func readConfig() (config, error) {
	c, err := env.ParseAs[config]()
	if err != nil {
		return c, fmt.Errorf("read the environment: %w", err)
	}
	if c.Host != overStream && c.Host != overHTTP {
		return c, fmt.Errorf("ERRAND_ACTOR_HOST is %q: it must be %s or %s", c.Host, overStream, overHTTP)
	}
	if c.Host == overHTTP && c.AppPort == 0 {
		return c, fmt.Errorf("ERRAND_ACTOR_HOST is http: give the app a port (appPort)")
	}
	if err := c.topics().Check(); err != nil {
		return c, err
	}
	return c, nil
}

// now is the time by this host's clock.
func (c config) now() time.Time { return time.Now().Add(c.ClockAhead) }

// topics are what the topics shall be like.
func (c config) topics() host.Topics {
	return host.Topics{Retention: c.Retention, Replicas: c.Replicas, MinInSync: c.MinInSync}
}

// listen is where the server of this process is.
func (c config) listen() (run.Listen, error) {
	if c.Host == overHTTP {
		return run.Listen{Host: c.ListenHost, Port: c.AppPort}, nil
	}
	host, port, err := net.SplitHostPort(c.AdminAddr)
	if err != nil {
		return run.Listen{}, fmt.Errorf("ERRAND_ADMIN_ADDR is %q: it must be host:port", c.AdminAddr)
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return run.Listen{}, fmt.Errorf("ERRAND_ADMIN_ADDR is %q: the port must be 0 to 65535", c.AdminAddr)
	}
	return run.Listen{Host: host, Port: int(n)}, nil
}
