//go:build e2e

package e2e

import (
	"io"
	"net"
	"net/http"
	"sync"
	"time"
)

// inbox stands for the ntfy server and for the push services of browsers.
var inbox = &postSink{got: map[string][]posted{}}

// notifyEnv lets notify reach the tests' receivers, and try again sooner than
// it does for people: as often, within two minutes.
func notifyEnv() []string {
	const soon = "2s,2s,4s,8s,15s,30s,60s"
	return []string{
		"ERRAND_WEBHOOK_URL=" + webhook.url, "ERRAND_NTFY_URL=" + inbox.url + "/ntfy", "ERRAND_PUSH_LOCAL=true",
		"ERRAND_RETRY=" + soon, "ERRAND_RETRY_WEBHOOK=" + soon,
	}
}

// A posted is one request that came.
type posted struct {
	header http.Header
	body   []byte
}

// A postSink takes POSTs at any path, and can be told how to answer.
type postSink struct {
	url    string
	server *http.Server

	mu     sync.Mutex
	got    map[string][]posted // by path: those that were taken
	answer func(path string, p posted) int
}

func startPostSink(s *postSink) error {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	s.url = "http://" + ln.Addr().String()
	s.server = &http.Server{Handler: s, ReadHeaderTimeout: 5 * time.Second}
	go s.server.Serve(ln) //nolint:errcheck // it ends with Close
	return nil
}

func (s *postSink) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	p := posted{r.Header, raw}
	s.mu.Lock()
	defer s.mu.Unlock()
	status := http.StatusCreated
	if s.answer != nil {
		status = s.answer(r.URL.Path, p)
	}
	if status < 300 {
		s.got[r.URL.Path] = append(s.got[r.URL.Path], p)
	}
	w.WriteHeader(status)
}

// at are the requests that were taken at a path.
func (s *postSink) at(path string) []posted {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]posted(nil), s.got[path]...)
}

// says lets the sink answer as f says; nil takes everything.
func (s *postSink) says(f func(path string, p posted) int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answer = f
}
