//go:build e2e

package e2e

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// hookSink is where webhooks go. It can be told to fail.
type hookSink struct {
	url    string
	server *http.Server

	mu       sync.Mutex
	got      []string              // bodies that were taken
	fail     int                   // so many calls get a 500
	refused  string                // calls that hold this text get a 500, unless it is empty
	refusals int                   // how many of those there were
	waiting  int                   // calls that are held
	held     chan struct{}         // while not nil, calls wait until it is closed, and are not taken then
	verdict  func(http.Header) int // when not nil, the status of each call
}

func startHookSink() (*hookSink, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &hookSink{url: "http://" + ln.Addr().String() + "/hook"}
	s.server = &http.Server{Handler: s, ReadHeaderTimeout: 5 * time.Second}
	go s.server.Serve(ln) //nolint:errcheck // it ends with stop
	return s, nil
}

func (s *hookSink) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if held := s.held; held != nil {
		s.waiting++
		s.mu.Unlock()
		<-held
		s.mu.Lock()
		s.waiting--
		http.Error(w, "held for too long", http.StatusServiceUnavailable)
		return
	}
	if s.verdict != nil {
		if status := s.verdict(r.Header); status >= 300 {
			w.WriteHeader(status)
			return
		}
	}
	if s.fail > 0 {
		s.fail--
		http.Error(w, "made to fail", http.StatusInternalServerError)
		return
	}
	if s.refused != "" && strings.Contains(string(raw), s.refused) {
		s.refusals++
		http.Error(w, "made to fail", http.StatusInternalServerError)
		return
	}
	s.got = append(s.got, string(raw))
}

// refuse makes calls that hold a text fail; none when it is empty. It says
// how many have failed since it was last asked.
func (s *hookSink) refuse(text string) (failed int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	failed, s.refused, s.refusals = s.refusals, text, 0
	return failed
}

// judge lets f say how each call is answered; nil takes all.
func (s *hookSink) judge(f func(http.Header) int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.verdict = f
}

// failNext makes so many of the next calls fail.
func (s *hookSink) failNext(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fail = n
}

// hold lets calls wait from now on. They fail when the answer is called; it
// may be called twice.
func (s *hookSink) hold() (release func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	held := make(chan struct{})
	s.held = held
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.held == held {
			s.held = nil
			close(held)
		}
	}
}

// holding is how many calls wait.
func (s *hookSink) holding() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.waiting
}

func (s *hookSink) stop() { s.server.Close() }

// with counts the calls that hold a text.
func (s *hookSink) with(text string) int { return len(s.bodies(text)) }

// bodies are those of the calls that hold a text.
func (s *hookSink) bodies(text string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []string
	for _, body := range s.got {
		if strings.Contains(body, text) {
			found = append(found, body)
		}
	}
	return found
}

// byID counts the calls by the id that each states.
func (s *hookSink) byID() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := map[string]int{}
	for _, body := range s.got {
		var call struct{ ID string }
		if err := json.Unmarshal([]byte(body), &call); err == nil {
			n[call.ID]++
		}
	}
	return n
}

// mailsWith are the caught mails that hold a text.
func mailsWith(text string) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(system.MailDir, "*.eml"))
	if err != nil {
		return nil, err
	}
	var found []string
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		if strings.Contains(string(raw), text) {
			found = append(found, string(raw))
		}
	}
	return found, nil
}

func oneMailWith(text string) error {
	mails, err := mailsWith(text)
	if err == nil && len(mails) != 1 {
		err = fmt.Errorf("%d mails", len(mails))
	}
	return err
}
