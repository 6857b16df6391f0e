package telemetry

import (
	"bufio"
	"net"
	"net/http"
)

// recorder remembers the status that a handler answered with.
type recorder struct {
	http.ResponseWriter
	status   int
	wrote    bool
	hijacked bool
}

func (r *recorder) WriteHeader(status int) {
	// 1xx are followed by the real one, but 101 is the real one.
	if !r.wrote && (status >= 200 || status == http.StatusSwitchingProtocols) {
		r.status, r.wrote = status, true
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(b []byte) (int, error) {
	r.wrote = true
	return r.ResponseWriter.Write(b)
}

// Hijack hands over the connection; gin and WebSockets ask for it.
func (r *recorder) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := http.NewResponseController(r.ResponseWriter).Hijack()
	if err == nil {
		r.hijacked = true
		if !r.wrote {
			r.status = http.StatusSwitchingProtocols
		}
	}
	return conn, rw, err
}

// Flush sends what has been written so far.
func (r *recorder) Flush() {
	r.wrote = true
	// A writer that cannot flush sends at the end: nothing to report.
	_ = http.NewResponseController(r.ResponseWriter).Flush()
}

// Unwrap is for http.ResponseController.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }
