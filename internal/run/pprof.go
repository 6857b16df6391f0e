package run

import (
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"net/netip"
)

// profiling is off unless it is asked for; it is part of every process's
// environment.
type profiling struct {
	// Addr is where /debug/pprof/ answers, host:port on a loopback address,
	// for `go tool pprof`. A profile tells about the requests under way, so
	// the network does not get it. Empty, nothing listens.
	Addr string `env:"ERRAND_PPROF_ADDR"`
}

// start serves profiles until stop is called.
func (p profiling) start(log *slog.Logger) (stop func(), err error) {
	if p.Addr == "" {
		return func() {}, nil
	}
	addr, err := netip.ParseAddrPort(p.Addr)
	if err != nil || !addr.Addr().IsLoopback() {
		return nil, fmt.Errorf("ERRAND_PPROF_ADDR is %q: it must be a loopback address with a port, like 127.0.0.1:6060", p.Addr)
	}
	ln, err := net.Listen("tcp", p.Addr)
	if err != nil {
		return nil, fmt.Errorf("serve profiles: %w", err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /debug/pprof/", pprof.Index) // heap, goroutine, …
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	server := &http.Server{Handler: mux, ReadHeaderTimeout: headerTime}
	log.Info("profiles", "addr", ln.Addr().String())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = server.Serve(ln) // it ends with Close
	}()
	return func() { _ = server.Close(); <-ended }, nil // a profile under way is given up
}
