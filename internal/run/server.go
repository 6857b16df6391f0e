package run

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/errandapp/errand/internal/telemetry"
)

// Listen is where a server listens; it is part of an app's config. Set Port
// to the app's default before the environment is read.
type Listen struct {
	// Host is the address to listen on. Anything but loopback lets the
	// network in: set it to 0.0.0.0 only in a container whose network
	// lets nobody but its sidecar in.
	Host string `env:"ERRAND_LISTEN_HOST" envDefault:"127.0.0.1"`
	// Port is given by Dapr. 0 takes a free one, which the log names.
	Port int `env:"APP_PORT"`
}

// Addr is host:port.
func (l Listen) Addr() string { return net.JoinHostPort(l.Host, strconv.Itoa(l.Port)) }

// A Server serves an app's routes beside /healthz, /readyz and /metrics.
type Server struct {
	Listen
	Handler  http.Handler // the app's own routes; may be nil
	Checks   Checks       // what /readyz asks
	Registry *prometheus.Registry
	Log      *slog.Logger
}

// Limits of a connection. A handler that takes the connection over
// (WebSocket) is free of them.
const (
	headerTime = 5 * time.Second
	readTime   = 15 * time.Second
	writeTime  = 60 * time.Second
	idleTime   = 2 * time.Minute
	maxHeader  = 32 << 10
)

// Run listens and serves until ctx is done; then it stops taking requests and
// gives those under way StopTime to end. Their ctx is not the one of Run, so
// that they can.
func (s Server) Run(ctx context.Context) error {
	ln, err := net.Listen("tcp", s.Addr())
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	return s.RunOn(ctx, ln)
}

// RunOn is Run on a listener that is there already; it closes it.
func (s Server) RunOn(ctx context.Context, ln net.Listener) error {
	srv := &http.Server{
		Handler:           s.routes(),
		ReadHeaderTimeout: headerTime,
		ReadTimeout:       readTime,
		WriteTimeout:      writeTime,
		IdleTimeout:       idleTime,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          slog.NewLogLogger(s.Log.Handler(), slog.LevelWarn),
	}
	s.Log.Info("listening", "addr", ln.Addr().String())
	served := make(chan error, 1)
	go func() { served <- srv.Serve(ln) }()
	select {
	case err := <-served:
		return fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
	}
	stopping, cancel := context.WithTimeout(context.Background(), StopTime)
	defer cancel()
	err := srv.Shutdown(stopping)
	if err != nil {
		err = errors.Join(fmt.Errorf("requests were cut off after %s: %w", StopTime, err), srv.Close())
	}
	<-served // http.ErrServerClosed, since it was told to
	return err
}

func (s Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write([]byte("ok\n")) // the asker has gone: nobody to tell
	})
	mux.Handle("GET /readyz", s.Checks)
	if s.Registry != nil {
		mux.Handle("GET /metrics", telemetry.MetricsHandler(s.Registry))
	}
	if s.Handler != nil {
		mux.Handle("/", s.Handler)
	}
	return mux
}
